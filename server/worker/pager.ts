import { setTimeout as pause } from 'node:timers/promises';
import { recordTurn } from '@/server/beat';
import { worker as bounds } from '@/server/bounds';
import type { Context } from '@/server/context';
import { releaseDeadClaims, sendDue } from '@/server/delivery/commands';
import { isQuiet, oldestDueSeconds } from '@/server/delivery/queries';
import type { Outbound, Outlet } from '@/server/outbound';
import { tellOfFailing } from './failing-job';
import { heard } from './heard';
import type { Job } from './jobs';
import { type Ran, timetable } from './timetable';

const overdueSeconds = 60;

type Settings = {
  outbound: Outbound;
  workerId: number;
  jobs: Job[];
  /** False while the worker's presence is lost: what it claimed then could be taken for a dead worker's. */
  isPresent?: () => boolean;
  /** Called after a turn that reached the database and left no page overdue. */
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

/** Housekeeping that was begun at `began` and may still be running. */
type Round = { began: Date; done: Promise<Ran> };

/**
 * The pager: each turn runs what is due and begins to send what is due, without waiting for the sends: a mail server
 * that says nothing holds up its own messages only. Nor does it wait long for housekeeping: when many teams hand over in
 * one minute that takes seconds, and an alert of that minute is paged meanwhile.
 */
export function pagerOf({ outbound, workerId, jobs, isPresent = () => true, turned }: Settings) {
  const cutOff = new AbortController();
  const inFlight = new Map<string, { channel: Outlet; done: Promise<void> }>();
  // What pages people comes before what only keeps house, however much of that a turn finds.
  const runPaging = timetable(
    jobs.filter(({ everySeconds }) => everySeconds === 0),
    tellOfFailing,
  );
  const runHousekeeping = timetable(
    jobs.filter(({ everySeconds }) => everySeconds > 0),
    tellOfFailing,
  );
  let round: Round | null = null;
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

  /** The round of housekeeping that ended by now, or null: it runs on, and a later turn hears of it. */
  async function keepHouse(ctx: Context, now: Date): Promise<(Ran & { began: Date }) | null> {
    if (!round) {
      round = { began: now, done: runHousekeeping(ctx, now) };
      // It may fail between two turns: the next one says so.
      round.done.catch(() => undefined);
    }
    const { began, done } = round;
    try {
      const ran = await Promise.race([done, pause(bounds.housekeepingMs, null, { ref: false })]);
      if (!ran) return null;
      round = null;
      return { ...ran, began };
    } catch (error) {
      round = null;
      throw error;
    }
  }

  return {
    /** One turn; housekeeping is done by `beside`, which has connections of its own. Throws when the database is away. */
    async turn(ctx: Context, beside = ctx): Promise<Turn> {
      const began = await ctx.now();
      await releaseDeadClaims(ctx, workerId, [...inFlight.keys()]);
      const paging = await runPaging(ctx, began);
      const claimed = await send(ctx);
      const kept = await keepHouse(beside, began);
      const busy = !kept || paging.worked + kept.worked + claimed > 0;
      const failed = paging.failed.length + (kept?.failed.length ?? 0);
      const quiet = !busy && failed === 0 && (await isQuiet(ctx, kept.began));
      const newest = await recordTurn(ctx, workerId, quiet ? kept.began : null);
      generation ??= newest;
      if (turned && (quiet || (await oldestDueSeconds(ctx)) <= overdueSeconds)) turned();
      return { again: busy, outdated: newest !== generation };
    },

    /** Waits for what is on its way and for housekeeping, at most `withinMs`; what is left then is cut off and given back. */
    async drain(withinMs: number): Promise<void> {
      const timer = setTimeout(() => cutOff.abort(), withinMs);
      // A database that is away must not keep the process: what is not recorded is tried again by the next worker.
      const all = Promise.allSettled([round?.done, ...[...inFlight.values()].map(({ done }) => done)]);
      await Promise.race([all, pause(withinMs + 1_000)]);
      clearTimeout(timer);
    },
  };
}

export type Pager = ReturnType<typeof pagerOf>;
