import { env } from '@/server/env';
import type { PersonActor } from '@/server/policy/actor';
import { accept, approve, ask } from '@/server/request/commands';
import { listRequests } from '@/server/request/queries';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { type TestDatabase, testDatabase } from './database';
import { counting } from './query-count';

const size = 50;
const manager = 'manager';
const people = Array.from({ length: size }, (_, i) => `engineer-${i}`);

/** A team of fifty on one weekly rotation that has run for a year, with a cover a fortnight. */
async function bigTeam(database: TestDatabase): Promise<string> {
  await database.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('big', 'Big', clock())`);
  for (const id of [...people, manager]) {
    await database.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
    await database.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('big', $1, $2)`, [
      id,
      id === manager ? 'manager' : 'member',
    ]);
  }
  const input = { teamId: 'big', name: 'Big', timeZone: 'America/New_York', cadence: { unit: 'week' } };
  const { id } = await createRotation(
    database.context(),
    createRotationSchema.parse({ ...input, startsAt: '2025-11-17T12:00', queue: people }),
  );
  await database.sql(
    `INSERT INTO "Override" ("id", "rotationId", "role", "personId", "startsAt", "endsAt", "source", "createdAt")
     SELECT 'cover-' || n, $1, 'primary', 'engineer-' || n, clock() + n * interval '14 days',
       clock() + n * interval '14 days' + interval '5 hours', 'override', clock() FROM generate_series(-24, 24) n WHERE n <> 0`,
    [id],
  );
  return id;
}

const as = (database: TestDatabase, personId: string) => {
  const actor: PersonActor = {
    ...{
      kind: 'person',
      personId,
      name: personId,
      role: 'engineer',
      sessionId: null,
      signedInAt: null,
      via: 'session',
    },
    teams: new Map([['big', personId === manager ? 'manager' : 'member']]),
    scopes: new Set(['read', 'write']),
  };
  return database.context(actor);
};

const at = '2026-11-18T09:00:00Z';
const turnMs = 7 * 86_400_000;
/** The 53rd turn: engineer-3's. Each after it is the next one's. */
const firstTurn = Date.parse('2026-11-23T17:00:00Z');

/**
 * What a decision takes on that team, in the process itself, and how many statements the queue of 200 undecided
 * requests takes, beside that of one.
 */
export async function timeRequests(rounds = 20) {
  // Mails are sealed; a benchmark is started without the suite's environment.
  env.AUTH_SECRET ??= 'only-for-tests-only-for-tests-only-for-tests';
  const database = await testDatabase({ at });
  try {
    const rotationId = await bigTeam(database);
    const decisionsMs: number[] = [];
    const timed = async (work: () => Promise<unknown>): Promise<void> => {
      const began = performance.now();
      await work();
      decisionsMs.push(performance.now() - began);
    };
    let lastId = '';
    for (let round = 0; round < rounds; round += 1) {
      const [own, other] = [people[(round + 3) % size] ?? '', people[(round + 23) % size] ?? ''];
      const from = firstTurn + round * turnMs;
      const span = { from: new Date(from).toISOString(), to: new Date(from + 1.5 * 86_400_000).toISOString() };
      const question = { rotationId, kind: 'cover' as const, role: 'primary', ...span, with: other };
      const { id } = await ask(as(database, own), { ...question, reason: 'travel' });
      lastId = id;
      await timed(() => accept(as(database, other), { id }));
      // The last one is left to the manager: the queue is filled with its like.
      if (round < rounds - 1) await timed(() => approve(as(database, manager), { id }));
    }
    const statements = async (): Promise<{ count: number; items: number; tookMs: number }> => {
      const { ctx, count } = counting(as(database, manager));
      const began = performance.now();
      const { items } = await listRequests(ctx, { tab: 'waiting' });
      return { count: count(), items: items.length, tookMs: performance.now() - began };
    };
    const one = await statements();
    await database.sql(
      `INSERT INTO "Request" ("id", "rotationId", "teamId", "kind", "state", "role", "personId", "askedById", "withId", "openOffer",
         "needsManager", "startsAt", "endsAt", "reason", "changes", "conflictKinds", "createdAt")
       SELECT "id" || n, "rotationId", "teamId", "kind", "state", "role", "personId", "askedById", "withId", "openOffer",
         "needsManager", "startsAt", "endsAt", "reason", "changes", "conflictKinds", "createdAt"
       FROM "Request", generate_series(1, 199) n WHERE "id" = $1`,
      [lastId],
    );
    return { decisionsMs, one, many: await statements() };
  } finally {
    await database.close();
  }
}
