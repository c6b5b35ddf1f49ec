import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolve } from '@/server/alert/commands';
import { listAlerts } from '@/server/alert/queries';
import { listAlertsSchema } from '@/server/alert/schema';
import { createPolicy } from '@/server/escalation/commands';
import { system } from '@/server/policy/actor';
import { addOverride, createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { createService } from '@/server/service/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import { warnOfGaps } from './gap-alerts';

let database: TestDatabase;
let rotationId = '';
let serviceId = '';
const span = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-18T09:00:00Z' });
  await addRoster(database);
  const ctx = database.context();
  const body = createRotationSchema.parse({ teamId: 'payments', name: 'Payments', ...weekly });
  rotationId = (await createRotation(ctx, body)).id;
  const policy = (targets: object[]) =>
    createPolicy(ctx, {
      ...{ teamId: 'payments', name: `Policy ${targets.length}`, repeat: 0, repeatAfterSeconds: null, fallback: null },
      steps: [{ afterSeconds: 0, targets: targets as never }],
    });
  const [other, own] = [
    await policy([{ personId: 'ana' }]),
    await policy([{ personId: 'ana' }, { rotationId, role: 'primary' }]),
  ];
  await createService(ctx, { teamId: 'payments', name: 'First', policyId: other.id });
  serviceId = (await createService(ctx, { teamId: 'payments', name: 'Second', policyId: own.id })).id;
  const off = { rotationId, role: 'primary', personId: null };
  await addOverride(ctx, { ...off, ...span('2026-11-22T00:00:00Z', '2026-11-22T03:30:00Z') });
  await addOverride(ctx, { ...off, ...span('2026-12-10T00:00:00Z', '2026-12-10T03:00:00Z') });
});
afterAll(() => database.close());

const worker = () => database.context(system('worker'));
const alerts = async () => (await listAlerts(worker(), listAlertsSchema.parse({}))).items;

it('a gap under a week away raises one alert, at the service that pages its rotation', async () => {
  expect(await warnOfGaps(worker())).toBe(1);
  expect(await warnOfGaps(worker())).toBe(0);
  expect(await alerts()).toMatchObject([
    {
      service: { id: serviceId },
      priority: 'P4',
      title: expect.stringContaining('Nobody will be primary of Payments'),
    },
  ]);
});

it('once somebody has closed it, it is not opened again', async () => {
  const [alert] = await alerts();
  await resolve(worker(), { alertId: alert?.id ?? '' });
  await database.setClock('2026-11-21T20:00:00Z');
  expect(await warnOfGaps(worker())).toBe(0);
});

it('is resolved by Baton when the gap is filled before it begins, and urgent when found within a day', async () => {
  await database.setClock('2026-12-09T09:00:00Z');
  expect(await warnOfGaps(worker())).toBe(1);
  const [alert] = await alerts();
  expect(alert).toMatchObject({ priority: 'P2', state: 'open' });
  await addOverride(database.context(), {
    ...{ rotationId, role: 'primary', personId: 'cho' },
    ...span('2026-12-10T00:00:00Z', '2026-12-10T03:00:00Z'),
  });
  expect(await warnOfGaps(worker())).toBe(0);
  expect((await alerts())[0]).toMatchObject({ id: alert?.id, state: 'closed', closedBy: 'system' });
});
