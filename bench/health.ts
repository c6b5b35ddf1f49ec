import { timeHealth } from '@/server/testing/health-timing';
import { type Figure, quantiles } from './measure';

const many = Number(process.env.BENCH_HEALTH ?? 1_000_000);

/** A quarter's and a year's report of one of ten teams, with a million alerts and three million pages of two years. */
export async function health(): Promise<Figure[]> {
  const [few, all] = [await timeHealth(many / 10), await timeHealth(many)];
  const p95 = (times: number[]) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0;
  const count = quantiles(all.countMs).p50Ms;
  return [
    {
      name: `a quarter’s report with ${many} alerts, p95`,
      ...{ value: p95(all.quarterMs), unit: 'ms', atMost: 300 },
      beside: {
        p50Ms: quantiles(all.quarterMs).p50Ms,
        plainCountMs: count,
        p50MsWithATenth: quantiles(few.quarterMs).p50Ms,
      },
    },
    {
      name: `a year’s report with ${many} alerts, p95`,
      ...{ value: p95(all.yearMs), unit: 'ms', atMost: 1_000 },
      beside: { p50Ms: quantiles(all.yearMs).p50Ms, p50MsWithATenth: quantiles(few.yearMs).p50Ms },
    },
  ];
}
