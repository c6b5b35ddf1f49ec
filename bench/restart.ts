import { until } from '@/server/testing/waiting';
import type { Company } from './company';
import { client, type Figure, quantiles } from './measure';

const kills = 4;
/** A process that ran this long is not thought to crash again and again: it is started at once. */
const steadyMs = 31_000;

/** The worker killed, an alert accepted while it is away: from the kill to the page. The launcher starts it again. */
export async function restart({ url, laneIngestPaths, mails, killWorker }: Company): Promise<Figure[]> {
  const http = client(url, 1);
  const tookMs: number[] = [];
  for (let n = 0; n < kills; n++) {
    const title = `After the kill ${n}`;
    const path = laneIngestPaths[n % laneIngestPaths.length] ?? '';
    await new Promise((resolve) => setTimeout(resolve, steadyMs));
    await killWorker();
    const began = performance.now();
    const { status } = await http.send(
      'POST',
      path,
      { 'content-type': 'application/json' },
      JSON.stringify({ dedup_key: `kill-${n}`, title }),
    );
    if (status !== 200) throw new Error(`ingest answered ${status}`);
    const arrived = await until(
      `the mail of "${title}"`,
      () => mails().find(({ subject }) => subject.includes(title))?.atMs,
      60_000,
    );
    tookMs.push(arrived - began);
  }
  http.close();
  const { p50Ms } = quantiles(tookMs);
  return [
    {
      name: 'worker killed → page of an alert accepted meanwhile, longest',
      value: Math.max(...tookMs) / 1_000,
      unit: 's',
      atMost: 5,
      beside: { p50Seconds: p50Ms / 1_000, kills },
    },
  ];
}
