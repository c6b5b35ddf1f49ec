import fc from 'fast-check';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '@/server/api/door';
import { feedDoor } from '@/server/api/feed';
import { endpoints } from '@/server/api/rest';
import { createFeed, recordPassed, sendDigests } from '@/server/oncall/commands';
import {
  calendar,
  currentForTeams,
  type OnCallAnswer,
  onCallAtUnchecked,
  plansAround,
  shiftsBetween,
} from '@/server/oncall/queries';
import { heldTurns } from '@/server/oncall/reminder';
import { addOverride, applyRevision, createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { unseal } from '@/server/secret';
import { instantLabel } from '@/server/time/label';
import { signedIn } from './acting';
import { type TestDatabase, testDatabase } from './database';
import { machineZones, withMachineIn } from './machine-zone';
import { addRoster, weekly } from './roster';

const now = '2026-11-18T09:00:00Z';
const whole = { from: '2026-03-02T17:00:00Z', to: '2028-04-01T00:00:00Z' };
let db: TestDatabase;
let rotationId = '';
let ofRotation = '';
const ofPeople = new Map<string, string>();

const actorOf = (id: string) => signedIn(id, { payments: 'member' });

beforeAll(async () => {
  db = await testDatabase({ at: now });
  await addRoster(db);
  const ctx = db.context();
  const body = createRotationSchema.parse({ teamId: 'payments', name: 'Payments', ...weekly });
  rotationId = (await createRotation(ctx, body)).id;
  await recordPassed(ctx);
  const cover = { rotationId, role: 'primary' };
  const span = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });
  await addOverride(ctx, { ...cover, personId: 'cho', ...span('2026-11-20T08:00:00Z', '2026-11-25T20:00:00Z') });
  await addOverride(ctx, { ...cover, personId: null, ...span('2026-12-05T01:00:00Z', '2026-12-05T03:30:00Z') });
  await addOverride(ctx, { ...cover, personId: 'ben', ...span('2026-12-31T23:59:59Z', '2027-01-01T00:00:01Z') });
  const revision = {
    definition: { ...weekly, queue: ['cho', 'ben', 'ana'] },
    effectiveFrom: new Date('2027-03-01T17:00:00Z'),
  };
  await applyRevision(ctx, { rotationId, version: 4, ...revision });
  ofRotation = (await createFeed(db.context(actorOf('ana')), 'ana', { rotationId })).token;
  for (const id of ['ana', 'ben', 'cho']) ofPeople.set(id, (await createFeed(db.context(actorOf(id)), id, {})).token);
});
afterAll(() => db.close());

type Held = { role: string; person: string; from: number; to: number };

/** Events of a feed as a calendar program reads them: person and role from the words a person sees. */
async function feed(token: string): Promise<Held[]> {
  const query = new URLSearchParams({ from: whole.from, to: whole.to });
  const ask = { segments: ['calendar', `${token}.ics`], query, request: { headers: {} }, prefix: 'x', requestId: 'r' };
  const { body } = await feedDoor.handle(ask as unknown as Ask);
  return new ICAL.Component(ICAL.parse(String(body))).getAllSubcomponents('vevent').map((each) => {
    const { summary, startDate, endDate } = new ICAL.Event(each);
    const [, person = '', role = ''] = /^(\w+): (\w+), Payments$/.exec(summary) ?? [];
    return {
      role,
      person: person.toLowerCase(),
      from: startDate.toJSDate().getTime(),
      to: endDate.toJSDate().getTime(),
    };
  });
}

const holder = (held: readonly Held[], role: string, at: Date): string | null =>
  held.find((shift) => shift.role === role && shift.from <= at.getTime() && at.getTime() < shift.to)?.person ?? null;

const named = ({ roles }: OnCallAnswer) => Object.fromEntries(roles.map(({ role, personId }) => [role, personId]));
const byRole = (nameOf: (role: string) => string | null) => ({
  primary: nameOf('primary'),
  secondary: nameOf('secondary'),
});

async function shiftsOf(): Promise<Held[]> {
  const { shifts } = await shiftsBetween(db.context(), { rotationId, ...whole });
  return shifts.map(({ role, personId, from, to }) => ({
    role,
    person: personId,
    from: from.getTime(),
    to: to.getTime(),
  }));
}

/** Anywhere, and a second before, at and after every handoff and every edge of a cover. */
async function instants(seed: number): Promise<Date[]> {
  const edges = [...new Set((await shiftsOf()).flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const [first, last] = [Date.parse(whole.from), Date.parse(whole.to)];
  const around = edges.flatMap((edge) => [edge - 1_000, edge, edge + 1_000]).filter((at) => at >= first && at < last);
  const random = fc.sample(fc.integer({ min: first, max: last - 1 }), { numRuns: 1_000 - around.length, seed });
  return [...around, ...random].map((at) => new Date(at));
}

describe.each(machineZones)('with the server in %s', (zone, offset) => {
  withMachineIn(zone);

  it('pager, API, calendar and iCal name the same person at 1000 instants (F35)', { timeout: 300_000 }, async () => {
    expect(new Date(now).getTimezoneOffset()).toBe(offset);
    await db.setClock(now);
    const ctx = db.context();
    const seed = Date.now() & 0x7fffffff;
    const all = await instants(seed);
    expect(all).toHaveLength(1_000);
    const [shifts, events] = [await shiftsOf(), await feed(ofRotation)];
    const own = (await Promise.all([...ofPeople.values()].map(feed))).flat();
    const call = endpoints.find(({ path }) => path === '/rotations/{id}/on-call');
    for (const at of all) {
      const pager = named(await onCallAtUnchecked(ctx, rotationId, at));
      const input = { at: at.toISOString() } as never;
      const api = (await call?.run(ctx, { id: rotationId }, input)) as {
        roles: { role: string; person: { id: string } | null }[];
      };
      const where = `${at.toISOString()}, seed ${seed}`;
      expect(Object.fromEntries(api.roles.map(({ role, person }) => [role, person?.id ?? null])), where).toEqual(pager);
      expect(
        byRole((role) => holder(shifts, role, at)),
        where,
      ).toEqual(pager);
      expect(
        byRole((role) => holder(events, role, at)),
        where,
      ).toEqual(pager);
      expect(
        byRole((role) => holder(own, role, at)),
        where,
      ).toEqual(pager);
    }
  });

  it('the first screen names whom the pager pages at 1000 instants, and so does the calendar’s sheet', {
    timeout: 300_000,
  }, async () => {
    const ctx = db.context();
    const seed = Date.now() & 0x7fffffff;
    for (const [i, at] of (await instants(seed)).entries()) {
      const where = `${at.toISOString()}, seed ${seed}`;
      await db.setClock(at.toISOString());
      const pager = named(await onCallAtUnchecked(ctx, rotationId, at));
      const { rotations } = await currentForTeams(db.context(actorOf('ana')));
      expect(named({ at, roles: rotations[0]?.roles ?? [] }), where).toEqual(pager);
      // The sheet is made of the same shifts for weeks around: now and then is enough.
      if (i % 12 > 0) continue;
      const sheet = await calendar(db.context(actorOf('ana')), { around: at.toISOString().slice(0, 10) });
      const held = (sheet.rotations[0]?.shifts ?? []).map(({ role, personId, from, to }) => {
        return { role, person: personId, from: from.getTime(), to: to.getTime() };
      });
      expect(
        byRole((role) => holder(held, role, at)),
        where,
      ).toEqual(pager);
    }
  });

  it('reminders tell of a start and an end to whoever is paged from then and until then', async () => {
    const ctx = db.context();
    const span = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2027-06-01T00:00:00Z') };
    const turns = (await plansAround(ctx, span)).flatMap(({ id, shifts, seen }) =>
      heldTurns({ rotationId: id, primaryRole: 'primary', shifts, span: seen }),
    );
    expect(turns.length).toBeGreaterThan(50);
    for (const { role, personId, from, to, goesOnAfter, goesOnFromBefore } of turns) {
      const at = async (ms: number) => named(await onCallAtUnchecked(ctx, rotationId, new Date(ms)))[role];
      expect(await at(from.getTime())).toBe(personId);
      expect(await at(to.getTime() - 1_000)).toBe(personId);
      expect((await at(from.getTime() - 1_000)) === personId).toBe(goesOnFromBefore);
      expect((await at(to.getTime())) === personId).toBe(goesOnAfter);
    }
  });

  it('the digest says who is paged at that moment, until when, and who is next', async () => {
    const ctx = db.context();
    for (const week of ['2026-11-23', '2026-12-07', '2026-12-28', '2027-03-01', '2027-03-15', '2028-02-28']) {
      const at = new Date(`${week}T09:30:00Z`);
      await db.setClock(at.toISOString());
      await db.sql('DELETE FROM "Delivery"');
      await db.sql('DELETE FROM "Reminder"');
      expect(await sendDigests(ctx)).toBe(3);
      const [mail] = await db.sql<{ message: { sealed: string } }>('SELECT "message" FROM "Delivery" LIMIT 1');
      const { notice } = JSON.parse(unseal(mail?.message.sealed ?? '')) as {
        notice: { facts: { label: string; value: string }[] };
      };
      const { roles } = await onCallAtUnchecked(ctx, rotationId, at);
      for (const { role, personId, until, next } of roles) {
        const said = notice.facts.find(({ label }) => label === `Payments, ${role}`)?.value.toLowerCase();
        const ends = until && instantLabel(until, 'Europe/Berlin').toLowerCase();
        expect(said, week).toBe(`${personId ?? 'nobody'} until ${ends}, then ${next?.personId}`);
      }
    }
  });

  describe('handoffs at noon in New York', () => {
    const primary = async (events: Held[], from: string) =>
      events.find((shift) => shift.role === 'primary' && shift.from === Date.parse(from));
    const hours = (held: Held | undefined) => held && (held.to - held.from) / 3_600_000;

    it.each([
      [
        'the handoff of 9 March 2026 ends a week of 167 hours at 16:00Z',
        '2026-03-02T17:00:00Z',
        '2026-03-09T16:00:00Z',
        167,
      ],
      [
        'the handoff of 2 November 2026 ends a week of 169 hours at 17:00Z',
        '2026-10-26T16:00:00Z',
        '2026-11-02T17:00:00Z',
        169,
      ],
      [
        'the first handoff after week 53 of 2026 is that of 4 January',
        '2027-01-04T17:00:00Z',
        '2027-01-11T17:00:00Z',
        168,
      ],
      ['the leap day lies within a week of seven days', '2028-02-28T17:00:00Z', '2028-03-06T17:00:00Z', 168],
    ])('%s', async (_, from, to, length) => {
      await db.setClock(now);
      for (const reader of [await shiftsOf(), await feed(ofRotation)]) {
        const shift = await primary(reader, from);
        expect(shift && new Date(shift.to).toISOString()).toBe(new Date(to).toISOString());
        expect(hours(shift)).toBe(length);
      }
      const ctx = db.context();
      const [last, next] = [Date.parse(to) - 1_000, Date.parse(to)].map((ms) => new Date(ms));
      const person = async (at: Date | undefined) => at && named(await onCallAtUnchecked(ctx, rotationId, at)).primary;
      expect(await person(last)).not.toBe(await person(next));
    });

    it('week 53 itself begins on 28 December and is whole but for the cover at midnight', async () => {
      const at = (iso: string) =>
        onCallAtUnchecked(db.context(), rotationId, new Date(iso)).then((found) => named(found).primary);
      const holds = await at('2026-12-28T17:00:00Z');
      for (const iso of ['2026-12-31T23:59:58Z', '2027-01-01T00:00:01Z', '2027-01-04T16:59:59Z'])
        expect(await at(iso)).toBe(holds);
      expect(await at('2027-01-01T00:00:00Z')).toBe('ben');
      expect(await at('2027-01-04T17:00:00Z')).not.toBe(holds);
    });
  });
});
