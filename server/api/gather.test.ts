import { expect, it } from 'vitest';
import { gather } from './gather';

it('answers every call with its own result and groups what waits', async () => {
  const groups: number[] = [];
  const double = gather(
    async (group: number[]) => {
      groups.push(group.length);
      await new Promise((resolve) => setImmediate(resolve));
      return group.map((n) => n * 2);
    },
    { most: 4, atOnce: 1 },
  );
  const all = await Promise.all(Array.from({ length: 10 }, (_, n) => double(n)));
  expect(all).toEqual(Array.from({ length: 10 }, (_, n) => n * 2));
  expect(groups.length).toBeLessThan(10);
  expect(Math.max(...groups)).toBeLessThanOrEqual(4);
});

it('lets a poisoned call fail alone', async () => {
  const work = gather(
    async (group: string[]) => {
      if (group.includes('poison')) throw new Error('poison');
      return group;
    },
    { most: 8, atOnce: 1 },
  );
  const results = await Promise.allSettled(['a', 'poison', 'b'].map(work));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
