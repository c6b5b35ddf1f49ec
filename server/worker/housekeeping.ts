import { setTimeout as pause } from 'node:timers/promises';
import { worker as bounds } from '@/server/bounds';
import { stopwatch } from '@/server/clock';
import type { Context } from '@/server/context';
import { tellOfFailing } from './failing-job';
import type { Job } from './jobs';
import { type Ran, timetable } from './timetable';

type Round = { began: Date; done: Promise<Ran> };

/**
 * Runs in rounds what does not page people. A turn of the pager does not wait long for one: when many teams hand over in
 * one minute it takes seconds, and an alert of that minute is paged meanwhile.
 */
export function housekeepingOf(jobs: Job[]) {
  const runDue = timetable(jobs, tellOfFailing);
  let round: Round | null = null;
  let sinceWell = stopwatch();
  let isSaid = false;

  const isStuck = (): boolean => sinceWell() > bounds.housekeepingStuckSeconds;

  return {
    /**
     * What the round did that ended by now, and as of when it began; null while it runs on: ask again. Begins one as of
     * `now` when none runs. Throws when the database is away.
     */
    async keep(ctx: Context, now: Date): Promise<(Ran & { began: Date }) | null> {
      if (!round) {
        round = { began: now, done: runDue(ctx, now) };
        // It may fail between two questions: the next one says so.
        round.done.catch(() => undefined);
      }
      const { began, done } = round;
      try {
        const ran = await Promise.race([done, pause(bounds.housekeepingMs, null, { ref: false })]);
        if (!ran) {
          if (isStuck() && !isSaid)
            ctx.log.error({ since: began }, 'housekeeping stands still: nobody audits the pager');
          isSaid = isStuck();
          return null;
        }
        round = null;
        sinceWell = stopwatch();
        isSaid = false;
        return { ...ran, began };
      } catch (error) {
        round = null;
        throw error;
      }
    },

    /**
     * No round has ended well for minutes: one hangs, or each loses the database. The auditor keeps house too: nobody
     * would say that something else stands still.
     */
    isStuck,

    /** When what runs now has ended, well or badly. */
    ended: async (): Promise<void> => {
      await round?.done.catch(() => undefined);
    },
  };
}
