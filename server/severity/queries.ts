import type { Context } from '@/server/context';
import { authorize } from '@/server/policy/authorize';
import { type DueBySeverity, ownDue } from './due';
import * as store from './store';

/** How long what follows an incident of each severity may take: as the organisation set it, else Baton's own. */
export async function dueBySeverity(ctx: Context): Promise<DueBySeverity> {
  authorize(ctx.actor, 'organisation.view');
  return { ...ownDue, ...(await store.due(ctx)) };
}
