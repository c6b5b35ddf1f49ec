import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { onCallAt } from '@/server/oncall/queries';
import type { PersonActor } from '@/server/policy/actor';
import { accept, approve, ask, cancel, decideMany, settleDue } from '@/server/request/commands';
import { requestById, requestsFor } from '@/server/request/queries';
import { addOverride, createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { type TestDatabase, testDatabase } from './database';
import { addRoster, weekly } from './roster';

// Mondays 17:00Z: 14 Dec ben, 21 Dec cho. Ana manages the team; everybody can be paged, so that nothing warns.
const start = '2026-11-18T09:00:00Z';
let database: TestDatabase;
let rotationId: string;
let made = 0;

beforeAll(async () => {
  database = await testDatabase({ at: start });
  await addRoster(database);
  for (const id of ['dia', 'eve']) {
    await database.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, initcap($1), $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
    await database.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('payments', $1, $2)`, [
      id,
      id === 'eve' ? 'manager' : 'member',
    ]);
    await database.sql(
      `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "createdAt", "verifiedAt")
       VALUES ($1, $1, 'email', $1 || '@example.org', clock(), clock())`,
      [id],
    );
  }
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.setClock(start);
  await database.sql('DELETE FROM "TimeOff"');
  const name = `Rotation ${++made}`;
  const body = createRotationSchema.parse({ teamId: 'payments', name, ...weekly, queue: ['cho', 'ana', 'ben'] });
  rotationId = (await createRotation(database.context(), body)).id;
});

const as = (personId: string) => {
  const actor: PersonActor = {
    ...{ kind: 'person', personId, name: personId, role: 'engineer', sessionId: null, signedInAt: null },
    ...{ via: 'session', scopes: new Set(['read', 'write']) },
    teams: new Map([['payments', ['ana', 'eve'].includes(personId) ? 'manager' : 'member']]),
  };
  return database.context(actor);
};
const primaryAt = async (at: string) =>
  (await onCallAt(database.context(), { rotationId, at })).roles.find(({ role }) => role === 'primary')?.person?.id;

/** Ben's time from 10:00 of a day in December to the end of the next: accepted by dia, it waits for a manager. */
async function accepted(day: number, taker = 'dia'): Promise<string> {
  const span = { from: `2026-12-${day}T08:00:00Z`, to: `2026-12-${day + 1}T16:00:00Z` };
  const question = { rotationId, kind: 'cover' as const, role: 'primary', ...span, reason: 'travel' as const };
  const { id } = await ask(as('ben'), { ...question, with: taker });
  expect((await accept(as(taker), { id })).state).toBe('accepted');
  return id;
}

describe('several decided at once', () => {
  it('are each checked on their own: those that moved, were decided, or are not theirs say why, the others go on', async () => {
    const ids = [await accepted(15), await accepted(17), await accepted(19)];
    const [good = '', gone = '', moved = ''] = ids;
    await cancel(as('ben'), { id: gone });
    const taken = { from: new Date('2026-12-19T08:00:00Z'), to: new Date('2026-12-20T16:00:00Z') };
    await addOverride(database.context(), { rotationId, role: 'primary', personId: 'cho', ...taken });
    const { results } = await decideMany(as('eve'), { ids: [moved, gone, 'unknown', good, good], decision: 'approve' });
    expect(results.map(({ id, done }) => [id, done])).toEqual([
      [moved, false],
      [gone, false],
      ['unknown', false],
      [good, true],
    ]);
    for (const { done, message } of results) expect(Boolean(message)).toBe(!done);
    expect(await primaryAt('2026-12-15T12:00:00Z')).toBe('dia');
    expect(await primaryAt('2026-12-17T12:00:00Z')).toBe('ben');
    expect(await primaryAt('2026-12-19T12:00:00Z')).toBe('cho');
    const { results: foreign } = await decideMany(as('ben'), { ids: [moved], decision: 'reject', note: 'No' });
    expect(foreign).toMatchObject([{ done: false }]);
  });

  it('leaves out what has come to warn since it was accepted, and one by one asks to look again', async () => {
    const id = await accepted(15);
    expect((await requestById(as('eve'), { id })).conflictKinds).toEqual([]);
    const seenVersion = (await requestById(as('eve'), { id })).effect?.version ?? 0;
    await database.sql(
      `INSERT INTO "TimeOff" ("id", "personId", "startsAt", "endsAt", "createdAt")
       VALUES ('away', 'dia', '2026-12-15T00:00:00Z', '2026-12-17T00:00:00Z', clock())`,
    );
    const { results } = await decideMany(as('eve'), { ids: [id], decision: 'approve' });
    expect(results).toMatchObject([{ done: false, message: expect.stringContaining('warnings') }]);
    // Somebody else's change raised the version that the manager had looked at.
    const far = { from: new Date('2027-02-01T08:00:00Z'), to: new Date('2027-02-01T09:00:00Z') };
    await addOverride(database.context(), { rotationId, role: 'primary', personId: 'dia', ...far });
    await expect(approve(as('eve'), { id, seenVersion })).rejects.toMatchObject({ code: 'schedule-moved' });
    const now = (await requestById(as('eve'), { id })).effect;
    expect(now?.conflicts.map(({ kind }) => kind)).toContain('time-off');
    expect((await approve(as('eve'), { id, seenVersion: now?.version })).state).toBe('in-effect');
  });

  it('are rejected with one reason, and whose time has come is not', async () => {
    const ids = [await accepted(15), await accepted(17)];
    await database.setClock('2026-12-15T08:00:00Z');
    const { results } = await decideMany(as('eve'), { ids, decision: 'reject', note: 'Too many at once' });
    expect(results.map(({ done }) => done)).toEqual([false, true]);
    const { history } = await requestById(as('ben'), { id: ids[1] ?? '' });
    expect(history.map(({ act, note }) => [act, note])).toEqual([
      ['asked', null],
      ['accepted', null],
      ['rejected', 'Too many at once'],
    ]);
  });
});

it('lists by state as it is at this instant, whether or not Baton has written down what expired', async () => {
  const id = await accepted(15);
  const inState = async (state: 'accepted' | 'expired') =>
    (await requestsFor(as('ben'), { rotationId, state })).items.map((row) => [row.id, row.state]);
  expect([await inState('accepted'), await inState('expired')]).toEqual([[[id, 'accepted']], []]);
  await database.setClock('2026-12-15T08:00:00Z');
  expect([await inState('accepted'), await inState('expired')]).toEqual([[], [[id, 'expired']]]);
  await settleDue(database.context());
  expect([await inState('accepted'), await inState('expired')]).toEqual([[], [[id, 'expired']]]);
});

it('tells a request’s history without what became of the mails about it', async () => {
  const id = await accepted(15);
  await database.sql(
    `INSERT INTO "TimelineEvent" ("at", "subjectKind", "subjectId", "teamId", "kind", "actorKind", "data")
     SELECT "at", "subjectKind", "subjectId", "teamId", 'page-sent', 'system', '{}' FROM "TimelineEvent" WHERE "subjectId" = $1 LIMIT 1`,
    [id],
  );
  expect((await requestById(as('ben'), { id })).history.map(({ act }) => act)).toEqual(['asked', 'accepted']);
});
