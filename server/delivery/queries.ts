import { lastBeat } from '@/server/beat';
import { sending, worker } from '@/server/bounds';
import type { Context } from '@/server/context';
import type { DeliveryView } from './parcel';
import * as store from './store';

// Retries may take their whole window and the last attempt its time; later than that is not retrying but standing still.
const lateAfterSeconds = sending.retryWindowSeconds + 2 * (sending.attemptMs / 1_000);

/** What became of messages, by id. For queries of concepts that have authorised the subject. */
export const deliveriesByIds = (ctx: Context, ids: string[]): Promise<Map<string, DeliveryView>> =>
  store.byIds(ctx, ids);

/** Whether nothing that was due at `at` is still waiting or on its way. For the worker. */
export const isQuiet = (ctx: Context, at: Date): Promise<boolean> => store.isQuiet(ctx, at);

/** How late the oldest message is that should have left, in seconds; 0 when none is. Open to operators. */
export const oldestDueSeconds = (ctx: Context): Promise<number> => store.oldestDueSeconds(ctx);

export type Readiness = {
  ready: boolean;
  /** What is wrong, each a sentence; empty when ready. */
  reasons: string[];
  oldestDuePageSeconds: number;
  /** By the real clock; null: no worker has ever turned. */
  workerTurnAgeSeconds: number | null;
  /** By `clock()`: everything that was due until then has been seen to. */
  lookedAt: Date | null;
  /** Rises with each turn of a worker. */
  turns: number;
  /** The database's time. */
  now: Date;
};

/** Whether pages can be stored and are being sent. Throws when the database is away. Open to operators. */
export async function readinessOf(ctx: Context): Promise<Readiness> {
  const [beat, late, now] = await Promise.all([lastBeat(ctx), store.oldestDueSeconds(ctx), ctx.now()]);
  const reasons: string[] = [];
  if (beat.lastTurnAgeSeconds === null) reasons.push('no worker has finished a turn yet');
  else if (beat.lastTurnAgeSeconds > worker.stuckAfterSeconds)
    reasons.push(`the last turn of a worker is ${Math.round(beat.lastTurnAgeSeconds)} s old`);
  if (late > lateAfterSeconds) reasons.push(`the oldest due page is ${Math.round(late)} s late`);
  return {
    ready: reasons.length === 0,
    reasons,
    oldestDuePageSeconds: late,
    workerTurnAgeSeconds: beat.lastTurnAgeSeconds,
    lookedAt: beat.lookedAt,
    turns: beat.turns,
    now,
  };
}
