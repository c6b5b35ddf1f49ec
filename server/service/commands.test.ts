import { afterAll, beforeAll, expect, it } from 'vitest';
import { archivePolicy, createPolicy } from '@/server/escalation/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { createService, updateService } from './commands';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  await db.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
     VALUES ('ana', 'Ana', 'ana@example.org', 'UTC', 'engineer', clock())`,
  );
  await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('team', 'ana', 'member')`);
});
afterAll(() => db.close());

const policy = (name: string) =>
  createPolicy(db.context(), {
    ...{ teamId: 'team', name, repeat: 0, repeatAfterSeconds: null, fallback: null },
    steps: [{ afterSeconds: 0, targets: [{ personId: 'ana' }] }],
  });

it('no service is given an archived policy; one that has it keeps it and can be changed', async () => {
  const [old, current] = [await policy('Old'), await policy('Current')];
  const { id: serviceId } = await createService(db.context(), { teamId: 'team', name: 'API', policyId: old.id });
  await archivePolicy(db.context(), { policyId: old.id });
  const refused = { code: 'invalid', fields: { policyId: 'This policy is archived: choose another' } };
  const other = { teamId: 'team', name: 'Queue', policyId: old.id };
  await expect(createService(db.context(), other)).rejects.toMatchObject(refused);
  await updateService(db.context(), { serviceId, name: 'Public API' });
  await updateService(db.context(), { serviceId, policyId: current.id });
  await expect(updateService(db.context(), { serviceId, policyId: old.id })).rejects.toMatchObject(refused);
});
