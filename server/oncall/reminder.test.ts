import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addOverride, createRotation } from '@/server/rotation/commands';
import type { Definition } from '@/server/rotation/definition';
import { plain } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { createRotationSchema } from '@/server/rotation/schema';
import { shifts } from '@/server/rotation/shifts';
import { unseal } from '@/server/secret';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import { isoWeekday, localTime } from '@/server/time/wall-clock';
import type { WorkingHours } from '@/server/time/working-hours';
import { sendDigests, sendReminders } from './commands';
import { digestWeekDue } from './digest';
import { heldTurns, type Reminder, remindersDue, remindersOf } from './reminder';
import { neighbouringSpan } from './whole-shift';

const span = { from: new Date('2026-11-01T00:00Z'), to: new Date('2027-02-01T00:00Z') };
const inBerlin: WorkingHours = { zone: 'Europe/Berlin', start: '09:00', end: '17:00' };

function turnsOf(definition: Definition, overrides: Override[] = []) {
  const question = { segments: plain(definition), overrides, span };
  const seen = neighbouringSpan(question);
  const { shifts: all } = shifts({ ...question, span: seen });
  return heldTurns({ rotationId: 'r', primaryRole: 'primary', shifts: all, span: seen });
}

function remindersFor(personId: string, hours = inBerlin, definition: Definition = weekly, overrides: Override[] = []) {
  return turnsOf(definition, overrides)
    .filter((turn) => turn.personId === personId)
    .flatMap((turn) => remindersOf(turn, hours));
}
const told = ({ kind, turn, dueAt }: Reminder) => `${kind} ${turn.role} ${dueAt.toISOString().slice(0, 16)}`;

describe('when somebody is reminded', () => {
  it('a week and a day before the week as primary, at start and end of each shift, in working hours', () => {
    // Handoffs are Mondays 18:00 in Berlin: after work, so the mail comes on Tuesday morning.
    const [first, last] = [new Date('2026-11-23T17:00Z'), new Date('2026-11-30T17:00Z')];
    const around = remindersFor('ana').filter(({ turn }) => turn.from >= first && turn.from <= last);
    expect(around.map(told).sort()).toEqual(
      [
        'start secondary 2026-11-24T08:00',
        'end secondary 2026-12-01T08:00',
        'week-before primary 2026-11-24T08:00',
        'day-before primary 2026-11-30T08:00',
        'start primary 2026-12-01T08:00',
        'end primary 2026-12-08T08:00',
      ].sort(),
    );
  });

  it('never at night or at a weekend, never before it is due nor when it is old news', () => {
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Auckland'])
      for (const { kind, turn, dueAt, expiresAt } of remindersFor('ben', { zone, start: '08:30', end: '16:00' })) {
        const clock = localTime(dueAt, zone).slice(11);
        expect(clock >= '08:30' && clock < '16:00', `${zone} ${kind} ${clock}`).toBe(true);
        expect(isoWeekday(dueAt, zone)).toBeLessThan(6);
        expect(dueAt < expiresAt).toBe(true);
        if (kind.endsWith('before')) expect(dueAt < turn.from).toBe(true);
      }
  });

  it('tells of a shift that begins at midnight on the last working day before it', () => {
    const midnight = { ...weekly, timeZone: 'Europe/Berlin', startsAt: '2026-03-02T00:00' };
    const [eve] = remindersFor('ana', inBerlin, midnight).filter(({ kind }) => kind === 'day-before');
    expect(eve && localTime(eve.dueAt, 'Europe/Berlin')).toMatch(/-(06|13|20|27|04|11|18|25)T09:00$/);
    expect(eve && isoWeekday(eve.dueAt, 'Europe/Berlin')).toBe(5);
  });

  it('once a turn, whatever is covered in the middle of it; who covers is told too', () => {
    const cover = {
      role: 'primary',
      personId: 'cho',
      from: new Date('2026-12-02T00:00Z'),
      to: new Date('2026-12-03T00:00Z'),
    };
    const inWeek = ({ turn }: Reminder) =>
      turn.role === 'primary' && turn.from < new Date('2026-12-07T17:00Z') && turn.to > new Date('2026-11-30T17:00Z');
    expect(remindersFor('ana', inBerlin, weekly, [cover]).filter(inWeek).map(told)).toEqual(
      remindersFor('ana').filter(inWeek).map(told),
    );
    expect(remindersFor('cho', inBerlin, weekly, [cover]).filter(inWeek).map(told)).toEqual([
      'day-before primary 2026-12-01T08:00',
      'start primary 2026-12-02T08:00',
      'end primary 2026-12-03T08:00',
    ]);
  });

  it('not every week to whoever is alone in the queue', () => {
    expect(remindersFor('ana', inBerlin, { ...weekly, queue: ['ana'], roles: ['primary'] })).toEqual([]);
  });

  it('only those due now', () => {
    const due = (iso: string) =>
      remindersDue(turnsOf(weekly), () => inBerlin, new Date(iso)).map(({ kind, turn }) => `${turn.personId} ${kind}`);
    expect(due('2026-11-24T07:59:59Z')).not.toContain('ana week-before');
    expect(due('2026-11-24T08:00:00Z')).toEqual(
      expect.arrayContaining(['ana week-before', 'cho start', 'ana start', 'ben end', 'cho end']),
    );
    expect(due('2026-11-30T17:00:00Z')).not.toContain('ana day-before');
  });
});

describe('the weekly digest', () => {
  it('is due on each one’s Monday morning, for a day', () => {
    expect(digestWeekDue(inBerlin, new Date('2026-11-23T07:59Z'))).toBeNull();
    expect(digestWeekDue(inBerlin, new Date('2026-11-23T08:00Z'))).toBe('2026-11-23');
    expect(digestWeekDue(inBerlin, new Date('2026-11-24T07:59Z'))).toBe('2026-11-23');
    expect(digestWeekDue(inBerlin, new Date('2026-11-24T08:00Z'))).toBeNull();
    expect(digestWeekDue({ ...inBerlin, zone: 'Pacific/Auckland' }, new Date('2026-11-22T20:00Z'))).toBe('2026-11-23');
  });
});

describe('the mails', () => {
  let database: TestDatabase;
  let rotationId = '';
  beforeAll(async () => {
    database = await testDatabase({ at: '2026-11-24T08:00:00Z' });
    await addRoster(database);
    const body = createRotationSchema.parse({ teamId: 'payments', name: 'Payments', ...weekly });
    rotationId = (await createRotation(database.context(), body)).id;
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.sql('DELETE FROM "Delivery"');
    await database.sql('DELETE FROM "Reminder"');
  });

  async function mails(): Promise<{ to: string; title: string; text: string }[]> {
    const rows = await database.sql<{ address: string; message: { sealed: string } }>(
      'SELECT "address", "message" FROM "Delivery"',
    );
    return rows.map(({ address, message }) => {
      const { notice } = JSON.parse(unseal(message.sealed));
      return { to: address.split('@')[0] ?? '', title: notice.title, text: JSON.stringify(notice) };
    });
  }

  it('go out once, by however many workers; the one before a week says to hand off one’s work', async () => {
    await database.setClock('2026-11-24T08:00:00Z');
    const counts = await Promise.all([1, 2, 3].map(() => sendReminders(database.context())));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    await database.advance(60);
    expect(await sendReminders(database.context())).toBe(0);
    const sent = await mails();
    expect(sent.map(({ to, title }) => `${to}: ${title}`).sort()).toEqual([
      'ana: You are primary in Payments from Mon 30 Nov 18:00 CET',
      'ana: You are secondary in Payments now',
      'ben: Your shift as primary in Payments has ended',
      'cho: You are primary in Payments now',
      'cho: Your shift as secondary in Payments has ended',
    ]);
    expect(sent.find(({ title }) => title.includes('from'))?.text).toMatch(/hand off.*15 minutes/);
  });

  it('tell whoever takes over a shift, and nobody who came with the demo company or has left', async () => {
    await database.setClock('2026-11-24T08:00:00Z');
    const span = { from: new Date('2026-11-24T08:00:00Z'), to: new Date('2026-11-25T08:00:00Z') };
    await addOverride(database.context(), { rotationId, role: 'primary', personId: 'ben', ...span });
    await database.sql(`UPDATE "Person" SET "demo" = true WHERE "id" = 'ana'`);
    await sendReminders(database.context());
    await database.sql(`UPDATE "Person" SET "demo" = false WHERE "id" = 'ana'`);
    const titles = (await mails()).map(({ to, title }) => `${to}: ${title}`);
    expect(titles).toContain('ben: You are primary in Payments now');
    expect(titles.filter((title) => title.startsWith('ana'))).toEqual([]);
  });

  it('tell a team once a week who is on call and who is next, and not those who do not want to know', async () => {
    await database.setClock('2026-11-30T08:05:00Z');
    await database.sql(`UPDATE "Person" SET "digest" = false WHERE "id" = 'ben'`);
    expect(await sendDigests(database.context())).toBe(2);
    expect(await sendDigests(database.context())).toBe(0);
    const sent = await mails();
    expect(sent.map(({ to }) => to).sort()).toEqual(['ana', 'cho']);
    expect(sent[0]?.text).toContain('Cho until Mon 30 Nov 18:00 CET, then Ana');
    expect(sent[0]?.text).toContain('The next 12 weeks are covered');
  });

  it('tell in the same mail where nobody is on call in the weeks ahead, and where somebody is alone', async () => {
    await database.setClock('2026-12-07T08:05:00Z');
    const gap = { from: new Date('2026-12-20T17:00:00Z'), to: new Date('2026-12-20T20:30:00Z') };
    const alone = { from: new Date('2027-01-06T08:00:00Z'), to: new Date('2027-01-06T20:00:00Z') };
    await addOverride(database.context(), { rotationId, role: 'primary', personId: null, ...gap });
    for (const role of ['primary', 'secondary'])
      await addOverride(database.context(), { rotationId, role, personId: 'cho', ...alone });
    await sendDigests(database.context());
    const text = (await mails()).find(({ to }) => to === 'ana')?.text;
    expect(text).toContain('Nobody is primary of Payments, Sun 20 Dec 18:00 – 21:30 CET');
    expect(text).toContain('Cho is alone in Payments, without a backup, Wed 6 Jan 09:00 – 21:00 CET');
  });
});
