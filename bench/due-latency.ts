import { until } from '@/server/testing/waiting';
import type { Company } from './company';
import { client, type Figure, quantiles } from './measure';

const steps = 50;
const apartSeconds = 1;

/** From the instant at which a step is due to the mail's DATA: a policy that pages somebody else each second. */
export async function dueLatency({ url, climbingIngestPath, mails, dueOf }: Company): Promise<Figure[]> {
  if (!climbingIngestPath) throw new Error('this needs a company with lanes');
  const http = client(url, 1);
  const title = 'Climbing';
  const { status } = await http.send(
    'POST',
    climbingIngestPath,
    { 'content-type': 'application/json' },
    JSON.stringify({ dedup_key: 'climbing', title }),
  );
  if (status !== 200) throw new Error(`ingest answered ${status}`);
  http.close();
  const arrived = () => mails().filter(({ subject }) => subject.includes(title));
  await until('every step has paged', () => arrived().length >= steps, (steps * apartSeconds + 30) * 1_000);
  const due = await dueOf(title);
  const lateMs = arrived().flatMap(({ identity, atMs }) => {
    const dueAtMs = due.get(identity);
    return dueAtMs === undefined ? [] : [Math.max(0, atMs - dueAtMs)];
  });
  const { p50Ms, p99Ms } = quantiles(lateMs);
  return [
    { name: 'step due → SMTP DATA, p50', value: p50Ms / 1_000, unit: 's', atMost: 0.5 },
    {
      name: 'step due → SMTP DATA, p99',
      value: p99Ms / 1_000,
      unit: 's',
      atMost: 1,
      beside: { pages: lateMs.length },
    },
  ];
}
