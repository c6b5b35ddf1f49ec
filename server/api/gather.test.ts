import { expect, it } from 'vitest';
import { gather } from './gather';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const options = { most: 4, atOnce: 2, meetsAll: (error: unknown) => String(error).includes('away') };

it('answers every call with its own result and groups what waits', async () => {
  const groups: number[] = [];
  const double = gather(async (group: number[]) => {
    groups.push(group.length);
    await turn();
    return group.map((n) => n * 2);
  }, options);
  const all = await Promise.all(Array.from({ length: 10 }, (_, n) => double(n)));
  expect(all).toEqual(Array.from({ length: 10 }, (_, n) => n * 2));
  expect(groups.length).toBeLessThan(10);
  expect(Math.max(...groups)).toBeLessThanOrEqual(4);
});

it('lets a poisoned call fail alone', async () => {
  const work = gather(async (group: string[]) => {
    if (group.includes('poison')) throw new Error('poison');
    return group;
  }, options);
  const results = await Promise.allSettled(['a', 'poison', 'b'].map(work));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('refuses everybody at once when the failure meets all: nobody waits out a timeout after another', async () => {
  let asked = 0;
  const work = gather(async (_: number[]): Promise<number[]> => {
    asked += 1;
    await turn();
    throw new Error('the database is away');
  }, options);
  const results = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => work(n)));
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(asked).toBeLessThanOrEqual(2);
});

it('begins a second group beside the first only when a whole one waits', async () => {
  let running = 0;
  const seen: number[] = [];
  const release: (() => void)[] = [];
  const work = gather(async (group: number[]) => {
    seen.push(++running);
    await new Promise<void>((resolve) => release.push(resolve));
    running -= 1;
    return group;
  }, options);
  const first = work(0);
  await turn();
  const few = [1, 2, 3].map(work);
  await turn();
  expect(seen).toEqual([1]);
  const fourth = work(4);
  await turn();
  expect(seen).toEqual([1, 2]);
  while (release.length > 0) release.shift()?.();
  await Promise.all([first, ...few, fourth]);
});
