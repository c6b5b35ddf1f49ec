import { timeSearches } from '@/server/testing/search-timing';
import { type Figure, quantiles } from './measure';

const documents = Number(process.env.BENCH_SEARCH ?? 100_000);

/** Searches over many documents: rare words, words that stand in all of them, beginnings, phrases, numbers. */
export async function search(): Promise<Figure[]> {
  const { searchesMs, countsMs } = await timeSearches(documents);
  const { p50Ms, p95Ms, p99Ms } = quantiles(searchesMs);
  return [
    {
      name: `a search over ${documents} documents, p95`,
      value: p95Ms,
      unit: 'ms',
      atMost: 150,
      beside: { p50Ms, p99Ms, countOfAllRowsP50Ms: quantiles(countsMs).p50Ms },
    },
  ];
}
