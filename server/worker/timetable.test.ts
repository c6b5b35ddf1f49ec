import { afterEach, expect, it, vi } from 'vitest';
import type { Context } from '@/server/context';
import type { Job } from './jobs';
import { timetable } from './timetable';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 16) + seconds * 1_000);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const context = (away = false) =>
  ({ log: quiet, now: async () => (away ? Promise.reject(new Error('away')) : at(0)) }) as unknown as Context;

function counted(name: string, everySeconds: number, fails: () => boolean = () => false): Job & { runs: number } {
  const job = {
    name,
    everySeconds,
    runs: 0,
    async run() {
      job.runs += 1;
      if (fails()) throw new Error(`${name} broke`);
      return 1;
    },
  };
  return job;
}

const nobody = async () => undefined;
afterEach(() => vi.useRealTimers());

it('runs each job as often as the database’s clock says, and once after a jump', async () => {
  const [always, minutely] = [counted('always', 0), counted('minutely', 60)];
  const run = timetable([always, minutely], nobody);
  for (const seconds of [0, 1, 59, 60, 61, 7_200, 7_201]) await run(context(), at(seconds));
  expect([always.runs, minutely.runs]).toEqual([7, 3]);
});

it('runs everything again when the clock is set back', async () => {
  const minutely = counted('minutely', 60);
  const run = timetable([minutely], nobody);
  for (const seconds of [600, 10, 11]) await run(context(), at(seconds));
  expect(minutely.runs).toBe(2);
});

it('goes on with the others when one job throws, and pauses that one', async () => {
  const [broken, sound] = [counted('broken', 0, () => true), counted('sound', 0)];
  const run = timetable([broken, sound], nobody);
  expect(await run(context(), at(0))).toEqual({ worked: 1, failed: ['broken'] });
  expect(await run(context(), at(1))).toEqual({ worked: 1, failed: ['broken'] });
  expect([broken.runs, sound.runs]).toEqual([1, 2]);
});

it('calls it a failure of the turn, not of the job, when the database is away', async () => {
  const run = timetable([counted('broken', 0, () => true)], nobody);
  await expect(run(context(true), at(0))).rejects.toThrow('away');
});

it('F23: a job that fails every time is tried once a minute and told to people once, and the others go on', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const told = vi.fn(nobody);
  const [broken, sound] = [counted('broken', 0, () => true), counted('sound', 0)];
  const run = timetable([broken, sound], told);
  for (let second = 0; second < 600; second++) {
    await run(context(), at(second));
    vi.advanceTimersByTime(1_000);
  }
  expect(sound.runs).toBe(600);
  expect(broken.runs).toBeGreaterThan(10);
  expect(broken.runs).toBeLessThan(20);
  expect(told.mock.calls).toEqual([[expect.anything(), 'broken', new Error('broken broke')]]);
});
