import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeed, recordPassed, replaceFeedToken, revokeFeed } from '@/server/oncall/commands';
import { listFeeds } from '@/server/oncall/queries';
import { addOverride, createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { deactivatePerson, removeMember } from '@/server/team/commands';
import { signedIn } from '@/server/testing/acting';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { machineZones, withMachineIn } from '@/server/testing/machine-zone';
import { addRoster, weekly } from '@/server/testing/roster';
import { type Answer, type Ask, asRefusal } from './door';
import { feedDoor } from './feed';

let database: TestDatabase;
let rotationId = '';

beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-18T09:00:00Z' });
  await addRoster(database);
  const body = createRotationSchema.parse({ teamId: 'payments', name: 'Payments', ...weekly });
  rotationId = (await createRotation(database.context(), body)).id;
  await recordPassed(database.context());
});
afterAll(() => database.close());

const actorOf = (id: string) => signedIn(id, id === 'stranger' ? {} : { payments: 'member' });
const as = (personId: string) => database.context(actorOf(personId));
const made = (personId: string, ofRotation = true) =>
  createFeed(as(personId), personId, ofRotation ? { rotationId } : {});

async function ask(token: string, query = '', headers: Record<string, string> = {}): Promise<Answer> {
  const asked = { method: 'GET', segments: ['calendar', `${token}.ics`], prefix: '192.0.2.1', requestId: 'r' };
  const request = { query: new URLSearchParams(query), request: { headers } };
  try {
    return await feedDoor.handle({ ...asked, ...request } as unknown as Ask);
  } catch (error) {
    const known = asRefusal(error);
    if (!known) throw error;
    return { status: known.status, body: known.code };
  }
}

type Read = { uid: string; from: string; to: string; summary: string; sequence: number };

function events({ body }: Answer): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(String(body)));
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each);
    const instant = (time: ICAL.Time): string => time.toJSDate().toISOString().slice(0, 16);
    return {
      uid: event.uid,
      from: instant(event.startDate),
      to: instant(event.endDate),
      summary: event.summary,
      sequence: event.sequence,
    };
  });
}

const primaryAt = (all: Read[], from: string) =>
  all.find((event) => event.from === from && event.summary.includes('primary'));

describe('the address of a calendar', () => {
  it('shows whole shifts from three months back to a year ahead, past and future in one', async () => {
    const { token } = await made('ana');
    const answer = await ask(token);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-cache' },
    });
    const all = events(answer);
    expect(primaryAt(all, '2026-11-16T17:00')).toMatchObject({
      to: '2026-11-23T17:00',
      summary: 'Ben: primary, Payments',
    });
    expect(all.map(({ from }) => from).sort()[0]).toBe('2026-07-27T16:00');
    expect(
      all
        .map(({ to }) => to)
        .sort()
        .at(-1),
    ).toBe('2027-12-06T17:00');
    expect(String(answer.body)).not.toContain(token);
  });

  describe.each(machineZones)('with the machine in %s', (zone, minutesBehind) => {
    withMachineIn(zone);

    it('says the same instants', async () => {
      expect(new Date('2026-11-18T09:00Z').getTimezoneOffset()).toBe(minutesBehind);
      const { token } = await made('ana');
      const answer = await ask(token, 'from=2026-03-01&to=2026-12-31');
      const primary = events(answer).filter(({ summary }) => summary.includes('primary'));
      // Across both clock changes of New York: noon is 17:00, 16:00 and 17:00 again.
      expect(primary[0]).toMatchObject({ from: '2026-03-02T17:00', to: '2026-03-09T16:00' });
      expect(primaryAt(primary, '2026-10-26T16:00')).toMatchObject({ to: '2026-11-02T17:00' });
      expect(String(answer.body)).toContain('DTSTART:20261102T170000Z');
    });
  });

  it('gives one person their own shifts, and nobody else’s', async () => {
    const { token } = await made('cho', false);
    const all = events(await ask(token));
    expect(all.length).toBeGreaterThan(10);
    expect(new Set(all.map(({ summary }) => summary.split(':')[0]))).toEqual(new Set(['Cho']));
  });

  it('says 304 until something changes; a cover keeps the name of the event and raises its number', async () => {
    const { token } = await made('ana');
    const first = await ask(token);
    const etag = first.headers?.ETag ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    await database.advance(3_600);
    expect(await ask(token, '', { 'if-none-match': etag })).toMatchObject({ status: 304 });
    expect((await ask(token, '', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
    const span = { from: new Date('2026-12-07T17:00Z'), to: new Date('2026-12-14T17:00Z') };
    await addOverride(database.context(), { rotationId, role: 'primary', personId: 'cho', ...span });
    const second = await ask(token, '', { 'if-none-match': etag });
    expect(second.status).toBe(200);
    const [before, after] = [first, second].map((answer) => primaryAt(events(answer), '2026-12-07T17:00'));
    expect(after).toMatchObject({ uid: before?.uid, summary: 'Cho: primary, Payments' });
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    expect(
      events(second)
        .map(({ uid }) => uid)
        .sort(),
    ).toEqual(
      events(first)
        .map(({ uid }) => uid)
        .sort(),
    );
  });

  it('is bounded: ten years are answered, more is refused', async () => {
    const { token } = await made('ana');
    expect((await ask(token, 'from=2026-01-01&to=2036-01-01')).status).toBe(200);
    expect(await ask(token, 'from=2026-01-01&to=2036-02-01')).toEqual({ status: 422, body: 'too-long' });
    const hourly = { ...weekly, cadence: { unit: 'hour' as const, count: 1 } };
    const body = createRotationSchema.parse({ teamId: 'payments', name: 'Hourly', ...hourly });
    const { id } = await createRotation(database.context(), body);
    const often = await createFeed(as('ana'), 'ana', { rotationId: id });
    expect((await ask(often.token, 'from=2026-01-01&to=2035-01-01')).status).toBe(422);
    await database.sql('UPDATE "Rotation" SET "archivedAt" = clock() WHERE "id" = $1', [id]);
    expect((await ask(often.token)).status).toBe(404);
  });

  it('refuses what it does not know, by name', async () => {
    const { token } = await made('ana');
    for (const query of ['from=yesterday', 'from=2027-01-01&to=2026-01-01', 'zone=UTC'])
      expect(await ask(token, query), query).toMatchObject({ status: 400 });
  });

  it('says when it was read last; replaced and revoked it opens nothing, like a guessed one', async () => {
    const { feed, token } = await made('ben');
    const lastRead = async () => (await listFeeds(as('ben'), 'ben')).find(({ id }) => id === feed.id)?.lastFetchedAt;
    expect(await lastRead()).toBeNull();
    await ask(token);
    expect(await lastRead()).toBeInstanceOf(Date);
    const { token: next } = await replaceFeedToken(as('ben'), feed.id);
    expect((await ask(token)).status).toBe(404);
    expect((await ask(next)).status).toBe(200);
    await revokeFeed(as('ben'), feed.id);
    for (const nothing of [next, 'a'.repeat(43), 'short']) expect((await ask(nothing)).status).toBe(404);
    const rows = await database.sql('SELECT "tokenHash" FROM "Feed"');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('lasts no longer than its owner’s rights', async () => {
    await expect(createFeed(as('stranger'), 'stranger', { rotationId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(createFeed(as('ana'), 'ben', {})).rejects.toMatchObject({ code: 'not-found' });
    const { token } = await made('cho');
    const own = await made('cho', false);
    await removeMember(database.context(), { teamId: 'payments', personId: 'cho' });
    expect((await ask(token)).status).toBe(404);
    expect((await ask(own.token)).status).toBe(200);
    await deactivatePerson(database.context(), { id: 'cho' });
    expect((await ask(own.token)).status).toBe(404);
  });
});
