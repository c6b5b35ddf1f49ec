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
import { engagedIn, personFacts } from './gathering';
import { heatOf } from './heat';
import { type Measured, type Metric, metricOf, type PersonValue } from './metric';
import { within } from './period';
import { personFigures } from './persons';
import { answer, tenQuestions } from './question';
import { counting, figuresOf, type History, historyOf } from './report';
import type { ReportInput } from './schema';
import { hoursOf } from './spans';
import * as store from './store';
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

/** All that the figures of some on-call weeks are computed from, and what their formulas look back on. */
export async function factsOf(ctx: Context, subject: Subject, weeks: readonly Span[]): Promise<Facts> {
  const { scope, rotations, main, now, zone } = subject;
  const [from, to] = [weeks[0]?.from ?? now, weeks.at(-1)?.to ?? now];
  const period = { from, to: to < now ? to : now > from ? now : from };
  const wide = { from: new Date(from.getTime() - lookBackMs), to: period.to };
  const [pages, alerts, incidents, requests, handoffs, owed, pulses, schedules, runbooks, members] = await Promise.all([
    store.pagesIn(ctx, scope, wide),
    store.alertsIn(ctx, scope, { from: wide.from, to: now }),
    store.incidentsIn(ctx, scope, wide),
    store.requestsIn(ctx, scope, period),
    store.handoffsIn(ctx, scope, period),
    store.followUpsIn(ctx, scope, { from, to }),
    store.pulsesIn(ctx, scope, period),
    schedulesOf(ctx, rotations, wide),
    store.runbooksOf(ctx, scope.teamId),
    membersOf(ctx, scope.teamId),
  ]);
  const ids = incidents.map(({ id }) => id);
  const [taken, leads] = await Promise.all([store.rolesTaken(ctx, ids), store.leadsOf(ctx, ids)]);
  const shifts = schedules.flatMap((schedule) => schedule.shifts);
  const queueAt = (at: Date): string[] => [
    ...new Set(
      rotations
        .flatMap(({ segments }) => {
          const definition = segmentAt(segments, at)?.definition;
          return definition
            ? layersOf(definition).flatMap((layer) => [
                ...(layer.queue ?? []),
                ...Object.values(layer.queues ?? {}).flat(),
              ])
            : [];
        })
        .filter((id) => id !== null),
    ),
  ];
  const whole = weeks.map((week) => ({ from: week.from, to: week.to, queue: queueAt(week.from) }));
  const named = new Set([
    ...members.map(({ personId }) => personId),
    ...shifts.map(({ personId }) => personId),
    ...pages.map(({ personId }) => personId),
    ...whole.flatMap(({ queue }) => queue),
  ]);
  const [people, changes] = await Promise.all([peopleByIds(ctx, [...named]), store.zoneChanges(ctx, [...named])]);
  const known = new Set(alerts.map(({ id }) => id));
  return {
    zone,
    roles: [...new Set((main ? [main, ...rotations] : rotations).flatMap(({ roles }) => roles))].filter(isPagingRole),
    ...{ period, asOf: now, weeks: whole },
    pages: pages.filter(({ alertId }) => known.has(alertId)),
    alerts: alerts.map((alert) => ({ ...alert, hasRunbook: runbooksFor(runbooks, alert).length > 0 })),
    shifts: shifts.filter(({ role }) => isPagingRole(role)),
    gaps: schedules.flatMap(({ gaps }) => gaps),
    incidents: incidents.map((one) => ({
      ...one,
      engaged: engagedIn(
        one,
        taken,
        leads.find(({ id }) => id === one.id),
      ),
      factors: [],
    })),
    ...{ requests, handoffs, pulses },
    followUps: owed.map(({ dueOn, timeZone, doneAt, createdAt }) => ({
      ...{ doneAt, createdAt },
      deadline: deadlineOf({ dueOn: dueOn.toISOString().slice(0, 10), timeZone }),
    })),
    people: personFacts(people.values(), changes, wide),
  };
}

export type Report = Awaited<ReturnType<typeof report>>;

/** Every figure of a period with its meaning, its weeks, and what it was before; the review questions with answers. */
export async function report(ctx: Context, input: ReportInput) {
  const subject = await subjectOf(ctx, input);
  const period = periodOf(subject, input.period, input.at);
  const facts = await factsOf(ctx, subject, [...period.before.weeks, ...period.weeks]);
  const history = historyOf(facts);
  const measure = (span: Span): Measured => {
    const to = new Date(Math.max(span.from.getTime(), Math.min(span.to.getTime(), facts.asOf.getTime())));
    return {
      span: { from: span.from, to },
      complete: span.to <= facts.asOf,
      figures: figuresOf(history, { from: span.from, to }),
    };
  };
  const [whole, before, weeks] = [measure(period.span), measure(period.before.span), period.weeks.map(measure)];
  const metrics = [...whole.figures.values()].map((figure) => metricOf(figure, whole, weeks, before));
  const named = await withPersons(ctx, subject, { ...counting(facts), period: whole.span }, history, metrics);
  return {
    ...{ asOf: facts.asOf, scope: scopeView(subject, input), period: periodView(subject, period) },
    questions: tenQuestions.map((question) => answer(question, metrics)),
    metrics: named,
    heat: heatOf(facts, history.interruptions, whole.span),
  };
}

/** The figures of the persons that the caller may see, each beside the team's own. */
async function withPersons(
  ctx: Context,
  { scope: { teamId } }: Subject,
  facts: Facts,
  history: History,
  metrics: Metric[],
): Promise<Metric[]> {
  const seen = [...facts.people.keys()].filter((personId) => can(ctx.actor, 'health.person', { teamId, personId }));
  const figures = personFigures(within(facts, facts.period), history.interruptions, seen);
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
