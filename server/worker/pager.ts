import { setTimeout as pause } from 'node:timers/promises';
import { recordTurn } from '@/server/beat';
import { worker as bounds } from '@/server/bounds';
import type { Context } from '@/server/context';
import { releaseDeadClaims, sendDue } from '@/server/delivery/commands';
import { isQuiet, oldestDueSeconds } from '@/server/delivery/queries';
import type { Outbound, Outlet } from '@/server/outbound';
import { tellOfFailing } from './failing-job';
import { heard } from './heard';
import { housekeepingOf } from './housekeeping';
import type { Job } from './jobs';
import { timetable } from './timetable';

const overdueSeconds = 60;

type Settings = {
  outbound: Outbound;
  workerId: number;
  jobs: Job[];
  /** False while the worker's presence is lost: what it claimed then could be taken for a dead worker's. */
  isPresent?: () => boolean;
  /** Called after a turn that reached the database, left no page overdue and no housekeeping that stands still. */
  turned?: () => void;
};

/** Of which channels so many are on their way that a provider that says nothing would hold up all the others. */
function fullChannels(onTheirWay: Outlet[]): Outlet[] {
  const counts = new Map<Outlet, number>();
  for (const channel of onTheirWay) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return [...counts].flatMap(([channel, count]) => (count >= bounds.inFlightOfChannel ? [channel] : []));
}

/** What a turn found: whether to look again at once, and whether the schema is no longer the one this code is for. */
type Turn = { again: boolean; outdated: boolean };

/**
 * The pager: each turn runs what is due and begins to send what is due, without waiting for the sends: a mail server
 * that says nothing holds up its own messages only.
 */
export function pagerOf({ outbound, workerId, jobs, isPresent = () => true, turned }: Settings) {
  const cutOff = new AbortController();
  const inFlight = new Map<string, { channel: Outlet; done: Promise<void> }>();
  const runPaging = timetable(
    jobs.filter(({ pages }) => pages),
    tellOfFailing,
  );
  const housekeeping = housekeepingOf(jobs.filter(({ pages }) => !pages));
  let generation: string | undefined;

  async function send(ctx: Context): Promise<number> {
    if (!isPresent()) return 0;
    const most = Math.min(bounds.claimAtOnce, bounds.inFlight - inFlight.size);
    const full = fullChannels([...inFlight.values()].map(({ channel }) => channel));
    const begun = await sendDue(ctx, { outbound, workerId, most, full, cutOff: cutOff.signal, heard });
    for (const { id, channel, done } of begun) {
      inFlight.set(id, { channel, done });
      // Unless the same message was taken again meanwhile, after the lease of this attempt.
      void done.finally(() => inFlight.get(id)?.done === done && inFlight.delete(id));
    }
    return begun.length;
  }

  return {
    /** One turn; housekeeping is done by `beside`, which has connections of its own. Throws when the database is away. */
    async turn(ctx: Context, beside = ctx): Promise<Turn> {
      const began = await ctx.now();
      await releaseDeadClaims(ctx, workerId, [...inFlight.keys()]);
      const paging = await runPaging(ctx, began);
      const claimed = await send(ctx);
      // What keeps housekeeping from its database is no reason to count as a worker that does not turn.
      const kept = await housekeeping.keep(beside, began).catch(async (error: unknown) => {
        await recordTurn(ctx, workerId, null);
        throw error;
      });
      const busy = !kept || paging.worked + kept.worked + claimed > 0;
      const failed = paging.failed.length + (kept?.failed.length ?? 0);
      const quiet = !busy && failed === 0 && (await isQuiet(ctx, kept.began));
      const newest = await recordTurn(ctx, workerId, quiet ? kept.began : null);
      generation ??= newest;
      const fresh = !housekeeping.isStuck() && (quiet || (await oldestDueSeconds(ctx)) <= overdueSeconds);
      if (fresh) turned?.();
      return { again: busy, outdated: newest !== generation };
    },

    /** Waits for what is on its way and for housekeeping, at most `withinMs`; what is left then is cut off and given back. */
    async drain(withinMs: number): Promise<void> {
      const timer = setTimeout(() => cutOff.abort(), withinMs);
      // A database that is away must not keep the process: what is not recorded is tried again by the next worker.
      const all = Promise.all([housekeeping.ended(), ...[...inFlight.values()].map(({ done }) => done)]);
      await Promise.race([all, pause(withinMs + 1_000)]);
      clearTimeout(timer);
    },
  };
}

export type Pager = ReturnType<typeof pagerOf>;
