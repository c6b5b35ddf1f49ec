import type { Context } from '@/server/context';
import { actorReference } from '@/server/policy/actor';
import type { NewEvent } from './event';
import * as store from './store';

/**
 * Tells what happened, in the transaction of the change it tells of. `at` is the instant of the change (`ctx.now()`
 * asked after its locks), so that the record and the rows agree.
 */
export async function tell(ctx: Context, at: Date, ...events: NewEvent[]): Promise<void> {
  await store.append(ctx, events, { at, ...actorReference(ctx.actor), requestId: ctx.requestId });
}
