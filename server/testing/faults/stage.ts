import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { readinessOf } from '@/server/delivery/queries';
import { env } from '@/server/env';
import { createPolicy } from '@/server/escalation/commands';
import { createPolicySchema } from '@/server/escalation/schema';
import { receiveMany } from '@/server/intake/commands';
import type { Signal } from '@/server/intake/signal';
import { system } from '@/server/policy/actor';
import { createIntegration, createService } from '@/server/service/commands';
import type { Known } from '@/server/service/integration';
import { integrationByKey } from '@/server/service/queries';
import { bundled } from '@/server/start/bundle';
import { cable } from '../cable';
import { testDatabase } from '../database';
import { broken, type Evidence, mailRequests } from '../oracle';
import { pretendSmtp } from '../outside';
import { freePort, until } from '../waiting';

const root = path.resolve(import.meta.dirname, '../../..');
const entries = new Map<string, string[]>();
/** Made once for all the processes of a stage. */
function made(entry: string): string[] {
  const args = entries.get(entry) ?? bundled(entry);
  entries.set(entry, args);
  return args;
}
export const start = new Date('2026-11-16T09:00:00Z');

export type Lane = { person: string; address: string; integration: Known & { key: string } };
type Accepted = { origin: string; key: string };

export const signalOf = (key: string, state: Signal['state'] = 'open'): Signal => ({
  key,
  digestOf: null,
  state,
  title: `Trouble ${key}`,
  priority: 'P1',
  source: null,
  text: '',
  fields: [],
  links: [],
  payload: null,
});

export const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
  });

/**
 * A Baton without screens, to be broken: a database behind a cable, a mail server with a ledger, any number of worker
 * and web processes, and as many lanes as wanted: a service each that pages a person of its own, so that nothing is
 * bundled. Its time runs on.
 */
export async function openStage(lanes: number) {
  const [db, smtp] = await Promise.all([testDatabase({ at: start.toISOString() }), pretendSmtp()]);
  await db.setClock(start.toISOString(), 1);
  const { hostname, port } = new URL(db.url);
  const wire = await cable({ host: hostname, port: Number(port) });
  const behindCable = Object.assign(new URL(db.url), { host: `127.0.0.1:${wire.port}` }).toString();
  const ctx = db.context();
  const accepted: Accepted[] = [];
  const acknowledged: { alertId: string; atMs: number }[] = [];
  const children = new Set<ChildProcess>();

  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  const people = Array.from({ length: lanes + 1 }, (_, n) => `person-${String(n).padStart(4, '0')}`);
  await db.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
     SELECT id, id, id || '@example.org', 'UTC', 'engineer', clock() FROM unnest($1::text[]) AS id`,
    [people],
  );
  await db.sql(
    `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "verifiedAt", "createdAt")
     SELECT id, id, 'email', id || '@example.org', clock(), clock() FROM unnest($1::text[]) AS id`,
    [people],
  );
  const [backup = '', ...first] = people;
  const open: Lane[] = [];
  for (const person of first) {
    const steps = [
      { afterSeconds: 0, targets: [{ personId: person }] },
      { afterSeconds: 86_400, targets: [{ personId: backup }] },
    ];
    const policy = await createPolicy(ctx, createPolicySchema.parse({ teamId: 'team', name: person, steps }));
    const service = await createService(ctx, { teamId: 'team', name: person, policyId: policy.id });
    const { key } = await createIntegration(ctx, { serviceId: service.id, kind: 'generic', name: 's', settings: {} });
    const known = await integrationByKey(ctx, 'generic', key);
    if (!known) throw new Error('the key is not known');
    open.push({ person, address: `${person}@example.org`, integration: { ...known, key } });
  }
  const laneOf = (n: number): Lane => {
    const lane = open[n % open.length];
    if (!lane) throw new Error('a stage has at least one lane');
    return lane;
  };

  function run(entry: string, more: Record<string, string>, args: string[] = []): ChildProcess {
    const child = spawn(process.execPath, [...args, ...made(entry)], {
      cwd: root,
      stdio: ['ignore', 'ignore', process.env.BATON_FAULTS_LOUD ? 'inherit' : 'ignore', 'ipc'],
      env: {
        NODE_ENV: 'test',
        TZ: 'Pacific/Auckland',
        DATABASE_URL: behindCable,
        AUTH_SECRET: env.AUTH_SECRET ?? '',
        SMTP_URL: smtp.url,
        MAIL_FROM: 'Baton <baton@example.org>',
        BATON_TEST_CLOCK: '1',
        ...more,
      },
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  }

  const sql = db.sql as Evidence['sql'];
  const clock = async (): Promise<Date> => (await sql<{ now: Date }>('SELECT clock() AS "now"'))[0]?.now ?? start;
  /** Waits until every alert has been paged for and nothing is on its way. */
  const settled = (patienceMs = 60_000): Promise<unknown> =>
    until(
      'everything that is due has been sent',
      async () => {
        const [row] = await sql<{ due: number }>(
          `SELECT (SELECT count(*) FROM "Delivery" WHERE "state" IN ('due', 'claimed', 'sending') AND "dueAt" <= (SELECT clock()))::int
           + (SELECT count(*) FROM "EscalationRun" WHERE "nextAt" <= (SELECT clock()))::int AS "due"`,
        );
        return row?.due === 0;
      },
      patienceMs,
    );
  const stage = {
    db,
    sql,
    smtp,
    wire,
    lanes: open,
    laneOf,
    accepted,
    acknowledged,
    requests: () => mailRequests(smtp.received),
    /** Opens an alert of that lane, as its sender would. Answers its id. */
    async alert(n: number, key: string): Promise<string> {
      const { integration } = laneOf(n);
      const ingest = db.context(system('ingest'), 'ingest');
      await receiveMany(ingest, [{ integration, signals: [signalOf(key)], batchId: crypto.randomUUID() }]);
      accepted.push({ origin: integration.id, key });
      const [row] = await sql<{ id: string }>('SELECT "id" FROM "Alert" WHERE "origin" = $1 AND "key" = $2', [
        integration.id,
        key,
      ]);
      return row?.id ?? '';
    },
    /** A worker process; resolves when it has turned, or at once with `turned: false`. `args`: Node's. */
    async worker(
      more: Record<string, string> = {},
      { turned = true, args = [] as string[] } = {},
    ): Promise<ChildProcess> {
      const before = (await readinessOf(ctx)).turns;
      const child = run('server/worker/main.ts', more, args);
      if (turned) await until('the worker has turned', async () => (await readinessOf(ctx)).turns > before, 40_000);
      return child;
    },
    /** A web process with the doors for machines alone. */
    async web(more: Record<string, string> = {}) {
      const at = await freePort();
      const child = run('server/testing/faults/doors-alone.ts', { ...more, PORT: String(at) });
      const url = `http://127.0.0.1:${at}`;
      await until('the web answers', async () => (await fetch(`${url}/api/health/live`)).ok, 40_000);
      return { child, url };
    },
    clock,
    settled,
    /** The same, and what one person's alerts wait for, which is the minute of their bundle, is over as well. */
    async atRest(patienceMs?: number): Promise<void> {
      await settled(patienceMs);
      await db.setClock(new Date((await clock()).getTime() + 120_000).toISOString(), 1);
      await settled(patienceMs);
    },
    /** How many messages were in somebody's hands: whoever dies now leaves their outcomes unknown. */
    inHand: async (): Promise<number> => (await sql(`SELECT 1 FROM "Delivery" WHERE "state" = 'sending'`)).length,
    /** What of I1 to I7 does not hold, once all is at rest. */
    broken: (more: Partial<Evidence> = {}) =>
      broken({
        sql,
        requests: mailRequests(smtp.received),
        accepted,
        acknowledged,
        addressees: open.map(({ address }) => address),
        ...more,
      }),
    /** Ends every process by force; forgets alerts, pages and the ledger. */
    async clear(): Promise<void> {
      const all = [...children];
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(all.map(ended));
      for (const table of ['Page', 'Delivery', 'EscalationRun', 'Alert', 'Worker']) await sql(`DELETE FROM "${table}"`);
      accepted.length = 0;
      acknowledged.length = 0;
      smtp.received.length = 0;
      smtp.from({ do: 'accept' });
      await db.setClock(start.toISOString(), 1);
    },
    async close(): Promise<void> {
      const all = [...children];
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(all.map(ended));
      await wire.close();
      await Promise.all([db.close(), smtp.close()]);
    },
  };
  return stage;
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
