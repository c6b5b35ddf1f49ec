import { type Context, inTransaction } from '@/server/context';
import { authorize } from '@/server/policy/authorize';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import type { DueBySeverity } from './due';
import { dueBySeverity } from './queries';
import * as store from './store';

/** Sets how long what follows an incident may take. What is owed already keeps its day. */
export async function saveDue(ctx: Context, due: DueBySeverity): Promise<DueBySeverity> {
  authorize(ctx.actor, 'organisation.edit');
  return inTransaction(ctx, async (ctx) => {
    const before = await dueBySeverity(ctx);
    const now = await ctx.now();
    await store.saveDue(ctx, due, now);
    const data = { before, after: due };
    await tell(ctx, now, { subject: subject('organisation', '1'), teamId: null, kind: 'changed', data });
    return due;
  });
}
