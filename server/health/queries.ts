import type { Context } from '@/server/context';
import { notFound } from '@/server/errors';
import { deadlineOf } from '@/server/follow-up/follow-up';
import { schedulesOf } from '@/server/oncall/queries';
import { authorize } from '@/server/policy/authorize';
import { isPagingRole, layersOf } from '@/server/rotation/definition';
import { segmentAt } from '@/server/rotation/history';
import { listRotations, type Snapshot, snapshotOf } from '@/server/rotation/queries';
import { serviceById } from '@/server/service/queries';
import { membersOf, peopleByIds, readOrganisation, teamById } from '@/server/team/queries';
import { addDays } from '@/server/time/wall-clock';
import { timeOffOf } from '@/server/time-off/queries';
import { weeksAhead } from './ahead';
import type { Asked, Subject as AskedOf, Period, Scope } from './asked';
import type { Ahead, Facts, Span } from './facts';
import { asFact, engagedIn, personFacts } from './gathering';
import { holdersOf } from './interruption';
import * as store from './store';
import { type Counts, type Felt, type Measured, talliedFigures } from './tally';
import {
  addedCounts,
  busyOf,
  feltOf,
  isSame,
  isSettled,
  joined,
  nothingCounted,
  runsOf,
  type WeekTally,
  weekTallies,
} from './week-tally';
import { plainHandoff, weeksIn } from './window';

/** As it is stored: with all that a rotation's calendar is made of. */
export type Subject = AskedOf<Snapshot>;

const dayMs = 86_400_000;
/** How far back formulas look before the period: incidents that recur, keys that come back. */
const lookBackMs = 90 * dayMs;

/** Throws `not-found` for a team, rotation or service that the caller may not see. */
export async function subjectOf(ctx: Context, input: Asked): Promise<Subject> {
  const teamId = authorize(ctx.actor, 'health.view', { teamId: input.teamId });
  const [team, now, organisation, rotations] = await Promise.all([
    teamById(ctx, teamId),
    ctx.now(),
    readOrganisation(ctx),
    listRotations(ctx, { teamId }),
  ]);
  const chosen = input.rotationId === undefined ? rotations : rotations.filter(({ id }) => id === input.rotationId);
  if (input.rotationId !== undefined && chosen.length === 0) throw notFound();
  if (input.serviceId !== undefined && (await serviceById(ctx, { serviceId: input.serviceId })).teamId !== teamId)
    throw notFound();
  const snapshots = await snapshotOf(ctx, chosen, { from: now, to: now });
  const paged = input.rotationId === undefined ? null : await store.servicesPagedBy(ctx, teamId, input.rotationId);
  const serviceIds = input.serviceId === undefined ? paged : [input.serviceId];
  const zone = snapshots[0]?.zone ?? organisation?.timeZone ?? 'UTC';
  return {
    scope: { teamId, rotationIds: chosen.map(({ id }) => id), serviceIds },
    ...{ teamName: team.name, main: snapshots[0], rotations: snapshots, otherwise: plainHandoff(zone), zone, now },
  };
}

/** All but the alerts and pages themselves that the figures of some on-call weeks are computed from. */
export async function factsOf(
  ctx: Context,
  subject: Subject,
  weeks: readonly Span[],
  tallies: readonly WeekTally[] = [],
): Promise<Facts> {
  const { scope, rotations, main, now, zone } = subject;
  const [from, to] = [weeks[0]?.from ?? now, weeks.at(-1)?.to ?? now];
  const period = { from, to: to < now ? to : now > from ? now : from };
  const wide = { from: new Date(from.getTime() - lookBackMs), to: period.to };
  const [incidents, requests, handoffs, owed, pulses, schedules, members, runbooksUsed] = await Promise.all([
    store.incidentsIn(ctx, scope, wide),
    store.requestsIn(ctx, scope, period),
    store.handoffsIn(ctx, scope, period),
    store.followUpsIn(ctx, scope, { from, to }),
    store.pulsesIn(ctx, scope, period),
    schedulesOf(ctx, rotations, period),
    membersOf(ctx, scope.teamId),
    store.runbooksUsedIn(ctx, scope, wide),
  ]);
  const ids = incidents.map(({ id }) => id);
  const shifts = schedules.flatMap(({ id: rotationId, shifts: held }) => held.map((one) => ({ ...one, rotationId })));
  const whole = weeks.map((week) => ({ from: week.from, to: week.to, queue: queueAt(rotations, week.from) }));
  const named = new Set([
    ...members.map(({ personId }) => personId),
    ...shifts.map(({ personId }) => personId),
    ...tallies.flatMap(({ people, busy }) => [...people, ...busy.map(({ personId }) => personId)]),
    ...whole.flatMap(({ queue }) => queue),
  ]);
  const [taken, leads, linked, people, changes, away] = await Promise.all([
    store.rolesTaken(ctx, ids),
    store.leadsOf(ctx, ids),
    store.alertsOfIncidents(ctx, scope, ids),
    peopleByIds(ctx, [...named]),
    store.zoneChanges(ctx, [...named]),
    timeOffOf(ctx, [...named], { from, to: new Date(to.getTime() + 2 * dayMs) }),
  ]);
  return {
    zone,
    roles: [...new Set((main ? [main, ...rotations] : rotations).flatMap(({ roles }) => roles))].filter(isPagingRole),
    ...{ period, asOf: now, weeks: whole, pages: [], alerts: linked.map(asFact) },
    shifts: shifts.filter(({ role }) => isPagingRole(role)),
    gaps: schedules.flatMap(({ gaps }) => gaps),
    incidents: incidents.map((one) => ({
      ...{ ...one, factors: [] },
      engaged: engagedIn(
        one,
        taken,
        leads.find(({ id }) => id === one.id),
      ),
    })),
    ...{ requests, handoffs, pulses, runbooksUsed, away },
    followUps: owed.map(({ dueOn, timeZone, ...one }) => ({
      ...one,
      deadline: deadlineOf({ dueOn: dueOn.toISOString().slice(0, 10), timeZone }),
    })),
    people: personFacts(people.values(), changes, wide),
    ...(scope.serviceIds && { serviceIds: new Set(scope.serviceIds) }),
  };
}

/** What the schedule and the contact methods say of the weeks to come. */
export async function aheadOf(ctx: Context, { scope, rotations, now, zone }: Subject): Promise<Ahead> {
  const [schedules, every, members] = await Promise.all([
    schedulesOf(ctx, rotations, { from: now, to: addDays(now, weeksAhead * 7, zone) }),
    listRotations(ctx, { teamId: scope.teamId }),
    membersOf(ctx, scope.teamId),
  ]);
  const soon = new Date(now.getTime() + 7 * dayMs);
  const starting = schedules.flatMap(({ shifts }) =>
    shifts.flatMap(({ role, personId, from }) => (isPagingRole(role) && now < from && from < soon ? personId : [])),
  );
  const [methods, people, snapshots] = await Promise.all([
    store.interruptingMethods(ctx, starting),
    peopleByIds(
      ctx,
      members.map(({ personId }) => personId),
    ),
    snapshotOf(ctx, every, { from: now, to: now }),
  ]);
  const engineers = members.filter(({ personId, role }) => {
    const person = people.get(personId);
    return role === 'member' && person?.active === true && person.role !== 'viewer';
  });
  const queue = new Set(queueAt(snapshots, now));
  return {
    gaps: schedules.flatMap(({ gaps }) => gaps),
    starting: [...new Set(starting)].map(
      (personId) => methods.find((one) => one.personId === personId) ?? { personId, methods: 0, provenAt: null },
    ),
    engineers: engineers.length,
    queued: engineers.filter(({ personId }) => queue.has(personId)).length,
  };
}

/** Everybody who stood in a queue at an instant. */
function queueAt(rotations: readonly Snapshot[], at: Date): string[] {
  const places = rotations.flatMap(({ segments }) => {
    const definition = segmentAt(segments, at)?.definition;
    const layers = definition ? layersOf(definition) : [];
    return layers.flatMap(({ queue = [], queues = {} }) => [...queue, ...Object.values(queues).flat()]);
  });
  return [...new Set(places.filter((id) => id !== null))];
}

/** How many weeks are counted at once. */
const mostAtOnce = 13;

/**
 * What the alerts and pages of on-call weeks come to: as it was kept, or counted now. What is settled is kept, so that a
 * report reads no row outside the last few weeks.
 */
async function talliesOf(ctx: Context, { scope, now }: Subject, weeks: readonly Span[]): Promise<WeekTally[]> {
  const [from, to] = [weeks[0]?.from ?? now, weeks.at(-1)?.to ?? now];
  const kept = new Map((await store.weeksKept(ctx, scope, { from, to })).map((week) => [nameOf(week), week]));
  const missing = weeks.filter((week) => week.from < now && !kept.has(nameOf(week)));
  if (missing.length > 0) {
    const seen = await store.seenNow(ctx);
    for (const run of runsOf(missing, mostAtOnce)) {
      const counted = await countWeeks(ctx, scope, run, now);
      for (const week of counted) kept.set(nameOf(week), week);
      const settled = counted.filter((week) => isSettled(week, now));
      if (settled.length > 0) await store.keepWeeks(ctx, scope, settled, seen);
    }
  }
  return weeks.flatMap((week) => kept.get(nameOf(week)) ?? []);
}

const nameOf = ({ from, to }: Span): string => `${from.getTime()} ${to.getTime()}`;

async function countWeeks(ctx: Context, scope: Scope, weeks: readonly Span[], now: Date): Promise<WeekTally[]> {
  const starts = startsOf(weeks);
  const [from = now, end = now] = [starts[0], starts.at(-1)];
  const [felt, counts, busy] = await Promise.all([
    store.interruptionsIn(ctx, scope, { starts, asOf: now }),
    store.alertCountsIn(ctx, scope, { starts, asOf: now }),
    store.busyIn(ctx, scope, { from, to: end < now ? end : now }),
  ]);
  return weekTallies(weeks, { felt, counts, busy });
}

const startsOf = (weeks: readonly Span[]): Date[] => [
  ...weeks.map(({ from }) => from),
  ...weeks.slice(-1).map(({ to }) => to),
];

type FeltPage = Felt & { id: string; alertId: string };

/** What people felt in a span, each with its page and alert. */
export async function feltIn(ctx: Context, { scope, now }: Subject, facts: Facts, span: Span): Promise<FeltPage[]> {
  const [runbooks, columns] = await Promise.all([
    store.runbooksOf(ctx, scope.teamId),
    store.interruptionsIn(ctx, scope, { starts: [span.from, span.to], asOf: now }),
  ]);
  const [tally] = weekTallies([span], { felt: columns, counts: [], busy: [] });
  const felt = tally ? feltOf(tally, runbooks, facts, holdersOf(facts.shifts, facts.roles)) : [];
  return felt.map((one, i) => ({ ...one, id: columns.id[i] ?? '', alertId: columns.alert[i] ?? '' }));
}

/** Every figure of a period, of each of its weeks, and of the period before it. Authorises nothing. */
export async function measured(ctx: Context, subject: Subject, period: Period) {
  const all = [...period.before.weeks, ...period.weeks];
  const [tallies, runbooks, ahead] = await Promise.all([
    talliesOf(ctx, subject, all),
    store.runbooksOf(ctx, subject.scope.teamId),
    aheadOf(ctx, subject),
  ]);
  const facts = await factsOf(ctx, subject, all, tallies);
  const roleAt = holdersOf(facts.shifts, facts.roles);
  const counted = new Map(
    tallies.map((tally) => [nameOf(tally), { ...tally, felt: feltOf(tally, runbooks, facts, roleAt) }]),
  );
  const measure = (span: Span, weeks: readonly Span[], told: Facts = facts) => {
    const to = new Date(Math.max(span.from.getTime(), Math.min(span.to.getTime(), facts.asOf.getTime())));
    const slice = { from: span.from, to };
    const found = weeks.flatMap((week) => counted.get(nameOf(week)) ?? []);
    const felt = joined(found.map((week) => week.felt));
    const figures = talliedFigures(
      { ...told, busy: busyOf(found.map(({ busy }) => busy)) },
      felt,
      addedCounts(found.map(({ counts }) => counts)),
      slice,
    );
    return { span: slice, complete: span.to <= facts.asOf, figures, felt };
  };
  // What lies ahead is no matter of a week, nor of the period before.
  const { felt, ...whole } = measure(period.span, period.weeks, { ...facts, ahead });
  const busy = busyOf(period.weeks.flatMap((week) => counted.get(nameOf(week))?.busy ?? []).map((one) => [one]));
  const { felt: _, ...before } = measure(period.before.span, period.before.weeks);
  const weeks = period.weeks.map((week): Measured => {
    const { felt: __, ...figures } = measure(week, [week]);
    return figures;
  });
  return { facts: { ...facts, busy }, felt, whole, before, weeks };
}

/** How far back weeks are kept ready: a year, and the year that it is compared with. */
const readyMs = 2 * 366 * dayMs;

/**
 * Counts the past weeks of a team or of one of its rotations that are not kept yet, and one that is kept once more.
 * Answers how many were kept that do not say what the rows say: none, unless something changed them unseen. For the worker.
 */
export async function keepPast(ctx: Context, input: { teamId: string; rotationId?: string }): Promise<number> {
  const subject = await subjectOf(ctx, input);
  const { scope, main, otherwise, now } = subject;
  const weeks = weeksIn(main?.segments ?? [], { from: new Date(now.getTime() - readyMs), to: now }, otherwise);
  const kept = (await talliesOf(ctx, subject, weeks)).filter((week) => isSettled(week, now));
  const proved = kept[Math.floor(now.getTime() / 3_600_000) % Math.max(1, kept.length)];
  if (!proved) return 0;
  const seen = await store.seenNow(ctx);
  const [again] = await countWeeks(ctx, scope, [{ from: proved.from, to: proved.to }], now);
  if (!again || isSame(again, proved)) return 0;
  await store.keepWeeks(ctx, scope, [again], seen);
  return 1;
}

/** When a team's people were interrupted in a span, and by which key. Authorises nothing. */
export async function rangIn(ctx: Context, scope: Scope, { from, to }: Span): Promise<{ at: Date; key: string }[]> {
  const { at, key } = await store.interruptionsIn(ctx, scope, { starts: [from, to], asOf: to });
  return at.map((ms, i) => ({ at: new Date(ms), key: key[i] ?? '' }));
}

/** What the alerts that opened in a span come to by now. Authorises nothing. */
export async function countsIn(ctx: Context, { scope, now }: Subject, { from, to }: Span): Promise<Counts> {
  const [counts] = await store.alertCountsIn(ctx, scope, { starts: [from, to], asOf: now });
  return counts ?? nothingCounted;
}

/** Where people lived when. Authorises nothing. */
export const zonesOf = store.zoneChanges;
