import { expect, it } from 'vitest';
import { timeRequests } from '@/server/testing/request-timing';

it('opens a queue of 200 with as many statements as a queue of one', async () => {
  const { one, many } = await timeRequests(2);
  expect([one.items, many.items]).toEqual([1, 200]);
  // What the first has read of the rotation, the second need not read again.
  expect(many.count).toBeLessThanOrEqual(one.count);
  expect(many.count).toBeLessThanOrEqual(16);
});
