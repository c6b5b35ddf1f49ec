import { timeRequests } from '@/server/testing/request-timing';
import { type Figure, quantiles } from './measure';

/** Deciding a cover on a rotation of 50 people with a year of shifts, and opening the queue of 200 requests. */
export async function requests(): Promise<Figure[]> {
  const { decisionsMs, one, many } = await timeRequests();
  // Two decisions a round; the first round warms the process up.
  const { p50Ms, p99Ms } = quantiles(decisionsMs.slice(2));
  return [
    {
      name: 'a decision, 50 people and a year of shifts, p99',
      value: p99Ms,
      unit: 'ms',
      atMost: 100,
      beside: { p50Ms },
    },
    {
      name: 'statements to open the queue of 200 requests ÷ of one',
      value: many.count / one.count,
      unit: '×',
      atMost: 1,
      beside: { statements: many.count, tookMs: many.tookMs },
    },
  ];
}
