import { until } from '@/server/testing/waiting';
import type { Company } from './company';
import { client, type Figure, quantiles } from './measure';

/** From "stored", as the sender hears it, to the mail's DATA at the provider: one alert at a time, each for somebody else. */
export async function pageLatency({ url, laneIngestPaths, mails }: Company): Promise<Figure[]> {
  const http = client(url, 1);
  const tookMs: number[] = [];
  for (let n = 0; n < laneIngestPaths.length; n++) {
    const title = `Latency probe ${n}`;
    const { status } = await http.send(
      'POST',
      laneIngestPaths[n] ?? '',
      { 'content-type': 'application/json' },
      JSON.stringify({ dedup_key: `probe-${n}`, title }),
    );
    const accepted = performance.now();
    if (status !== 200) throw new Error(`ingest answered ${status}`);
    const arrived = await until(
      `the mail of "${title}"`,
      () => mails().find(({ subject }) => subject.includes(title))?.atMs,
    );
    tookMs.push(Math.max(0, arrived - accepted));
  }
  http.close();
  const { p50Ms, p99Ms } = quantiles(tookMs);
  return [
    { name: 'alert accepted → SMTP DATA, p50', value: p50Ms / 1_000, unit: 's', atMost: 0.3 },
    { name: 'alert accepted → SMTP DATA, p99', value: p99Ms / 1_000, unit: 's', atMost: 1 },
  ];
}
