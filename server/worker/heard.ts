import { heardPost } from '@/server/chat/commands';
import type { Context } from '@/server/context';
import type { Outcome } from '@/server/delivery/parcel';
import { hearOutcome } from '@/server/notification/commands';
import { heardUpdate } from '@/server/status-update/commands';

/** Everybody who wants to know what became of an attempt, in the transaction that records it. */
export async function heard(ctx: Context, outcome: Outcome): Promise<void> {
  await hearOutcome(ctx, outcome);
  await heardPost(ctx, outcome);
  await heardUpdate(ctx, outcome);
}
