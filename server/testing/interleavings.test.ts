import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isAppError } from '@/server/errors';
import { shiftsBetween } from '@/server/oncall/queries';
import type { PersonActor } from '@/server/policy/actor';
import { accept, approve, ask, cancel, decline, reject, reverse } from '@/server/request/commands';
import { applied, type Plan, returned } from '@/server/request/effect';
import { transitions } from '@/server/request/lifecycle';
import type { Request, State, Terms } from '@/server/request/request';
import type { AskInput } from '@/server/request/schema';
import { requestById } from '@/server/request/store';
import { createRotation } from '@/server/rotation/commands';
import { plain } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { createRotationSchema } from '@/server/rotation/schema';
import { shifts } from '@/server/rotation/shifts';
import { overlaps } from '@/server/time/span';
import { type TestDatabase, testDatabase } from './database';
import { addRoster, weekly } from './roster';

const now = new Date('2026-11-18T09:00:00Z');
const turns = ['2026-11-23T17:00:00Z', '2026-11-30T17:00:00Z', '2026-12-07T17:00:00Z'];
// From 23 Nov on: ben, cho, ana, and again. ana and eve manage the team; dia only works there.
const queue = ['cho', 'ana', 'ben'];
const heads = ['ben', 'cho', 'ana'];
const everybody = ['ana', 'ben', 'cho', 'dia', 'eve'];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ at: now.toISOString() });
  await addRoster(database);
  for (const id of ['dia', 'eve']) {
    await database.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
    await database.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('payments', $1, $2)`, [
      id,
      id === 'eve' ? 'manager' : 'member',
    ]);
  }
});
afterAll(() => database.close());

/** A context of its own for every call: two of them share nothing but the database. */
const as = (personId: string) => {
  const actor: PersonActor = {
    ...{
      kind: 'person',
      personId,
      name: personId,
      role: 'engineer',
      sessionId: null,
      signedInAt: null,
      via: 'session',
    },
    teams: new Map([['payments', personId === 'ana' || personId === 'eve' ? 'manager' : 'member']]),
    scopes: new Set(['read', 'write']),
  };
  return database.context(actor);
};

const commands = { accept, decline, approve, reject, cancel, reverse };
type Act = keyof typeof commands;
const acts = Object.keys(commands) as Act[];
type Move = { who: string; act: Act; which: number; turn: number };
type Wish = { turn: number; kind: 'cover' | 'swap'; other: string | null; hour: number; hours: number };

const wish: fc.Arbitrary<Wish> = fc.record({
  turn: fc.nat(1),
  kind: fc.constantFrom('cover', 'cover', 'swap'),
  other: fc.constantFrom(null, ...everybody),
  hour: fc.nat(3),
  hours: fc.constantFrom(2, 5, 30),
});
const move: fc.Arbitrary<Move> = fc.record({
  who: fc.constantFrom(...everybody),
  // Most acts are refused; those that lead on come more often.
  act: fc.constantFrom(...acts, 'accept', 'accept', 'accept', 'approve', 'approve', 'reverse'),
  which: fc.nat(3),
  turn: fc.nat(2),
});
const script = fc.record({
  approval: fc.constantFrom('none', 'default', 'counterpart', 'counterpart-and-manager'),
  wishes: fc.array(wish, { minLength: 3, maxLength: 4 }),
  pairs: fc.array(fc.tuple(move, move), { minLength: 14, maxLength: 14 }),
});

function question(rotationId: string, { turn, kind, other, hour, hours }: Wish): AskInput {
  const startsAt = turns[turn] ?? '';
  const base = { rotationId, with: other, reason: 'other' as const };
  if (kind === 'swap') {
    const withTurnStartsAt = turns[heads.indexOf(other ?? '')];
    return { ...base, kind, turnStartsAt: startsAt, ...(withTurnStartsAt ? { withTurnStartsAt } : {}) };
  }
  const from = Date.parse(startsAt) + hour * 3_600_000;
  const to = from + hours * 3_600_000;
  return { ...base, kind, role: 'primary', from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** Whether it was done; a refusal of ours is an answer, anything else is a fault. */
async function tried(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    expect(['not-allowed', 'already-decided', 'not-possible', 'schedule-moved', 'invalid'], String(error)).toContain(
      error.code,
    );
    return false;
  }
}

const perform = (id: string, { who, act, turn }: Move): Promise<unknown> =>
  act === 'accept' ? accept(as(who), { id, turnStartsAt: turns[turn] }) : commands[act](as(who), { id });

type Told = { subjectId: string; kind: string; data: { from: State | null; to: State } };

const acted: Readonly<Record<string, keyof typeof transitions>> = {
  ...{ accepted: 'accept', declined: 'decline', approved: 'approve', rejected: 'reject' },
  ...{ cancelled: 'cancel', reversed: 'reverse' },
};

/** One outcome each: every change of state begins where the one before ended, by the table of transitions. */
function followTheTable(request: Request, told: readonly Told[]): void {
  let state: State | null = null;
  for (const { kind, data } of told.filter(({ subjectId }) => subjectId === request.id)) {
    expect(data.from).toBe(state);
    const act = acted[kind];
    if (act) {
      expect(transitions[act].from).toContain(state);
      expect(data.to).toBe(transitions[act].to(request));
    } else expect(['asked', 'moved-away']).toContain(kind);
    state = data.to;
  }
  expect(request.state).toBe(state);
}

/** The calendar that the requests alone would make: each laid on, and taken off again, in the order in which it was told. */
function replayed(base: Plan, requests: ReadonlyMap<string, Request>, told: readonly Told[]): Plan {
  const laid = new Map<string, Override>();
  let segments = base.segments;
  const current = (): Plan => ({ segments, overrides: [...laid.values()] });
  for (const { subjectId, data } of told) {
    const terms = requests.get(subjectId)?.terms as Terms;
    const on = data.to === 'in-effect' && data.from !== 'in-effect';
    const off = data.from === 'in-effect' && data.to !== 'in-effect';
    if (!on && !off) continue;
    if (terms.kind === 'swap')
      segments = applied(current(), on ? terms : returned(terms), now).plan.segments as typeof segments;
    else if (off) laid.delete(subjectId);
    else {
      const { override } = applied(current(), terms, now);
      if (override) laid.set(subjectId, override);
    }
  }
  return current();
}

let interleavings = 0;
let changed = 0;

async function play({
  approval,
  wishes,
  pairs,
}: typeof script extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
  const fields = { teamId: 'payments', name: crypto.randomUUID(), ...weekly, queue, approval };
  const input = createRotationSchema.parse(fields);
  const { id: rotationId } = await createRotation(database.context(), input);
  const ids: string[] = [];
  for (const each of wishes) {
    await tried(ask(as(heads[each.turn] ?? ''), question(rotationId, each)).then(({ id }) => ids.push(id)));
  }
  // Nothing came of any of the wishes: there is nothing to decide about, and another script is drawn.
  fc.pre(ids.length > 0);
  let done = 0;
  for (const pair of pairs) {
    // Both at the same request, as often as not at the same instant.
    const which = ids[(pair[0].which + pair[1].which) % ids.length] ?? '';
    const results = await Promise.all(pair.map((each) => tried(perform(which, each))));
    done += results.filter(Boolean).length;
    interleavings += 1;
  }
  const told = await database.sql<Told>(
    `SELECT "subjectId", "kind", "data" FROM "TimelineEvent" WHERE "subjectKind" = 'request' AND "subjectId" = ANY($1) ORDER BY "id"`,
    [ids],
  );
  expect(told.filter(({ kind }) => kind in acted)).toHaveLength(done);
  const requests = new Map<string, Request>();
  for (const id of ids) requests.set(id, (await requestById(database.context(), id)) as Request);
  for (const request of requests.values()) followTheTable(request, told);

  const span = { from: now, to: new Date('2027-01-18T17:00:00Z') };
  const { teamId: _, name: __, approval: ___, publishedWeeks: ____, ...definition } = input;
  const expected = shifts({ ...replayed({ segments: plain(definition), overrides: [] }, requests, told), span });
  const found = await shiftsBetween(database.context(), {
    rotationId,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
  });
  expect(found.shifts).toEqual(expected.shifts.map(({ turnStartsAt: _, ...shift }) => shift));
  changed += found.shifts.filter(({ source }) => source !== 'rotation').length;
  for (const [i, shift] of found.shifts.entries()) {
    for (const other of found.shifts.slice(i + 1)) {
      if (!overlaps(shift, other)) continue;
      expect(other.role).not.toBe(shift.role);
      // Two roles at once only where a cover makes it so.
      if (other.personId === shift.personId) expect([shift.source, other.source]).toContain('override');
    }
  }
}

it('whatever two people do at once: one outcome each, and the calendar is what the requests make of it', async () => {
  await fc.assert(fc.asyncProperty(script, play), { numRuns: 75, endOnFailure: true });
  expect(interleavings).toBeGreaterThanOrEqual(1_000);
  // Many of them came to something.
  expect(changed).toBeGreaterThan(20);
}, 600_000);
