import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addOverride, applyRevision, createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import { recordPassed } from './commands';
import { shiftsBetween } from './queries';
import { savePassed } from './store';

let database: TestDatabase;
let made = 0;
const window = { from: '2026-03-01T00:00:00Z', to: '2027-03-01T00:00:00Z' };

beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-18T09:00:00Z' });
  await addRoster(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.setClock('2026-11-18T09:00:00Z');
  await database.sql('DELETE FROM "Rotation"');
});

async function rotation(): Promise<string> {
  const body = createRotationSchema.parse({ teamId: 'payments', name: `Rotation ${++made}`, ...weekly });
  return (await createRotation(database.context(), body)).id;
}

const recorded = (rotationId: string) =>
  database.sql<{ role: string; personId: string; startsAt: Date; endsAt: Date }>(
    'SELECT "role", "personId", "startsAt", "endsAt" FROM "Shift" WHERE "rotationId" = $1 ORDER BY "role", "startsAt"',
    [rotationId],
  );

it('writes down what has passed once, however often and by however many workers it runs', async () => {
  const id = await rotation();
  await Promise.all([1, 2, 3].map(() => recordPassed(database.context())));
  const once = await recorded(id);
  await recordPassed(database.context());
  expect(await recorded(id)).toEqual(once);
  expect(once).toHaveLength(2 * 38);
  expect(once[0]).toMatchObject({ role: 'primary', personId: 'ana', startsAt: new Date('2026-03-02T17:00:00Z') });
});

it('lets a running shift grow instead of cutting it into minutes, and tells of each handoff', async () => {
  const id = await rotation();
  await recordPassed(database.context());
  const before = await recorded(id);
  for (let minute = 0; minute < 3; minute++) {
    await database.advance(60);
    await recordPassed(database.context());
  }
  expect(await recorded(id)).toHaveLength(before.length);
  expect((await recorded(id)).filter(({ endsAt }) => endsAt.toISOString() === '2026-11-18T09:03:00.000Z')).toHaveLength(
    2,
  );
  await database.setClock('2026-11-23T17:00:30Z');
  await recordPassed(database.context());
  expect(await recorded(id)).toHaveLength(before.length + 2);
  const told = await database.sql(
    `SELECT "data" FROM "TimelineEvent" WHERE "subjectId" = $1 AND "kind" = 'handed-off' ORDER BY "id"`,
    [id],
  );
  expect(told.map(({ data }) => data)).toMatchObject([
    { role: 'primary', personId: 'cho', from: '2026-11-23T17:00:00.000Z' },
    { role: 'secondary', personId: 'ana', from: '2026-11-23T17:00:00.000Z' },
  ]);
});

it('keeps the past when the rotation changes', async () => {
  const rotationId = await rotation();
  const ctx = database.context();
  await recordPassed(ctx);
  const before = await recorded(rotationId);
  await applyRevision(ctx, {
    rotationId,
    version: 1,
    definition: { ...weekly, queue: ['cho'] },
    effectiveFrom: new Date('2026-11-23T17:00:00Z'),
  });
  await addOverride(ctx, { rotationId, role: 'primary', personId: 'cho', to: new Date('2026-11-19T00:00:00Z') });
  await database.setClock('2026-11-24T09:00:00Z');
  await recordPassed(ctx);
  expect((await recorded(rotationId)).slice(0, 37)).toEqual(before.slice(0, 37));
  const { shifts, gaps } = await shiftsBetween(ctx, { rotationId, ...window });
  const primary = shifts.filter(({ role }) => role === 'primary');
  expect(primary.every(({ from }, i) => i === 0 || (primary[i - 1]?.to ?? from) <= from)).toBe(true);
  expect(primary.filter(({ source }) => source === 'override')).toMatchObject([
    { personId: 'cho', from: new Date('2026-11-18T09:00:00Z') },
  ]);
  expect(gaps).toMatchObject([{ role: 'secondary', from: new Date('2026-11-23T17:00:00Z') }]);
});

it('never writes over what is on record: the overlap is refused as a conflict', async () => {
  const rotationId = await rotation();
  const ctx = database.context();
  await recordPassed(ctx);
  const span = { from: new Date('2026-04-01T00:00:00Z'), to: new Date('2026-04-02T00:00:00Z') };
  const shift = { role: 'primary', personId: 'ben', source: 'override' as const, turnStartsAt: span.from, ...span };
  const overlapping = savePassed(ctx, rotationId, { added: [shift], extended: [], gaps: [], recordedUntil: span.to });
  await expect(overlapping).rejects.toMatchObject({ code: 'schedule-moved', status: 409 });
});
