import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PersonActor, system } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import type { FoundKind } from './found';
import { search } from './queries';

let db: TestDatabase;
const actorOf = (...teams: string[]): PersonActor => ({
  kind: 'person',
  personId: 'ana',
  name: 'ana',
  role: 'engineer',
  teams: new Map(teams.map((id) => [id, 'member'])),
  sessionId: 's',
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read', 'write']),
});
const find = (q: string, more: { kind?: FoundKind; limit?: number; cursor?: string } = {}, ...teams: string[]) =>
  search(db.context(actorOf(...(teams.length > 0 ? teams : ['team']))), { q, limit: 20, ...more });
const found = async (q: string, ...teams: string[]) =>
  (await find(q, {}, ...teams)).items.map(({ kind, id }) => `${kind} ${id}`).sort();

const runbook = (id: string, title: string, body: string, teamId = 'team') =>
  db.sql(
    `INSERT INTO "Runbook" ("id", "teamId", "title", "body", "rules", "createdAt") VALUES ($1, $4, $2, $3, '{}', clock())`,
    [id, title, body, teamId],
  );

beforeAll(async () => {
  db = await testDatabase({ at: '2026-11-16T09:00:00Z' });
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'A', clock()), ('other', 'B', clock())`);
});
afterAll(() => db.close());

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

it('finds exactly what a slow reading of every document finds, of one’s own teams only', async () => {
  const word = fc.constantFrom(
    'disk',
    'disks',
    'db1',
    'Checkout',
    'größe',
    'ошибка',
    'Ölpreis',
    '5xx',
    'oom',
    'or',
    '42',
  );
  const sign = fc.constantFrom(' ', ' ', ', ', '-', '_', '/', '\n', ': ', '.', '—', ' (');
  const text = fc.array(fc.tuple(word, sign), { minLength: 1, maxLength: 6 }).map((parts) => parts.flat().join(''));
  const documents = fc.array(fc.record({ title: text, body: text, teamId: fc.constantFrom('team', 'other') }), {
    minLength: 1,
    maxLength: 12,
  });
  const unfinished = fc.tuple(word, fc.integer({ min: 1, max: 4 })).map(([one, length]) => one.slice(0, length));
  const asked = fc.tuple(fc.array(word, { maxLength: 2 }), fc.oneof(word, unfinished));
  await fc.assert(
    fc.asyncProperty(documents, fc.array(asked, { minLength: 3, maxLength: 3 }), async (all, questions) => {
      await db.sql('DELETE FROM "Runbook"');
      for (const [n, { title, body, teamId }] of all.entries()) await runbook(`r${n}`, `${title} ${n}x`, body, teamId);
      for (const [finished, beginning] of questions) {
        const wanted = all.flatMap(({ title, body, teamId }, n) => {
          const words = wordsOf(`${title} ${body}`);
          const hit =
            finished.every((one) => words.includes(one.toLowerCase())) &&
            words.concat(`${n}x`).some((one) => one.startsWith(beginning.toLowerCase()));
          return hit && teamId === 'team' ? [`runbook r${n}`] : [];
        });
        expect(await found([...finished, beginning].join(' '))).toEqual(wanted.sort());
      }
    }),
    { numRuns: 15 },
  );
});

it('follows what is written, renamed, removed and put away', async () => {
  await db.sql(
    `INSERT INTO "Incident" ("id", "number", "teamId", "title", "state", "severity", "declaredAt")
     VALUES ('i', 12, 'team', 'Checkout is down', 'investigating', 'major', clock())`,
  );
  await db.sql(
    `INSERT INTO "IncidentEntry" ("id", "incidentId", "kind", "text", "happenedAt", "writtenAt", "personId")
     VALUES ('e', 'i', 'finding', 'The zebra table was locked', clock(), clock(), 'ana')`,
  );
  await db.sql(
    `INSERT INTO "Review" ("id", "incidentId", "teamId", "dueOn", "timeZone", "createdAt") VALUES ('v', 'i', 'team', '2026-12-01', 'UTC', clock())`,
  );
  await db.sql(
    `INSERT INTO "ReviewSection" ("reviewId", "key", "position", "title", "help", "text", "changedAt")
     VALUES ('v', 'impact', 0, 'Impact', '', 'Giraffes saw errors', clock())`,
  );
  expect(await found('zebra locked')).toEqual(['incident i']);
  expect(await found('checkout giraffes')).toEqual(['review i']);
  expect(await found('#12')).toEqual(['incident i']);
  expect(await found('inc-12')).toEqual(['incident i', 'review i']);
  const [entry] = (await find('zeb')).items;
  expect(entry).toMatchObject({ reference: 'INC-12', part: { kind: 'entry', id: 'e' }, state: 'investigating' });
  expect(entry?.excerpt.filter(({ hit }) => hit)).toEqual([{ text: 'zebra', hit: true }]);

  await db.sql(`UPDATE "Incident" SET "title" = 'Payments are slow' WHERE "id" = 'i'`);
  expect(await found('checkout zebra')).toEqual([]);
  expect(await found('payments zebra')).toEqual(['incident i']);
  await db.sql(`UPDATE "ReviewSection" SET "text" = 'Okapis saw errors' WHERE "reviewId" = 'v'`);
  expect(await found('giraffes')).toEqual([]);
  expect(await found('payments okapis')).toEqual(['review i']);
  await db.sql(`UPDATE "IncidentEntry" SET "removedAt" = clock() WHERE "id" = 'e'`);
  expect(await found('zebra')).toEqual([]);
  await runbook('away', 'Unplug the lamp', '');
  expect(await found('lamp')).toEqual(['runbook away']);
  await db.sql(`UPDATE "Runbook" SET "archivedAt" = clock() WHERE "id" = 'away'`);
  expect(await found('lamp')).toEqual([]);
  await db.sql(`DELETE FROM "Incident" WHERE "id" = 'i'`);
  expect(await found('inc-12')).toEqual([]);
});

it('shows a foreign team nothing, not even how much there is, and an admin everything', async () => {
  await runbook('secret', 'Walrus', 'of the other team', 'other');
  expect(await find('walrus')).toEqual({ items: [], counts: {}, nextCursor: null });
  expect(await found('walrus', 'team', 'other')).toEqual(['runbook secret']);
  expect((await search(db.context(system('worker')), { q: 'walrus', limit: 20 })).items).toHaveLength(1);
});

it('turns pages without losing or repeating anything', async () => {
  for (let n = 0; n < 25; n++) await runbook(`p${n}`, `Penguin ${n}`, '');
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof find>> = await find('penguin', { limit: 10, ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ id }) => id));
    expect(page.counts).toEqual({ runbook: 25 });
    cursor = page.nextCursor;
  } while (cursor);
  expect(new Set(seen).size).toBe(25);
  expect(seen).toHaveLength(25);
});

it('weighs the newest of what many documents have, and finds what only the oldest of them has', async () => {
  await db.sql(
    `INSERT INTO "Runbook" ("id", "teamId", "title", "body", "rules", "createdAt")
     SELECT 'm' || n, 'team', 'Heron ' || n, CASE WHEN n = 3200 THEN 'stork' ELSE '' END, '{}', clock() - n * interval '1 min'
     FROM generate_series(1, 3200) n`,
  );
  const many = await find('heron');
  expect(many.counts).toEqual({ runbook: 300 });
  expect(many.items.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => `m${n + 1}`));
  expect(await found('her sto')).toEqual([]);
  expect(await found('heron sto')).toEqual(['runbook m3200']);
});

it('stores what no index could hold, and reads what nobody meant as a question', async () => {
  await runbook('huge', 'Long', Array.from({ length: 400_000 }, (_, n) => `w${n}`).join(' '));
  expect(await found('w17')).toEqual(['runbook huge']);
  for (const q of ['-disk', '"', '"" -', "it's", '\\', ':*', 'a & !b | (c', '😀', 'x'.repeat(200), 'OR', '–'])
    await expect(find(q)).resolves.toBeDefined();
});
