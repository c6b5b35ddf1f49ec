import { afterAll, beforeAll, expect, it } from 'vitest';
import { joinWorkers, recordTurn } from '@/server/beat';
import { closeDb } from '@/server/db';
import { env } from '@/server/env';
import { cable } from '@/server/testing/cable';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import type { Ask } from './door';
import { readinessDoor } from './readiness';

let db: TestDatabase;
let wire: Awaited<ReturnType<typeof cable>>;
beforeAll(async () => {
  db = await testDatabase();
  const { hostname: host, port } = new URL(db.url);
  wire = await cable({ host, port: Number(port) });
  env.DATABASE_URL = Object.assign(new URL(db.url), { host: `127.0.0.1:${wire.port}` }).toString();
});
afterAll(async () => {
  await closeDb();
  await db.close();
});

const asked = (local: boolean) => readinessDoor.handle({ local, requestId: 'r' } as Ask);

it('F50: is not ready before a worker has turned; says 503 and when to come back, however the database is away; reasons to this machine only', async () => {
  const ctx = db.context();
  expect(await asked(false)).toEqual({ status: 503, body: { ready: false } });
  await recordTurn(ctx, await joinWorkers(ctx), new Date('2026-11-16T09:00:00Z'));
  expect(await asked(false)).toEqual({ status: 200, body: { ready: true } });

  wire.cut();
  for (let i = 0; i < 3; i++) expect(await asked(false)).toMatchObject({ status: 503, body: { ready: false } });
  wire.mend();
  expect((await asked(true)).status).toBe(200);

  // Nobody listens any more: the driver says this in other words than a lost connection.
  await wire.close();
  await closeDb();
  for (let i = 0; i < 2; i++)
    expect(await asked(false)).toEqual({ status: 503, headers: { 'Retry-After': '2' }, body: { ready: false } });
  expect(await asked(true)).toMatchObject({ status: 503, body: { reasons: ['the database does not answer'] } });
});
