import { type Context, inTransaction } from '@/server/context';
import { holdRotation } from '@/server/rotation/commands';
import { everyRotation, type Rotation, type Snapshot, snapshotOf } from '@/server/rotation/queries';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { type Passed, passedSince } from './record';
import * as store from './store';

/** The most that one transaction records; a rotation that began long ago takes several. */
const longestStepMs = 400 * 86_400_000;

/**
 * Internal, for the worker, each minute: writes down who was on call up to now. Running it twice, or by two workers at
 * once, writes nothing twice. Returns how many rotations moved on.
 */
export async function recordPassed(ctx: Context): Promise<number> {
  let moved = 0;
  for (const rotation of await everyRotation(ctx)) {
    let more = true;
    for (let first = true; more; first = false) {
      const step = await inTransaction(ctx, (tx) => recordStep(tx, rotation));
      if (first && step.moved) moved += 1;
      more = step.more;
    }
  }
  return moved;
}

async function recordStep(ctx: Context, { id }: Rotation): Promise<{ moved: boolean; more: boolean }> {
  // Held before the clock is asked: an override laid "from now" is either seen here or begins after this `now`.
  const rotation = await holdRotation(ctx, id);
  const now = await ctx.now();
  const mark = (await store.recordMarks(ctx, [id])).get(id);
  const [plan] = await snapshotOf(ctx, [rotation], { from: mark ?? new Date(0), to: now });
  const start = plan?.segments[0]?.effectiveFrom;
  if (!plan || !start || start >= now) return { moved: false, more: false };
  const recordedUntil = await store.lockRecord(ctx, id, start);
  const until = new Date(Math.min(now.getTime(), recordedUntil.getTime() + longestStepMs));
  const latest = await store.recordedUpTo(ctx, id, recordedUntil);
  const { segments, overrides } = plan;
  const passed = passedSince({ segments, overrides, recordedUntil, latest, now: until });
  if (passed.recordedUntil <= recordedUntil) return { moved: false, more: false };
  await store.savePassed(ctx, id, passed);
  if (recordedUntil > start) await tellHandoffs(ctx, now, plan, passed);
  return { moved: true, more: until < now };
}

/** A role that changed hands since the last time. Not told of the years before the record began. */
async function tellHandoffs(ctx: Context, now: Date, { id, teamId }: Snapshot, { added }: Passed): Promise<void> {
  const events = added.map(({ role, personId, from, source }) => {
    const data = { role, personId, from: from.toISOString(), source };
    return { subject: subject('rotation', id), teamId, kind: 'handed-off' as const, data };
  });
  await tell(ctx, now, ...events);
}
