import { afterAll, beforeAll, expect, it } from 'vitest';
import { updatePerson } from '@/server/team/commands';
import { personById } from '@/server/team/queries';
import { updatePersonSchema } from '@/server/team/schema';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster } from '@/server/testing/roster';
import { addTimeOff, readTimeOffFeeds, removeTimeOff, setTimeOffFeed } from './commands';
import { listTimeOff, timeOffFeedState, timeOffOf } from './queries';
import { newTimeOffSchema, timeOffFeedSchema } from './schema';
import { wholeDays } from './time-off';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ at: '2026-03-01T00:00:00Z' });
  await addRoster(database);
});
afterAll(() => database.close());

it('means whole days on the person’s own clock, also those of 23 and 25 hours', () => {
  expect(wholeDays('2026-03-29', '2026-03-29', 'Europe/Berlin')).toEqual({
    from: new Date('2026-03-28T23:00Z'),
    to: new Date('2026-03-29T22:00Z'),
  });
  expect(wholeDays('2026-11-01', '2026-11-02', 'America/New_York')).toEqual({
    from: new Date('2026-11-01T04:00Z'),
    to: new Date('2026-11-03T05:00Z'),
  });
});

it('says to others when somebody is away, and why only to themselves', async () => {
  const ctx = database.context();
  const off = await addTimeOff(ctx, {
    personId: 'ana',
    firstDay: '2026-03-28',
    lastDay: '2026-03-29',
    note: 'Wedding',
  });
  expect(await listTimeOff(ctx, { personId: 'ana' })).toMatchObject([{ id: off.id, note: 'Wedding' }]);
  const span = { from: new Date('2026-03-29T00:00Z'), to: new Date('2026-03-30T00:00Z') };
  expect(await timeOffOf(ctx, ['ana', 'ben'], span)).toEqual([{ personId: 'ana', from: off.from, to: off.to }]);
  await removeTimeOff(ctx, { id: off.id });
  expect(await listTimeOff(ctx, { personId: 'ana' })).toEqual([]);
  await expect(removeTimeOff(ctx, { id: off.id })).rejects.toMatchObject({ code: 'not-found' });
});

it('refuses days in the wrong order, more than a year, and half a working day', () => {
  const days = (firstDay: string, lastDay: string) =>
    newTimeOffSchema.safeParse({ personId: 'ana', firstDay, lastDay });
  expect(days('2026-03-02', '2026-03-01').success).toBe(false);
  expect(days('2026-03-02', '2028-03-01').success).toBe(false);
  expect(days('2026-02-28', '2026-02-30').success).toBe(false);
  expect(updatePersonSchema.safeParse({ id: 'ana', workStart: '17:00', workEnd: '09:00' }).success).toBe(false);
  expect(updatePersonSchema.safeParse({ id: 'ana', workStart: '08:00' }).success).toBe(false);
});

it('keeps country and working hours, and leaves alone what is not given', async () => {
  const ctx = database.context();
  await updatePerson(ctx, { id: 'ana', country: 'DE', workStart: '08:00', workEnd: '16:30', digest: false });
  await updatePerson(ctx, { id: 'ana', name: 'Ana María' });
  expect(await personById(ctx, 'ana')).toMatchObject({
    ...{ name: 'Ana María', country: 'DE', workStart: '08:00', workEnd: '16:30', digest: false },
    timeZone: 'Europe/Berlin',
  });
});

it('reads a calendar of absences now and then; a failure keeps the days that are known and says why', async () => {
  const ctx = database.context();
  const address = 'webcal://calendar.example.org/secret.ics';
  const away = { from: new Date('2026-03-10T00:00Z'), to: new Date('2026-03-12T00:00Z') };
  await setTimeOffFeed(ctx, timeOffFeedSchema.parse({ personId: 'ben', address }));
  expect(JSON.stringify(await database.sql('SELECT * FROM "TimeOffFeed"'))).not.toContain('secret');
  const asked: string[] = [];
  const read = (found: typeof away | string) =>
    readTimeOffFeeds(ctx, async (at) => {
      asked.push(at);
      if (typeof found === 'string') throw new Error(found);
      return [found];
    });
  await read(away);
  expect(await listTimeOff(ctx, { personId: 'ben' })).toMatchObject([{ ...away, source: 'feed' }]);
  await read('not before it is due again');
  expect(asked).toEqual(['https://calendar.example.org/secret.ics']);
  await database.advance(6 * 3_600);
  await read('It could not be reached');
  expect(await timeOffFeedState(ctx, { personId: 'ben' })).toMatchObject({ fault: 'It could not be reached' });
  expect(await listTimeOff(ctx, { personId: 'ben' })).toHaveLength(1);
  await setTimeOffFeed(ctx, { personId: 'ben', address: null });
  expect(await listTimeOff(ctx, { personId: 'ben' })).toEqual([]);
  expect(await timeOffFeedState(ctx, { personId: 'ben' })).toBeNull();
});
