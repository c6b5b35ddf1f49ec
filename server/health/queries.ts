import type { Context } from '@/server/context';
import { notFound } from '@/server/errors';
import { deadlineOf } from '@/server/follow-up/follow-up';
import { schedulesOf } from '@/server/oncall/queries';
import { authorize, can } from '@/server/policy/authorize';
import { isPagingRole, layersOf } from '@/server/rotation/definition';
import { segmentAt } from '@/server/rotation/history';
import { listRotations, type Snapshot, snapshotOf } from '@/server/rotation/queries';
import { runbooksFor } from '@/server/runbook/matching';
import { serviceById } from '@/server/service/queries';
import { membersOf, peopleByIds, readOrganisation, teamById } from '@/server/team/queries';
import type { Facts, Span } from './facts';
import { asFact, engagedIn, personFacts } from './gathering';
import { heatOf } from './heat';
import { holdersOf } from './interruption';
import { type Measured, type Metric, metricOf, type PersonValue } from './metric';
import { within } from './period';
import { personFigures } from './persons';
import { answer, tenQuestions } from './question';
import type { ReportInput } from './schema';
import { hoursOf } from './spans';
import * as store from './store';
import { type Counts, type Felt, nothingCounted, talliedFigures } from './tally';
import { type Handoff, type PeriodKind, plainHandoff, weekAt, weeksIn, weeksOfPeriod } from './window';

const dayMs = 86_400_000;
/** How far back formulas look before the period: incidents that recur, keys that come back. */
const lookBackMs = 90 * dayMs;

/** What is asked about, once it is known that the caller may see it. */
export type Subject = {
  scope: store.Scope;
  teamName: string;
  /** The rotation asked for, or the team's first one: its handoffs cut the weeks. */
  main: Snapshot | undefined;
  rotations: Snapshot[];
  otherwise: Handoff;
  zone: string;
  now: Date;
};

/** Throws `not-found` for a team, rotation or service that the caller may not see. */
export async function subjectOf(
  ctx: Context,
  input: Pick<ReportInput, 'teamId' | 'rotationId' | 'serviceId'>,
): Promise<Subject> {
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

export type Period = { kind: PeriodKind; span: Span; weeks: Span[]; before: { span: Span; weeks: Span[] } };

/** The whole on-call weeks of a period and of the one before it. A week is compared with the six before it. */
export function periodOf({ main, otherwise, now }: Subject, kind: PeriodKind, at?: string): Period {
  const segments = main?.segments ?? [];
  const running = weekAt(segments, now, otherwise);
  const instant = at !== undefined ? new Date(at) : kind === 'week' ? new Date(running.from.getTime() - 1) : now;
  const weeks = weeksOfPeriod(kind, segments, instant, otherwise);
  const span = { from: weeks[0].from, to: (weeks.at(-1) ?? weeks[0]).to };
  const earlier =
    kind === 'week'
      ? weeksIn(segments, { from: new Date(span.from.getTime() - 42 * dayMs + dayMs), to: span.from }, otherwise)
      : weeksOfPeriod(kind, segments, new Date(span.from.getTime() - 15 * dayMs), otherwise);
  const before = { from: earlier[0]?.from ?? span.from, to: span.from };
  return { kind, span, weeks, before: { span: before, weeks: earlier.filter(({ from }) => from < span.from) } };
}

/** All but the alerts and pages themselves that the figures of some on-call weeks are computed from. */
export async function factsOf(ctx: Context, subject: Subject, weeks: readonly Span[]): Promise<Facts> {
  const { scope, rotations, main, now, zone } = subject;
  const [from, to] = [weeks[0]?.from ?? now, weeks.at(-1)?.to ?? now];
  const period = { from, to: to < now ? to : now > from ? now : from };
  const wide = { from: new Date(from.getTime() - lookBackMs), to: period.to };
  const [incidents, requests, handoffs, owed, pulses, schedules, members, busy] = await Promise.all([
    store.incidentsIn(ctx, scope, wide),
    store.requestsIn(ctx, scope, period),
    store.handoffsIn(ctx, scope, period),
    store.followUpsIn(ctx, scope, { from, to }),
    store.pulsesIn(ctx, scope, period),
    schedulesOf(ctx, rotations, period),
    membersOf(ctx, scope.teamId),
    store.busyIn(ctx, scope, { from: new Date(from.getTime() - reachMs), to: period.to }),
  ]);
  const ids = incidents.map(({ id }) => id);
  const shifts = schedules.flatMap((schedule) => schedule.shifts);
  const whole = weeks.map((week) => ({ from: week.from, to: week.to, queue: queueAt(rotations, week.from) }));
  const named = new Set([
    ...members.map(({ personId }) => personId),
    ...shifts.map(({ personId }) => personId),
    ...busy.map(({ personId }) => personId),
    ...whole.flatMap(({ queue }) => queue),
  ]);
  const [taken, leads, linked, people, changes] = await Promise.all([
    store.rolesTaken(ctx, ids),
    store.leadsOf(ctx, ids),
    store.alertsOfIncidents(ctx, ids),
    peopleByIds(ctx, [...named]),
    store.zoneChanges(ctx, [...named]),
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
    ...{ requests, handoffs, pulses },
    followUps: owed.map(({ dueOn, timeZone, doneAt, createdAt }) => ({
      ...{ doneAt, createdAt },
      deadline: deadlineOf({ dueOn: dueOn.toISOString().slice(0, 10), timeZone }),
    })),
    people: personFacts(people.values(), changes, wide),
    busy: new Map(busy.map(({ personId, spans }) => [personId, spans.map(asSpan)])),
    ...(scope.serviceIds && { serviceIds: new Set(scope.serviceIds) }),
  };
}

/** How long before the weeks an alert may have opened that somebody still had in them. */
const reachMs = 28 * dayMs;

const asSpan = ([from, to]: [number, number]): Span => ({ from: new Date(from), to: new Date(to) });

/** Everybody who stood in a queue at an instant. */
function queueAt(rotations: readonly Snapshot[], at: Date): string[] {
  const places = rotations.flatMap(({ segments }) => {
    const definition = segmentAt(segments, at)?.definition;
    const layers = definition ? layersOf(definition) : [];
    return layers.flatMap(({ queue = [], queues = {} }) => [...queue, ...Object.values(queues).flat()]);
  });
  return [...new Set(places.filter((id) => id !== null))];
}

/** What the database counted of the weeks of a period and of the one before it. */
async function talliesOf(ctx: Context, subject: Subject, period: Period, facts: Facts) {
  const { scope, now } = subject;
  const weeks = [...period.before.weeks, ...period.weeks];
  const starts = [...weeks.map(({ from }) => from), period.span.to];
  const runbooks = await store.runbooksOf(ctx, scope.teamId);
  const titles = runbooks.some(({ rules }) => rules.length > 0);
  const slices = { starts, now: period.span.from, asOf: now };
  const [columns, counts] = await Promise.all([
    store.interruptionsIn(ctx, scope, slices, titles),
    store.alertCountsIn(ctx, scope, slices),
  ]);
  const holders = holdersOf(facts.shifts, facts.roles);
  const answered = new Map<string, boolean>();
  const felt = columns.at.map((at, i): Felt => {
    const [key = '', serviceId = '', title = '', personId = ''] = [
      columns.key[i],
      columns.service[i],
      columns.title[i],
      columns.person[i],
    ];
    const trouble = JSON.stringify([key, serviceId, title]);
    const hasRunbook = answered.get(trouble) ?? runbooksFor(runbooks, { key, serviceId, title }).length > 0;
    answered.set(trouble, hasRunbook);
    const instant = new Date(at);
    return {
      ...{
        id: columns.id[i] ?? '',
        at: instant,
        personId,
        alertId: columns.alert[i] ?? '',
        key,
        serviceId,
        title,
        hasRunbook,
      },
      ...{ role: holders(instant, personId), repeat: columns.repeat[i] ?? false },
    };
  });
  return { felt, weeks, counts };
}

/** Every figure of a period, of each of its weeks, and of the period before it. Authorises nothing. */
export async function measured(ctx: Context, subject: Subject, period: Period) {
  const facts = await factsOf(ctx, subject, [...period.before.weeks, ...period.weeks]);
  const { felt, weeks: all, counts } = await talliesOf(ctx, subject, period, facts);
  const measure = (span: Span, of: Counts | undefined): Measured => {
    const to = new Date(Math.max(span.from.getTime(), Math.min(span.to.getTime(), facts.asOf.getTime())));
    const slice = { from: span.from, to };
    return {
      ...{ span: slice, complete: span.to <= facts.asOf },
      figures: talliedFigures(facts, felt, of ?? nothingCounted, slice),
    };
  };
  const countsOf = (isNow: boolean) => counts.find((one) => one.bucket === null && one.isNow === isNow);
  const bucketOf = (week: Span) => counts.find(({ bucket }) => bucket !== null && all[bucket - 1]?.from === week.from);
  const whole = measure(period.span, countsOf(true));
  const before = measure(period.before.span, countsOf(false));
  const weeks = period.weeks.map((week) => measure(week, bucketOf(week)));
  return { facts, felt, whole, before, weeks };
}

export type Report = Awaited<ReturnType<typeof report>>;

/** Every figure of a period with its meaning, its weeks, and what it was before; the review questions with answers. */
export async function report(ctx: Context, input: ReportInput) {
  const subject = await subjectOf(ctx, input);
  const period = periodOf(subject, input.period, input.at);
  const { facts, felt, whole, before, weeks } = await measured(ctx, subject, period);
  const metrics = [...whole.figures.values()].map((figure) => metricOf(figure, whole, weeks, before));
  const named = await withPersons(ctx, subject, { ...facts, period: whole.span }, felt, metrics);
  return {
    ...{ asOf: facts.asOf, scope: scopeView(subject, input), period: periodView(subject, period) },
    questions: tenQuestions.map((question) => answer(question, metrics)),
    metrics: named,
    heat: heatOf(facts, felt, whole.span),
  };
}

/** The figures of the persons that the caller may see, each beside the team's own. */
async function withPersons(
  ctx: Context,
  { scope: { teamId } }: Subject,
  facts: Facts,
  felt: readonly Felt[],
  metrics: Metric[],
): Promise<Metric[]> {
  const seen = [...facts.people.keys()].filter((personId) => can(ctx.actor, 'health.person', { teamId, personId }));
  const figures = personFigures(within(facts, facts.period), felt, seen);
  const people = await peopleByIds(ctx, seen);
  const nameOf = (id: string) => people.get(id);
  return metrics.map((metric) => {
    const own = figures.get(metric.id);
    if (!own) return metric;
    const byPerson = [...own].flatMap(([personId, figure]): PersonValue[] => {
      if (figure.value === null && !figure.numerator) return [];
      return [{ personId, ...called(nameOf(personId)), you: isYou(ctx, personId), ...figure }];
    });
    return { ...metric, byPerson };
  });
}

const isYou = ({ actor }: Context, personId: string): boolean => actor.kind === 'person' && actor.personId === personId;

/** Whoever has left is no longer named. */
const called = (person: { name: string; active: boolean } | undefined) => ({
  name: person?.active ? person.name : 'Former member',
});

const scopeView = ({ teamName, main }: Subject, { teamId, rotationId, serviceId }: ReportInput) => ({
  ...{ teamId, teamName, rotationId: rotationId ?? null, serviceId: serviceId ?? null },
  rotation: main ? { id: main.id, name: main.name } : null,
});

const periodView = ({ zone, now }: Subject, { kind, span, weeks, before }: Period) => ({
  ...{ kind, ...span, timeZone: zone, complete: span.to <= now },
  weeks: weeks.map((week) => ({ ...week, hours: hoursOf(week), complete: week.to <= now })),
  before: before.span,
  /** What to ask with for the period before, and for the one after: null where it has not begun. */
  earlierAt: new Date(span.from.getTime() - (kind === 'week' ? 1 : 8 * dayMs)),
  laterAt: span.to < now ? new Date(span.to.getTime() + (kind === 'week' ? 0 : 8 * dayMs)) : null,
});
