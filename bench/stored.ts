import type { Company } from './company';
import { leanClient } from './lean-client';
import { type Figure, type Load, load } from './measure';

const few = 1_000;
const many = Number(process.env.BENCH_STORED ?? 1_000_000);

/** What an alert costs with many closed ones stored, beside what it costs with few. */
export async function stored({ url, ingestPath, fillWithClosed }: Company): Promise<Figure[]> {
  const http = await leanClient(url, 8);
  let key = 0;
  const one = async () => {
    const n = key++;
    const body = JSON.stringify({ dedup_key: `stored-${n}`, title: `Disk of host ${n} is nearly full` });
    const status = await http.send('POST', ingestPath, { 'content-type': 'application/json' }, body);
    if (status !== 200) throw new Error(`ingest answered ${status}`);
  };
  const measure = async (): Promise<Load> => {
    await load(8, 2, one);
    return load(8, 8, one);
  };
  await fillWithClosed(few);
  const light = await measure();
  await fillWithClosed(many - few);
  const heavy = await measure();
  http.close();
  return [
    {
      name: `cost of an alert with ${many} closed alerts stored ÷ with ${few}`,
      value: light.perSecond / heavy.perSecond,
      unit: '×',
      atMost: 1.2,
      beside: { perSecondWithFew: light.perSecond, perSecondWithMany: heavy.perSecond, p99MsWithMany: heavy.p99Ms },
    },
  ];
}
