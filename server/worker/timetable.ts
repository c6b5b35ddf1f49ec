import { stopwatch } from '@/server/clock';
import type { Context } from '@/server/context';
import type { Job } from './jobs';

const longestPauseSeconds = 60;
/** A job that failed so often in a row is told to people. */
const toldAfter = 5;

/** How much was done; `failed` names the jobs that threw. */
export type Ran = { worked: number; failed: string[] };

/** Hears of a job that fails again and again. */
export type TellOfFailing = (ctx: Context, job: string, error: unknown) => Promise<void>;

/**
 * Runs jobs when they are due by the database's clock, each for itself: one that throws is logged and paused for longer
 * and longer, and the others go on (R12); `tell` hears of it once it goes on for long. The pause is in real time; a clock
 * moved backwards makes everything due. Throws when the database is away.
 */
export function timetable(jobs: Job[], tell: TellOfFailing) {
  const states = jobs.map((job) => ({ job, lastRun: null as Date | null, failures: 0, sinceFailure: stopwatch() }));

  /** Runs what is due at `now`. */
  return async function runDue(ctx: Context, now: Date): Promise<Ran> {
    let worked = 0;
    const failed: string[] = [];
    for (const state of states) {
      const { job, lastRun, failures } = state;
      const age = lastRun === null ? Number.POSITIVE_INFINITY : (now.getTime() - lastRun.getTime()) / 1_000;
      if (age >= 0 && age < job.everySeconds) continue;
      if (failures > 0 && state.sinceFailure() < Math.min(longestPauseSeconds, 2 ** (failures - 1))) {
        failed.push(job.name);
        continue;
      }
      try {
        worked += await job.run(ctx);
        state.failures = 0;
        state.lastRun = now;
      } catch (error) {
        // With the database away it is the turn that fails, not the job.
        await ctx.now();
        state.failures += 1;
        state.sinceFailure = stopwatch();
        failed.push(job.name);
        ctx.log.error(
          { job: job.name, failures: state.failures, error: String(error), stack: (error as Error).stack },
          'job failed',
        );
        if (state.failures === toldAfter)
          await tell(ctx, job.name, error).catch((failure: unknown) =>
            ctx.log.error({ job: job.name, error: String(failure) }, 'nobody could be told of a failing job'),
          );
      }
    }
    return { worked, failed };
  };
}
