import { execFileSync } from 'node:child_process';
import type { Company } from './company';
import { leanClient } from './lean-client';
import type { Figure } from './measure';

const minutes = Number(process.env.BENCH_HOUR_MINUTES ?? 60);
const perSecond = 50;

/** Steady load: does memory stay where it is? The first sixth is warming up. `npm run bench hour`. */
export async function hour({ url, ingestPath, pids }: Company): Promise<Figure[]> {
  const http = await leanClient(url, 4);
  const samples = new Map<string, number[]>();
  const end = performance.now() + minutes * 60_000;
  const warm = performance.now() + minutes * 10_000;
  for (let n = 0; performance.now() < end; n++) {
    const second = performance.now();
    const posts = Array.from({ length: perSecond }, (_, i) => {
      // A hundred keys that open, repeat and resolve: what is open stays about the same.
      const body = { dedup_key: `hour-${(n * perSecond + i) % 100}`, title: 'Hourly', status: n % 2 ? 'ok' : 'firing' };
      return http.send('POST', ingestPath, { 'content-type': 'application/json' }, JSON.stringify(body));
    });
    for (const status of await Promise.all(posts)) if (status !== 200) throw new Error(`ingest answered ${status}`);
    if (performance.now() > warm && n % 10 === 0)
      for (const [name, pid] of Object.entries(await pids()))
        samples.set(name, [...(samples.get(name) ?? []), residentMb(pid)]);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1_000 - (performance.now() - second))));
  }
  http.close();
  return [...samples].map(([name, values]) => {
    const part = Math.max(1, Math.floor(values.length / 5));
    const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    const [first, last] = [mean(values.slice(0, part)), mean(values.slice(-part))];
    return {
      name: `memory of the ${name} at the end of ${minutes} min of load ÷ after its first sixth`,
      value: last / first,
      unit: '×',
      atMost: 1.1,
      beside: { firstMb: first, lastMb: last },
    };
  });
}

const residentMb = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1_024;
