import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/server/context';
import { periodOf } from '@/server/health/asked';
import { keepPast, measured, subjectOf } from '@/server/health/queries';
import { report, rows } from '@/server/health-report/queries';
import { schedulesOf } from '@/server/oncall/queries';
import type { PersonActor } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from './database';
import { type MadeHistory, madeHistory } from './health-made';
import { type Plain, slowFigures } from './health-reference';
import { instantAt } from './health-reference-clock';
import type { Told, ToldSpan } from './health-told';
import { asOf, queueOf, writeHistory } from './health-written';
import { rounds } from './rounds';

// Two computations that share nothing but the zones' clocks: what the product reports, and the words of the metrics.

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ at: asOf });
  await db.sql(
    `INSERT INTO "Organisation" ("id", "name", "timeZone", "createdAt") VALUES (1, 'Lark', 'Europe/Berlin', clock())`,
  );
});
afterAll(() => db.close());

const manager = (team: string): PersonActor => ({
  ...{ kind: 'person', personId: 'dee', name: 'Dee', role: 'engineer', teams: new Map([[team, 'manager']]) },
  ...{ sessionId: 's', signedInAt: null, via: 'session', scopes: new Set(['read', 'write'] as const) },
});
const day = 86_400_000;

/** Weeks from handoff to handoff, those that end in October and in November. */
function weeksOf({ zone }: Pick<Told, 'zone'>): ToldSpan[] {
  const time = zone === 'Europe/Berlin' ? '00:00' : '12:00';
  const mondays = Array.from({ length: 11 }, (_, i) => {
    const date = new Date(Date.parse('2026-09-21T00:00Z') + i * 7 * day).toISOString().slice(0, 10);
    return instantAt(`${date}T${time}`, zone);
  });
  const from = instantAt('2026-10-01T00:00', zone);
  const to = instantAt('2026-12-01T00:00', zone);
  const weeks = mondays.slice(1).map((end, i) => ({ from: mondays[i] ?? end, to: end }));
  return weeks.filter((week) => from < week.to && week.to <= to);
}

/** What was written, with the weeks, and with who was on call by the rotation's own reckoning. */
async function told(team: string, made: MadeHistory, serviceId?: string) {
  const written = await writeHistory(db, team, made);
  const ctx = db.context(manager(team));
  const subject = await subjectOf(ctx, { teamId: team });
  const weeks = weeksOf(written);
  const now = new Date(asOf);
  const past = await schedulesOf(ctx, subject.rotations, { from: new Date(weeks[0]?.from ?? 0), to: now });
  const coming = await schedulesOf(ctx, subject.rotations, { from: now, to: new Date(now.getTime() + 90 * day) });
  const spanOf = <T extends { from: Date; to: Date }>(one: T) => ({
    ...one,
    from: one.from.getTime(),
    to: one.to.getTime(),
  });
  const ids = written.people.map(({ id }) => id);
  const soon = now.getTime() + 7 * day;
  const begin = coming
    .flatMap(({ shifts }) => shifts.map(spanOf))
    .filter(({ from }) => written.asOf < from && from < soon);
  const whole: Told = {
    ...written,
    weeks: weeks.map((week) => ({ ...week, queue: queueOf(made, ids, week.from) })),
    roles: made.rotation === 'none' ? [] : ['primary', 'secondary'],
    shifts: past.flatMap(({ id, shifts }) => shifts.map((shift) => ({ ...spanOf(shift), rotationId: id }))),
    gaps: past.flatMap(({ gaps }) => gaps.map(spanOf)),
    gapsAhead: coming.flatMap(({ gaps }) => gaps.map(spanOf)),
    starting: [...new Set(begin.map(({ personId }) => personId))],
    queueNow: queueOf(made, ids, written.asOf),
    serviceIds: serviceId === undefined ? null : [serviceId],
  };
  return { ctx, whole };
}

const round = (value: number | null | undefined) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value);
const none: Plain = { value: null };
/** What is to be compared, with nothing in it that depends on the order of adding. */
const bare = ({ value, numerator, denominator, parts }: Plain, like: Plain) => ({
  value: round(value),
  ...(like.numerator !== undefined && { numerator: round(numerator), denominator: round(denominator) }),
  parts: Object.fromEntries(Object.entries(parts ?? {}).map(([name, part]) => [name, round(part)])),
});

/** Every number in an answer is one. */
function unreal(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => unreal(each, `${path}.${name}`));
}

let teams = 0;

async function agree(made: MadeHistory): Promise<void> {
  const team = String(++teams);
  const { ctx, whole } = await told(team, made);
  // Counted, then as it was kept, then with what happened since to alerts of weeks past.
  for (const serviceId of [undefined, `${team} 1`]) await compare(ctx, team, whole, serviceId);
  await compare(ctx, team, whole);
  await countRows(ctx, team);
  expect(await keepPast(ctx, { teamId: team })).toBe(0);
  await changeLate(whole);
  for (const serviceId of [undefined, `${team} 1`]) await compare(ctx, team, whole, serviceId);
}

/** The rows behind a figure are as many as it says. */
async function countRows(ctx: Context, teamId: string): Promise<void> {
  const asked = { teamId, period: 'month' as const, at: '2026-11-04T00:00:00Z' };
  const { metrics } = await report(ctx, asked);
  for (const metric of ['A0', 'A2', 'B1', 'B4', 'B5', 'B6', 'B9', 'C2', 'C3', 'C5', 'F2']) {
    const counted = (await rows(ctx, { ...asked, metric })).rows.filter((row) => row.counted).length;
    expect([metric, counted]).toEqual([metric, metrics.find(({ id }) => id === metric)?.numerator]);
  }
}

/** What people and sources do to old alerts: say what they were, close them, take them. */
async function changeLate({ alerts }: Told): Promise<void> {
  const [first, second, third] = alerts;
  const end = Date.parse(asOf);
  if (first) {
    first.classification = first.classification === 'test' ? 'acted' : 'test';
    await db.sql(`UPDATE "Alert" SET "classification" = $2 WHERE "id" = $1`, [first.id, first.classification]);
  }
  if (second && second.closedAt === null) {
    second.closedAt = end - 3_600_000;
    second.closedBy = 'source';
    const closed = new Date(second.closedAt);
    await db.sql(`UPDATE "Alert" SET "closedAt" = $2, "closedBy" = 'source' WHERE "id" = $1`, [second.id, closed]);
  }
  if (third) {
    const by = third.pages[0]?.personId ?? null;
    if (by === null) return;
    third.events.push({ at: end - 1_800_000, kind: 'acknowledged', by });
    await db.sql(
      `INSERT INTO "TimelineEvent" ("at", "subjectKind", "subjectId", "teamId", "kind", "actorKind", "actorId", "data")
       SELECT $2, 'alert', "id", "teamId", 'acknowledged', 'person', $3, '{}' FROM "Alert" WHERE "id" = $1`,
      [third.id, new Date(end - 1_800_000), by],
    );
  }
}

async function compare(ctx: Context, team: string, whole: Told, serviceId?: string): Promise<void> {
  const asked = { teamId: team, ...(serviceId && { serviceId }), period: 'month' as const, at: '2026-11-04T00:00:00Z' };
  const subject = await subjectOf(ctx, asked);
  const period = periodOf(subject, 'month', asked.at);
  const plain = ({ from, to }: { from: Date; to: Date }) => ({ from: from.getTime(), to: to.getTime() });
  const weeks = [...period.before.weeks, ...period.weeks].map(plain);
  expect(weeks).toEqual(whole.weeks.map(({ from, to }) => ({ from, to })));
  const scope = { ...whole, serviceIds: serviceId === undefined ? null : [serviceId] };
  const found = await measured(ctx, subject, period);
  const pairs = [
    [found.whole.figures, period.span],
    [found.before.figures, period.before.span],
    ...period.weeks.map((week, i) => [found.weeks[i]?.figures ?? new Map(), week] as const),
  ] as const;
  for (const [i, [fast, span]] of pairs.entries()) {
    const slow = slowFigures(scope, plain(span), i === 0).team;
    expect([...fast.keys()].sort()).toEqual(Object.keys(slow).sort());
    const differing = Object.entries(slow).flatMap(([id, figure]) => {
      const [one, other] = [bare(fast.get(id) ?? none, figure), bare(figure, figure)];
      return isDeepStrictEqual(one, other) ? [] : [[`${id} from ${span.from.toISOString()}`, one, other]];
    });
    expect(differing).toEqual([]);
  }
  const answer = await report(ctx, asked);
  expect(unreal(answer)).toEqual([]);
  const slow = slowFigures(scope, plain(period.span), true).people;
  const differing = answer.metrics.flatMap(({ id, byPerson = [] }) =>
    byPerson.flatMap(({ personId, value }) => {
      const other = slow[personId]?.[id]?.value;
      return round(value) === round(other) ? [] : [[id, personId, value, other]];
    }),
  );
  expect(differing).toEqual([]);
}

describe('the figures of a history', () => {
  it('are the same by both computations: for the period, the one before it and each week, of team, service and person', async () => {
    await fc.assert(fc.asyncProperty(madeHistory, agree), {
      numRuns: rounds(4, 400),
      endOnFailure: rounds(1, 0) === 1,
    });
  }, 3_600_000);
});
