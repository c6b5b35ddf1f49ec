import type { PersonActor } from '@/server/policy/actor';
import { search } from '@/server/search/queries';
import { type TestDatabase, testDatabase } from './database';

const things = [
  'disk',
  'queue',
  'certificate',
  'replica',
  'memory',
  'latency',
  'backup',
  'login',
  'checkout',
  'search',
];
const troubles = ['is nearly full', 'is late', 'has expired', 'answers slowly', 'was restarted', 'lost its primary'];

/** Nine in ten documents are alerts, as in life; words range from one in ten to one in all of them. */
async function fill(database: TestDatabase, documents: number): Promise<void> {
  await database.sql(
    `INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('ours', 'Ours', clock()), ('theirs', 'Theirs', clock())`,
  );
  const words = `(ARRAY[${things.map((word) => `'${word}'`).join()}])[1 + n % ${things.length}] || ' of host-' || n || ' ' ||
    (ARRAY[${troubles.map((word) => `'${word}'`).join()}])[1 + n / 7 % ${troubles.length}]`;
  const team = `CASE WHEN n % 2 = 0 THEN 'ours' ELSE 'theirs' END`;
  await database.sql(
    `INSERT INTO "Alert" ("id", "teamId", "serviceId", "origin", "key", "title", "details", "source", "priority", "urgency", "links",
       "batchId", "openedAt", "lastSeenAt", "closedAt", "closedBy")
     SELECT 'a' || n, ${team}, 's', 'o', 'k' || n, ${words}, jsonb_build_object('fields', '[]'::jsonb, 'text',
         'Seen by the probe in region-' || n % 12 || '. ' || repeat('The last reading was above the threshold for five minutes. ', 6)),
       'probe', 'P3', 'high', '[]', 'b' || n, clock() - n * interval '1 min', clock(), clock(), 'source' FROM generate_series(1, $1::int) n`,
    [documents * 0.9],
  );
  await database.sql(
    `INSERT INTO "Runbook" ("id", "teamId", "title", "rules", "body", "createdAt")
     SELECT 'r' || n, ${team}, 'Runbook ' || n, '{}', repeat('- [ ] Look at the ' || ${words} || E'\\n', 20), clock() - n * interval '1 h'
     FROM generate_series(1, $1::int) n`,
    [documents * 0.1],
  );
  await database.sql('VACUUM ANALYZE "SearchDocument"');
}

const questions = [
  ...things,
  ...troubles,
  'probe threshold',
  'the',
  'host',
  'reg',
  'd',
  '"nearly full" disk -backup',
  'disk OR queue',
  'host-4711',
  'region-7 certificate expired',
  '#4711',
  'nothing like it',
];

const member: PersonActor = {
  ...{
    kind: 'person',
    personId: 'ana',
    name: 'ana',
    role: 'engineer',
    sessionId: null,
    signedInAt: null,
    via: 'session',
  },
  teams: new Map([['ours', 'member']]),
  scopes: new Set(['read', 'write']),
};

/** What each search takes with so many documents stored, and beside it the database's plainest walk over as many rows. */
export async function timeSearches(documents: number): Promise<{ searchesMs: number[]; countsMs: number[] }> {
  const database = await testDatabase({ at: '2026-11-18T09:00:00Z' });
  const searchesMs: number[] = [];
  const countsMs: number[] = [];
  const timed = async (list: number[], work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    list.push(performance.now() - began);
  };
  try {
    await fill(database, documents);
    const actors = [member, { ...member, role: 'admin' as const }];
    for (const [round, actor] of [...actors, ...actors, ...actors].entries())
      for (const q of questions) {
        // The first round warms the process and the database up.
        const list = round === 0 ? [] : searchesMs;
        await timed(list, () => search(database.context(actor), { q, limit: 20 }));
        if (round > 0) await timed(countsMs, () => database.sql('SELECT count(*) FROM "SearchDocument"'));
      }
    return { searchesMs, countsMs };
  } finally {
    await database.close();
  }
}
