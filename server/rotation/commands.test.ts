import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import {
  addOverride,
  applyRevision,
  archiveRotation,
  changeQueue,
  changeRotation,
  createRotation,
  layOverride,
  removeOverride,
  restoreRotation,
  takeBackOverride,
} from './commands';
import {
  listRotations,
  momentOf,
  previewOverride,
  previewQueue,
  rotationById,
  rotationView,
  snapshotsById,
} from './queries';
import { type CreateRotationInput, createRotationSchema } from './schema';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-18T09:00:00Z' });
  await addRoster(database);
});
afterAll(() => database.close());
beforeEach(() => database.setClock('2026-11-18T09:00:00Z'));

let made = 0;
const input = (change: Record<string, unknown> = {}): CreateRotationInput =>
  createRotationSchema.parse({ teamId: 'payments', name: `Rotation ${++made}`, ...weekly, ...change });
const everywhere = { from: new Date(0), to: new Date('2040-01-01T00:00:00Z') };

const member = (role: 'member' | 'manager'): PersonActor => ({
  kind: 'person',
  personId: 'ana',
  name: 'Ana',
  role: 'engineer',
  teams: new Map([['payments', role]]),
  sessionId: null,
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read', 'write']),
});

it('a revision begins at its handoff by the zone’s rules of today, also where an instant of older rules is stored', async () => {
  const ctx = database.context();
  const ids = [(await createRotation(ctx, input())).id, (await createRotation(ctx, input())).id];
  for (const id of ids)
    await applyRevision(ctx, {
      ...{ rotationId: id, version: 1, definition: { ...weekly, queue: ['cho', 'ana', 'ben'] } },
      effectiveFrom: new Date('2026-12-14T17:00:00Z'),
    });
  await ctx.db.$executeRaw`
    UPDATE "RotationRevision" SET "effectiveFrom" = "effectiveFrom" + interval '1 hour' WHERE "version" = 2`;
  const [first = '', second = ''] = ids;
  const [snapshot] = await snapshotsById(ctx, [first], everywhere);
  const { segments } = await momentOf(ctx, second, null, 86_400_000);
  for (const read of [snapshot?.segments, segments])
    expect(read?.[1]?.effectiveFrom).toEqual(new Date('2026-12-14T17:00:00Z'));
});

describe('a new rotation', () => {
  it('governs from its first handoff, also when that lies in the past, and is answered as it was sent', async () => {
    const ctx = database.context();
    const { id } = await createRotation(ctx, input({ name: 'Payments', layers: [] }));
    expect(await rotationById(ctx, { rotationId: id })).toMatchObject({
      name: 'Payments',
      version: 1,
      approval: 'default',
      definition: weekly,
    });
    expect(await rotationView(ctx, { rotationId: id })).toMatchObject({ ...weekly, version: 1, publishedWeeks: 4 });
    const [snapshot] = await snapshotsById(ctx, [id], everywhere);
    expect(snapshot?.segments.map(({ effectiveFrom }) => effectiveFrom.toISOString())).toEqual([
      '2026-03-02T17:00:00.000Z',
    ]);
  });

  it('names every wrong place in its queues by field', async () => {
    const body = input({ queue: ['ana', 'left', 'stranger', 'nobody', null], queues: { secondary: ['stranger'] } });
    await expect(createRotation(database.context(), body)).rejects.toMatchObject({
      code: 'invalid',
      fields: {
        'queue.1': 'Left is deactivated: choose somebody else',
        'queue.2': 'Stranger is not a member of this team: add them to the team first',
        'queue.3': 'Nobody has the id “nobody”: name a person by id',
        'queues.secondary.0': 'Stranger is not a member of this team: add them to the team first',
      },
    });
  });

  it('has a name of its own in its team', async () => {
    const ctx = database.context();
    await createRotation(ctx, input({ name: 'Twice' }));
    await expect(createRotation(ctx, input({ name: 'Twice' }))).rejects.toMatchObject({
      code: 'invalid',
      fields: { name: expect.any(String) },
    });
  });

  it('is made by managers of its team, and does not exist for other teams', async () => {
    await expect(createRotation(database.context(member('member')), input())).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(
      createRotation(database.context(member('manager')), input({ teamId: 'search' })),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(createRotation(database.context(), input({ teamId: 'no-such-team' }))).rejects.toMatchObject({
      code: 'not-found',
    });
    const { id } = await createRotation(database.context(member('manager')), input());
    const foreign = { ...member('manager'), teams: new Map() };
    await expect(rotationById(database.context(foreign), { rotationId: id })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a change', () => {
  it('against an older version is refused, and changes nothing', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const change = {
      rotationId,
      version: 1,
      definition: { ...weekly, queue: ['ben', 'ana'] },
      effectiveFrom: new Date('2026-12-14T17:00:00Z'),
    };
    expect(await applyRevision(ctx, change)).toBe(2);
    await expect(applyRevision(ctx, change)).rejects.toMatchObject({ code: 'schedule-moved' });
    const [snapshot] = await snapshotsById(ctx, [rotationId], everywhere);
    expect(snapshot?.segments.map(({ definition }) => definition.queue)).toEqual([weekly.queue, ['ben', 'ana']]);
  });

  it('cannot begin in the past', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const change = { rotationId, version: 1, definition: weekly, effectiveFrom: new Date('2026-11-16T17:00:00Z') };
    await expect(applyRevision(ctx, change)).rejects.toMatchObject({ code: 'not-possible' });
  });

  it('that was rolled back is never remembered', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const change = { rotationId, version: 1, effectiveFrom: new Date('2026-12-14T17:00:00Z') };
    const rolledBack = ctx.client.$transaction(async (tx) => {
      const inner = { ...ctx, db: tx, inside: true };
      await applyRevision(inner, { ...change, definition: { ...weekly, queue: ['cho'] } });
      await momentOf(inner, rotationId, null, 1_000);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await applyRevision(ctx, { ...change, definition: { ...weekly, queue: ['ben'] } });
    const { segments } = await momentOf(ctx, rotationId, null, 1_000);
    expect(segments.at(-1)?.definition.queue).toEqual(['ben']);
  });
});

describe('a change of the queue', () => {
  it('is seen before it counts, begins after the published weeks, and tells whoever is affected', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const leave = { rotationId, version: 1, change: 'leave' as const, personId: 'ben' };
    const seen = await previewQueue(ctx, leave);
    expect((await snapshotsById(ctx, [rotationId], everywhere))[0]?.version).toBe(1);
    const made = await changeQueue(ctx, leave);
    expect({ ...made, version: 1 }).toEqual(seen);
    expect(made.effectiveFrom).toEqual(new Date('2026-12-21T17:00:00Z'));
    expect(made.before.some(({ personId }) => personId === 'ben')).toBe(true);
    expect(made.after.some(({ personId }) => personId === 'ben')).toBe(false);
    expect(made.affected).toContain('ben');
    const mails = await database.sql<{ personId: string }>('SELECT "personId" FROM "Delivery"');
    expect(new Set(mails.map(({ personId }) => personId))).toEqual(new Set(made.affected));
    await expect(changeQueue(ctx, leave)).rejects.toMatchObject({ code: 'schedule-moved' });
  });

  it('lets nobody in who could not be paged, and is for managers', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const join = { rotationId, version: 1, change: 'join' as const, personId: 'stranger' };
    await expect(changeQueue(ctx, join)).rejects.toMatchObject({ code: 'invalid' });
    await expect(changeQueue(database.context(member('member')), join)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a change of settings', () => {
  it('refuses nonsense by field, keeps the past, and goes on from the queue as it is', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    await expect(changeRotation(ctx, { rotationId, version: 1, timeZone: 'Mars/Base' })).rejects.toMatchObject({
      code: 'invalid',
    });
    const made = await changeRotation(ctx, {
      rotationId,
      version: 1,
      cadence: { unit: 'week', count: 2 },
      name: 'Every other',
    });
    expect(made.version).toBe(2);
    const [snapshot] = await snapshotsById(ctx, [rotationId], everywhere);
    expect(snapshot).toMatchObject({ name: 'Every other', version: 2 });
    expect(snapshot?.segments).toHaveLength(2);
    expect(snapshot?.segments[1]?.effectiveFrom).toEqual(made.effectiveFrom);
  });
});

describe('overrides', () => {
  const span = { from: new Date('2026-11-18T10:00:00Z'), to: new Date('2026-11-18T14:00:00Z') };

  it('written at once have one order, which every reader sees', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const people = ['ana', 'ben', 'cho', null];
    await Promise.all(
      people.map((personId) => addOverride(database.context(), { rotationId, role: 'primary', personId, ...span })),
    );
    const [snapshot] = await snapshotsById(ctx, [rotationId], everywhere);
    const moment = await momentOf(ctx, rotationId, span.from, 86_400_000);
    expect(snapshot?.version).toBe(5);
    expect(moment.overrides.map(({ personId }) => personId)).toEqual(
      snapshot?.overrides.map(({ personId }) => personId),
    );
  });

  it('need a role of the rotation, a length, and time to come', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const override = { rotationId, role: 'primary', personId: 'ben', ...span };
    await expect(addOverride(ctx, { ...override, role: 'tertiary' })).rejects.toMatchObject({
      fields: { role: expect.any(String) },
    });
    await expect(addOverride(ctx, { ...override, to: span.from })).rejects.toMatchObject({
      fields: { to: expect.any(String) },
    });
    await expect(addOverride(ctx, { ...override, from: new Date('2026-11-17T00:00:00Z') })).rejects.toMatchObject({
      fields: { from: expect.any(String) },
    });
    await expect(addOverride(ctx, { ...override, version: 7 })).rejects.toMatchObject({ code: 'schedule-moved' });
  });

  it('taken back before they begin were never there; later, what has passed of them stays', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const override = { rotationId, role: 'primary', personId: 'ben' };
    const early = await addOverride(ctx, { ...override, ...span });
    const late = await addOverride(ctx, { ...override, to: span.to });
    await removeOverride(ctx, early);
    await database.setClock('2026-11-18T11:00:00Z');
    await removeOverride(ctx, late);
    await expect(removeOverride(ctx, late)).rejects.toMatchObject({ code: 'not-possible' });
    const [snapshot] = await snapshotsById(ctx, [rotationId], everywhere);
    expect(snapshot?.overrides).toMatchObject([
      { from: new Date('2026-11-18T09:00:00Z'), to: new Date('2026-11-18T11:00:00Z') },
    ]);
  });

  it('are laid by managers, seen before they count, told to whom they concern, and taken back', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const asked = { rotationId, role: 'primary', from: '2026-11-20T10:00:00Z', to: '2026-11-20T14:00:00Z' };
    const change = { ...asked, personId: 'ana', version: 1, reason: 'dentist' };
    await expect(layOverride(database.context(member('member')), change)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    for (const personId of ['left', 'stranger', 'nobody'])
      await expect(layOverride(ctx, { ...change, personId })).rejects.toMatchObject({
        fields: { personId: expect.any(String) },
      });
    const seen = await previewOverride(ctx, change);
    const { id, ...made } = await layOverride(ctx, change);
    expect({ ...made, version: 1 }).toEqual(seen);
    const holder = seen.before.find(({ role, from, to }) => role === 'primary' && from < at && at < to)?.personId;
    expect(new Set(made.affected)).toEqual(new Set(['ana', holder]));
    const mails = await database.sql<{ personId: string }>(`SELECT "personId" FROM "Delivery" WHERE "subjectId" = $1`, [
      rotationId,
    ]);
    expect(new Set(mails.map(({ personId }) => personId))).toEqual(new Set(made.affected));

    await expect(layOverride(ctx, change)).rejects.toMatchObject({ code: 'schedule-moved' });
    const other = await createRotation(ctx, input());
    const foreign = { rotationId: other.id, version: 1, overrideId: id };
    await expect(takeBackOverride(ctx, foreign)).rejects.toMatchObject({ code: 'not-found' });
    const back = await takeBackOverride(ctx, { rotationId, version: made.version, overrideId: id });
    expect(back.after).toEqual(seen.before);
    expect((await snapshotsById(ctx, [rotationId], everywhere))[0]).toMatchObject({ overrides: [], version: 3 });
  });
});

const at = new Date('2026-11-20T12:00:00Z');

describe('an earlier version', () => {
  it('is restored by adding to the history: nothing of the past changes, and people who left stay out', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const made = await changeRotation(ctx, {
      rotationId,
      version: 1,
      queue: ['cho', 'ana'],
      from: '2026-11-23T17:00:00Z',
    });
    const before = (await snapshotsById(ctx, [rotationId], everywhere))[0]?.segments ?? [];
    await database.setClock('2026-12-02T09:00:00Z');
    const restored = { rotationId, version: made.version, restored: 1, from: '2026-12-02T09:00:00Z' };
    const back = await restoreRotation(ctx, { ...restored, reason: 'it was better' });
    expect(back.effectiveFrom).toEqual(new Date('2026-12-07T17:00:00Z'));
    const after = (await snapshotsById(ctx, [rotationId], everywhere))[0]?.segments ?? [];
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)?.definition).toEqual(weekly);
    await expect(restoreRotation(ctx, restored)).rejects.toMatchObject({ code: 'schedule-moved' });
  });
});

describe('an archived rotation', () => {
  it('is out of the lists and changed by nobody, and is not made while a policy pages by it', async () => {
    const ctx = database.context();
    const { id: rotationId } = await createRotation(ctx, input());
    const archive = { rotationId, version: 1, archived: true };
    await database.sql(
      `INSERT INTO "EscalationPolicy" ("id", "teamId", "name", "steps", "repeat", "createdAt")
       VALUES ('p', 'payments', 'Nights', jsonb_build_array(jsonb_build_object('afterSeconds', 0, 'targets',
         jsonb_build_array(jsonb_build_object('rotationId', $1::text, 'role', 'primary')))), 0, clock())`,
      [rotationId],
    );
    await expect(archiveRotation(ctx, archive)).rejects.toMatchObject({ message: expect.stringContaining('Nights') });
    await database.sql(`UPDATE "EscalationPolicy" SET "archivedAt" = clock() WHERE "id" = 'p'`);
    const { version } = await archiveRotation(ctx, archive);
    const ids = async (archived: boolean) => (await listRotations(ctx, { archived })).map(({ id }) => id);
    expect(await ids(false)).not.toContain(rotationId);
    expect(await ids(true)).toContain(rotationId);
    await expect(changeRotation(ctx, { rotationId, version, name: 'New' })).rejects.toMatchObject({
      code: 'not-possible',
    });
    await archiveRotation(ctx, { rotationId, version, archived: false });
    expect(await ids(false)).toContain(rotationId);
  });
});
