import pg from 'pg';
import type { Company } from './company';
import { leanClient } from './lean-client';
import { type Figure, load } from './measure';

const connections = 32;

/** Durable alerts a second with 32 connections, beside plain single-row commits a second by the same driver. */
export async function ingest({ url, databaseUrl, ingestPath }: Company): Promise<Figure[]> {
  const floor = await plainCommits(databaseUrl);
  const http = await leanClient(url, connections);
  const body = (n: number) =>
    JSON.stringify({
      dedup_key: `bench-${n}`,
      title: `Disk of host ${n} is nearly full`,
      severity: 'info',
      host: `host-${n}`,
      value: n,
    });
  const one = async (n: number) => {
    const status = await http.send('POST', ingestPath, { 'content-type': 'application/json' }, body(n));
    if (status !== 200) throw new Error(`ingest answered ${status}`);
  };
  await load(connections, 2, (n) => one(n));
  const alerts = await load(connections, 8, (n) => one(1_000_000 + n));
  http.close();
  return [
    {
      name: 'durable ingest ÷ plain single-row commits',
      value: alerts.perSecond / floor.perSecond,
      unit: '×',
      atLeast: 0.5,
      beside: {
        ingestPerSecond: alerts.perSecond,
        ingestP99Ms: alerts.p99Ms,
        commitsPerSecond: floor.perSecond,
        commitsP99Ms: floor.p99Ms,
      },
    },
  ];
}

async function plainCommits(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS bench_floor (id text PRIMARY KEY, title text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp())',
  );
  const one = async (n: number) =>
    void (await pool.query('INSERT INTO bench_floor (id, title) VALUES ($1, $2)', [
      `${n}-${performance.now()}`,
      'Disk of a host is nearly full',
    ]));
  await load(connections, 2, one);
  const result = await load(connections, 8, one);
  await pool.query('DROP TABLE bench_floor');
  await pool.end();
  return result;
}
