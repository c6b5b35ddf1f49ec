import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { changes } from '@/server/bell';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { inTransaction } from '../context';
import { tell } from './commands';
import type { EventKind } from './event';
import { historyOf } from './queries';
import { type Subject, subject } from './subject';

const patience = { timeout: 20_000 };

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

it('rings with the kinds of things that were told of; a mail that left is a delivery, unless the thing shows its pages', async () => {
  const ctx = database.context();
  const end = new AbortController();
  const heard: (string[] | null)[] = [];
  const listening = (async () => {
    for await (const kinds of changes(['timeline'], end.signal)) heard.push(kinds && [...kinds].sort());
  })();
  // One look at once, another when the connection stands: both at everything.
  await vi.waitFor(() => expect(heard).toEqual([null, null]), patience);
  const [team, alert] = [subject('team', 'platform'), subject('alert', 'one')];
  const said = async (...events: [Subject, EventKind][]) => {
    heard.length = 0;
    await tell(ctx, await ctx.now(), ...events.map(([about, kind]) => ({ subject: about, teamId: null, kind })));
    await vi.waitFor(() => expect(heard).toHaveLength(1), patience);
    return heard[0];
  };
  expect(await said([ada, 'changed'], [team, 'changed'], [team, 'removed'])).toEqual(['person', 'team']);
  expect(await said([team, 'page-sent'])).toEqual(['delivery']);
  expect(await said([alert, 'page-sent'])).toEqual(['alert']);
  end.abort();
  await listening;
});
