import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { inTransaction } from '../context';
import { tell } from './commands';
import { historyOf } from './queries';
import { subject } from './subject';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-02T17:00:00Z' });
});
afterAll(() => database.close());

const ada = subject('person', 'ada');

it('tells in the transaction of the change: what is rolled back was never told', async () => {
  const ctx = database.context();
  await tell(ctx, await ctx.now(), { subject: ada, teamId: null, kind: 'created', data: { name: 'Ada' } });
  const failed = inTransaction(ctx, async (tx) => {
    await tell(tx, await tx.now(), { subject: ada, teamId: null, kind: 'changed' });
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  const history = await historyOf(ctx, ada);
  expect(history.map(({ kind, at, actor }) => ({ kind, at, actor }))).toEqual([
    { kind: 'created', at: new Date('2026-11-02T17:00:00Z'), actor: { kind: 'system', id: 'test' } },
  ]);
});

it('refuses to change, remove or empty what was told', async () => {
  await expect(database.sql('UPDATE "TimelineEvent" SET "kind" = \'removed\'')).rejects.toThrow('only ever added to');
  await expect(database.sql('DELETE FROM "TimelineEvent"')).rejects.toThrow('only ever added to');
  await expect(database.sql('TRUNCATE "TimelineEvent"')).rejects.toThrow('only ever added to');
});
