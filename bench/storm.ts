import { until } from '@/server/testing/waiting';
import type { Company } from './company';
import { leanClient } from './lean-client';
import { type Figure, quantiles } from './measure';

const alerts = Number(process.env.BENCH_STORM_ALERTS ?? 10_000);
const overSeconds = Number(process.env.BENCH_STORM_SECONDS ?? 60);
const connections = 16;

/** Many distinct alerts of one service: all of them stored, the first page within seconds, then a message a minute. */
export async function storm({ url, pagingIngestPath, mails, count }: Company): Promise<Figure[]> {
  const http = await leanClient(url, connections);
  const before = mails().length;
  const stored = await count('Alert');
  const headers = { 'content-type': 'application/json' };
  const tookMs: number[] = [];
  const began = performance.now();
  let sent = 0;
  let refused = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let n = sent++; n < alerts; n = sent++) {
        const dueMs = began + (n / alerts) * overSeconds * 1_000;
        const early = dueMs - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const asked = performance.now();
        const body = JSON.stringify({ dedup_key: `storm-${n}`, title: `Host ${n} is away`, severity: 'critical' });
        if ((await http.send('POST', pagingIngestPath, headers, body)) !== 200) refused += 1;
        tookMs.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  http.close();
  const first = await until('the first page of the storm', () => mails()[before]?.atMs, 60_000);
  const { p99Ms } = quantiles(tookMs);
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  const pages = mails().length - before;
  return [
    {
      name: `storm of ${alerts} alerts in ${overSeconds} s: first alert sent → first page`,
      value: (first - began) / 1_000,
      unit: 's',
      atMost: 5,
      beside: { tookSeconds: seconds, answerP99Ms: p99Ms },
    },
    { name: 'of the storm: refused', value: refused, unit: 'alerts', atMost: 0 },
    {
      name: 'of the storm: not stored',
      value: alerts - ((await count('Alert')) - stored),
      unit: 'alerts',
      atMost: 0,
    },
    {
      name: 'of the storm: messages to one person in a minute',
      value: pages / (minutes + 1),
      unit: 'messages',
      atMost: 1,
      beside: { pages },
    },
  ];
}
