import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonActor } from '@/server/policy/actor';
import { addOverride, applyRevision, createRotation } from '@/server/rotation/commands';
import { snapshotsById } from '@/server/rotation/queries';
import { createRotationSchema } from '@/server/rotation/schema';
import { shifts } from '@/server/rotation/shifts';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import { recordPassed } from './commands';
import { onCallAt as answerTo } from './on-call-at';
import { calendar, coverageAhead, currentForTeams, onCallAt, onCallAtUnchecked, shiftsBetween } from './queries';

const start = '2026-11-18T09:00:00Z';
const everywhere = { from: new Date(0), to: new Date('2040-01-01T00:00:00Z') };
let database: TestDatabase;
let rotationId = '';

beforeAll(async () => {
  database = await testDatabase({ at: start });
  await addRoster(database);
  const ctx = database.context();
  const body = createRotationSchema.parse({ teamId: 'payments', name: 'Payments', ...weekly });
  rotationId = (await createRotation(ctx, body)).id;
  const cover = {
    rotationId,
    role: 'primary',
    from: new Date('2026-11-20T08:00:00Z'),
    to: new Date('2026-11-25T20:00:00Z'),
  };
  await addOverride(ctx, { ...cover, personId: 'cho', replaces: 'ben' });
  await addOverride(ctx, {
    ...cover,
    personId: null,
    from: new Date('2026-11-22T00:00:00Z'),
    to: new Date('2026-11-22T03:30:00Z'),
  });
  const definition = { ...weekly, queue: ['cho', 'ben'] };
  await applyRevision(ctx, { rotationId, version: 3, definition, effectiveFrom: new Date('2026-12-14T17:00:00Z') });
});
afterAll(() => database.close());

const viewer = (teams: string[]): PersonActor => ({
  kind: 'person',
  personId: 'ben',
  name: 'Ben',
  role: 'engineer',
  teams: new Map(teams.map((id) => [id, 'member'])),
  sessionId: null,
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read']),
});

it('answers as the pure engine does, at any instant and one second around every handoff', async () => {
  const ctx = database.context();
  const [snapshot] = await snapshotsById(ctx, [rotationId], everywhere);
  if (!snapshot) throw new Error('no rotation');
  const span = { from: new Date('2026-02-01T00:00:00Z'), to: new Date('2027-03-01T00:00:00Z') };
  const edges = shifts({ ...snapshot, span }).shifts.flatMap(({ from, to }) => [from.getTime(), to.getTime()]);
  const instant = fc.oneof(
    fc.date({ min: span.from, max: span.to, noInvalidDate: true }),
    fc
      .tuple(fc.constantFrom(...edges), fc.constantFrom(-1_000, -1, 0, 1_000))
      .map(([edge, shift]) => new Date(edge + shift)),
  );
  await fc.assert(
    fc.asyncProperty(instant, async (at) => {
      const expected = answerTo(snapshot, at);
      expect((await onCallAtUnchecked(ctx, rotationId, at)).roles).toEqual(expected);
      const named = await onCallAt(ctx, { rotationId, at: at.toISOString() });
      expect(named.roles.map(({ person }) => person?.id ?? null)).toEqual(expected.map(({ personId }) => personId));
    }),
    { numRuns: 60 },
  );
});

it('names people, tells where it comes from, and answers for now when no instant is given', async () => {
  const { at, roles } = await onCallAt(database.context(viewer(['payments'])), { rotationId });
  expect(at).toEqual(new Date(start));
  expect(roles[0]).toEqual({
    role: 'primary',
    person: { id: 'ben', name: 'Ben', email: 'ben@example.org' },
    from: new Date('2026-11-16T17:00:00Z'),
    until: new Date('2026-11-20T08:00:00Z'),
    source: 'rotation',
    next: { person: { id: 'cho', name: 'Cho', email: 'cho@example.org' }, from: new Date('2026-11-20T08:00:00Z') },
  });
});

it('does not exist for people of other teams', async () => {
  const foreign = database.context(viewer(['search']));
  await expect(onCallAt(foreign, { rotationId })).rejects.toMatchObject({ code: 'not-found' });
  const window = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
  await expect(shiftsBetween(foreign, { rotationId, ...window })).rejects.toMatchObject({ code: 'not-found' });
  expect((await calendar(foreign, {})).rotations).toEqual([]);
  expect((await currentForTeams(foreign)).rotations).toEqual([]);
});

it('shows gaps, and refuses a window over ten years', async () => {
  const ctx = database.context();
  const { gaps } = await shiftsBetween(ctx, { rotationId, from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' });
  expect(gaps).toEqual([
    { role: 'primary', from: new Date('2026-11-22T00:00:00Z'), to: new Date('2026-11-22T03:30:00Z') },
  ]);
  const long = shiftsBetween(ctx, { rotationId, from: '2020-01-01T00:00:00Z', to: '2031-01-01T00:00:00Z' });
  await expect(long).rejects.toMatchObject({ code: 'too-long', status: 422 });
});

it('gives the first screen who holds what, how it came about, and what is coming for me', async () => {
  await database.setClock('2026-11-21T09:00:00Z');
  const board = await currentForTeams(database.context(viewer(['payments'])));
  await database.setClock(start);
  expect(board.rotations).toMatchObject([
    {
      id: rotationId,
      team: 'Payments',
      zone: 'America/New_York',
      roles: [
        { role: 'primary', personId: 'cho', insteadOf: 'ben' },
        { role: 'secondary', personId: 'cho' },
      ],
    },
  ]);
  expect(board.rotations[0]?.noBackup).toEqual({ personId: 'cho', until: new Date('2026-11-22T00:00:00Z') });
  expect(board.mine).toHaveLength(3);
  // A shift under way began when it began, not when one looked.
  expect(board.mine.some(({ from }) => from.getTime() === board.now.getTime())).toBe(false);
  expect(board.mine.every(({ from }, i) => i === 0 || from >= (board.mine[i - 1]?.from ?? from))).toBe(true);
});

it('says of everybody on the first screen whether a page would get to them', async () => {
  await database.sql(
    `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "verifiedAt", "brokenAt", "createdAt")
     VALUES ('ben-mail', 'ben', 'email', 'ben@example.org', clock(), NULL, clock()),
            ('cho-mail', 'cho', 'email', 'cho@example.org', clock(), clock(), clock())`,
  );
  const { people } = await currentForTeams(database.context(viewer(['payments'])));
  await database.sql(`DELETE FROM "ContactMethod"`);
  const said = Object.fromEntries(people.map(({ id, reachable }) => [id, reachable]));
  expect(said).toMatchObject({ ben: true, cho: false });
});

it('keeps answering the past from the record, whatever the schedule would say today', async () => {
  const ctx = database.context();
  await recordPassed(ctx);
  await database.sql(
    `UPDATE "Shift" SET "personId" = 'stranger' WHERE "role" = 'primary' AND "startsAt" = '2026-03-09T16:00:00Z'`,
  );
  const past = await onCallAt(ctx, { rotationId, at: '2026-03-10T00:00:00Z' });
  expect(past.roles[0]?.person).toEqual({ id: 'stranger', name: 'Stranger', email: 'stranger@example.org' });
  const { shifts: rows } = await shiftsBetween(ctx, {
    rotationId,
    from: '2026-03-09T00:00:00Z',
    to: '2026-03-17T00:00:00Z',
  });
  expect(rows.filter(({ role }) => role === 'primary').map(({ personId }) => personId)).toEqual([
    'ana',
    'stranger',
    'cho',
  ]);
});

it('tells where the next twelve weeks are thin to those who may see the rotation, and to nobody else', async () => {
  const now = await database.context().now();
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const about = { rotationId, rotation: 'Payments', teamId: 'payments', zone: weekly.timeZone };
  const nobody = { role: 'primary', personId: null, from: inDays(10), to: inDays(11) };
  await addOverride(database.context(), { rotationId, ...nobody });
  const holder = async (at: Date) =>
    (await onCallAtUnchecked(database.context(), rotationId, at)).roles.find(({ role }) => role === 'secondary');
  const alone = (await holder(inDays(20)))?.personId ?? '';
  const both = { role: 'primary', personId: alone, from: inDays(20), to: new Date(inDays(20).getTime() + 3_600_000) };
  await addOverride(database.context(), { rotationId, ...both });

  await database.sql(
    `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "verifiedAt", "createdAt")
     VALUES ('ben-mail', 'ben', 'email', 'ben@example.org', clock(), clock())`,
  );

  const seen = await coverageAhead(database.context(viewer(['payments'])));
  expect(seen.gaps).toContainEqual({ ...about, role: 'primary', from: inDays(10), to: inDays(11) });
  const { from, to } = both;
  expect(seen.noBackup).toContainEqual({ ...about, from, to, personId: alone, name: expect.any(String) });
  // What is a gap already is not told again as a lost backup.
  expect(seen.noBackup.filter((row) => row.from < inDays(11) && row.to > inDays(10))).toEqual([]);
  expect(seen.unreachable.map(({ name }) => name)).toContain('Cho');
  expect(seen.unreachable.map(({ name }) => name)).not.toContain('Ben');

  const foreign = await coverageAhead(database.context(viewer(['search'])));
  expect(foreign).toEqual({ gaps: [], noBackup: [], unreachable: [] });
  expect(await coverageAhead(database.context())).toEqual(seen);
});
