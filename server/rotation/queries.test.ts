import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonActor } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import { addOverride, changeQueue, changeRotation, createRotation } from './commands';
import { proposeQueue } from './proposal';
import { editorView, previewQueue, rotationHistory } from './queries';
import { createRotationSchema } from './schema';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-18T09:00:00Z' });
  await addRoster(database);
});
afterAll(() => database.close());

let made = 0;
const newRotation = async () => {
  const body = createRotationSchema.parse({ teamId: 'payments', name: `Rotation ${++made}`, ...weekly });
  return (await createRotation(database.context(), body)).id;
};

const as = (personId: string, role: 'member' | 'manager', teams = ['payments']): PersonActor => ({
  kind: 'person',
  personId,
  name: personId,
  role: 'engineer',
  teams: new Map(teams.map((id) => [id, role])),
  sessionId: null,
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read', 'write']),
});

it('the editor is given all that the server computes a change from, so that both see the same difference', async () => {
  const rotationId = await newRotation();
  const ctx = database.context(as('ana', 'manager'));
  await addOverride(ctx, {
    ...{ rotationId, role: 'primary', personId: 'cho' },
    ...{ from: new Date('2026-12-22T00:00:00Z'), to: new Date('2026-12-23T00:00:00Z') },
  });
  const plan = await editorView(ctx, { rotationId });
  const skip = { change: 'skip' as const, personId: 'ben', reason: 'conference', from: '2026-11-23T17:00:00.000Z' };
  const onServer = await previewQueue(ctx, { ...skip, rotationId, version: plan.version });
  const inBrowser = proposeQueue(JSON.parse(JSON.stringify(plan), revive), skip, await ctx.now());
  expect(inBrowser.difference.affected).toEqual(onServer.people);
  expect(inBrowser.difference.after.shifts.map(({ turnStartsAt: _, ...shift }) => shift)).toEqual(onServer.after);
});

/** Instants come back from the wire as instants. */
const revive = (_: string, value: unknown) =>
  typeof value === 'string' && /^\d{4}-.*Z$/.test(value) ? new Date(value) : value;

it('the editor offers active members only, and says who may change anything', async () => {
  const rotationId = await newRotation();
  const plan = await editorView(database.context(as('ben', 'member')), { rotationId });
  expect(plan.people.filter(({ joinable }) => joinable).map(({ id }) => id)).toEqual(['ana', 'ben', 'cho']);
  expect(plan.abilities).toEqual({ 'rotation.edit': false });
  const stranger = database.context(as('stranger', 'member', []));
  await expect(editorView(stranger, { rotationId })).rejects.toMatchObject({ code: 'not-found' });
  await expect(rotationHistory(stranger, { rotationId })).rejects.toMatchObject({ code: 'not-found' });
});

it('of two changes at once one wins, and the other learns why: who changed what', async () => {
  const rotationId = await newRotation();
  const change = (personId: string, as: PersonActor) =>
    changeQueue(database.context(as), { rotationId, version: 1, change: 'leave', personId });
  const results = await Promise.allSettled([change('ben', as('ana', 'manager')), change('cho', as('cho', 'manager'))]);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toMatchObject({ code: 'schedule-moved', status: 409 });
  const { changes } = await rotationHistory(database.context(as('ana', 'manager')), { rotationId });
  expect(changes).toHaveLength(2);
  expect(changes[0]).toMatchObject({ by: expect.stringMatching(/Ana|Cho/), what: { kind: 'queue', change: 'leave' } });
});

it('the history says who changed what, from when on, and why; the newest first', async () => {
  const rotationId = await newRotation();
  const ctx = database.context(as('ana', 'manager'));
  await changeQueue(ctx, { rotationId, version: 1, change: 'skip', personId: 'ben', reason: 'conference' });
  const { version } = await editorView(ctx, { rotationId });
  await changeRotation(ctx, { rotationId, version, roles: ['primary'], publishedWeeks: 6 });
  const { changes, people } = await rotationHistory(ctx, { rotationId });
  expect(changes.map(({ reason }) => reason)).toEqual([null, 'conference', null]);
  expect(changes.map(({ what }) => what)).toEqual([
    { kind: 'settings', fields: expect.arrayContaining(['publishedWeeks', 'roles']) },
    { kind: 'queue', change: 'skip', personId: 'ben' },
    { kind: 'created' },
  ]);
  expect(changes[1]).toMatchObject({ by: 'Ana', effectiveFrom: expect.any(Date) });
  expect(people.map(({ id }) => id)).toContain('ben');
});

it('nonsense is refused by field, and nothing of it is saved', async () => {
  const rotationId = await newRotation();
  const ctx = database.context(as('ana', 'manager'));
  const refused = async (change: object, fields: Record<string, unknown>) => {
    await expect(changeRotation(ctx, { rotationId, version: 1, ...change })).rejects.toMatchObject({
      code: 'invalid',
      fields,
    });
  };
  await refused({ timeZone: 'Mars/Base' }, { timeZone: expect.stringContaining('Mars/Base') });
  await refused({ queue: [] }, { queue: expect.any(String) });
  await refused({ queue: ['ana', 'ana'] }, { 'queue.1': expect.any(String) });
  await refused({ queue: ['ana', 'left'] }, { 'queue.1': 'Left is deactivated: choose somebody else' });
  await refused({ until: '2020-01-01T00:00' }, { until: expect.any(String) });
  const { version, name } = await editorView(ctx, { rotationId });
  expect({ version, name }).toEqual({ version: 1, name: `Rotation ${made}` });
});
