import type { Context } from '@/server/context';
import { notFound } from '@/server/errors';
import { reference } from '@/server/follow-up/follow-up';
import { type Between, periodOf, periodView, scopeView } from '@/server/health/asked';
import type { Facts, Span } from '@/server/health/facts';
import { isInterrupting } from '@/server/health/interruption';
import { classOf } from '@/server/health/load';
import { within } from '@/server/health/period';
import { aheadOf, countsIn, factsOf, feltIn, measured, rangIn, type Subject, subjectOf } from '@/server/health/queries';
import type { Felt } from '@/server/health/tally';
import type { PeriodKind } from '@/server/health/window';
import { schedulesOf } from '@/server/oncall/queries';
import { abilitiesOf, can } from '@/server/policy/authorize';
import { rotationOf } from '@/server/rotation/queries';
import { peopleByIds } from '@/server/team/queries';
import { metricsCsv, rowsCsv } from './csv';
import { alertRows, countedAlerts, gapRows, interruptionRows, kindOf, plainRows, type Row } from './drill';
import { heatOf } from './heat';
import { type Metric, metricOf } from './metric';
import { changeWords } from './month-mail';
import { keysByCount, paretoOf } from './pareto';
import { besideEach, called, personFigures } from './persons';
import { answered, questionsIn } from './question';
import { helped, lately, spansOf } from './remedy';
import { paySchema, type ReportInput, type ReportQuery, type RowsInput } from './schema';
import * as store from './store';
import { thresholdsOf } from './threshold';
import { hoursHeld, payFor, timeOf } from './time-on-call';

const dayMs = 86_400_000;

/** Every figure of a period with its meaning, its weeks, and what it was before; the review questions with answers. */
export async function report(ctx: Context, input: ReportInput & Partial<Between>) {
  const subject = await subjectOf(ctx, input);
  const period = periodOf(subject, input.period, input.at, input);
  const { facts, felt, whole, before, weeks } = await measured(ctx, subject, period);
  const metrics = [...whole.figures.values()].map((figure) => metricOf(figure, whole, weeks, before));
  const named = await withPersons(ctx, subject, { ...facts, period: whole.span }, felt, metrics);
  return {
    ...{ asOf: facts.asOf, scope: scopeView(subject, input), period: periodView(subject, period) },
    questions: answered(questionsIn((await store.settingsOf(ctx, subject.scope.teamId)).questions), metrics),
    metrics: named,
    heat: heatOf(facts, felt, whole.span),
    pareto: await noisyKeys(ctx, subject, facts, felt, period.span),
    may: abilitiesOf(ctx.actor, ['follow-up.edit', 'health.edit'], { teamId: subject.scope.teamId }),
  };
}

const mostKeys = 50;
/** How long before the weeks an alert may have opened that somebody still had in them. */
const reachMs = 28 * dayMs;

async function noisyKeys(ctx: Context, { scope }: Subject, facts: Facts, felt: readonly Felt[], span: Span) {
  const counted = keysByCount(facts, felt, span);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const shown = counted.slice(0, mostKeys);
  if (shown.length === 0) return [];
  const [latest, work] = await Promise.all([
    // An interruption at the start of the period may be of an alert that opened before.
    store.latestOfKeys(ctx, scope, shown, new Date(span.from.getTime() - reachMs)),
    store.noiseWork(ctx, scope),
  ]);
  return paretoOf(shown, total, latest, work);
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
  const figures = personFigures(within(facts, facts.period), felt, seen, facts);
  return besideEach(metrics, figures, await peopleByIds(ctx, seen), (personId) => isYou(ctx, personId));
}

export const isYou = ({ actor }: Context, personId: string): boolean =>
  actor.kind === 'person' && actor.personId === personId;

/** The rows behind a figure, a week of it, a key or a cell: at most 500, the last first. Persons as far as one may see them. */
export async function rows(ctx: Context, input: RowsInput) {
  const subject = await subjectOf(ctx, input);
  const period = periodOf(subject, input.period, input.at);
  const week = input.week === undefined ? undefined : new Date(input.week).getTime();
  const span = week === undefined ? period.span : period.weeks.find(({ from }) => from.getTime() === week);
  if (!span) throw notFound();
  const found = await rowsIn(ctx, subject, span, input);
  const people = await peopleByIds(ctx, [...new Set(found.flatMap(({ personId }) => personId ?? []))]);
  const { teamId } = subject.scope;
  return {
    ...{ metric: input.metric, kind: kindOf(input.metric), total: found.length, ...span },
    rows: found.slice(0, 500).map(({ personId, ...row }) => {
      const seen = personId !== null && can(ctx.actor, 'health.person', { teamId, personId });
      return { ...row, person: seen ? called(people.get(personId)).name : null };
    }),
  };
}

async function rowsIn(
  ctx: Context,
  subject: Subject,
  span: Span,
  input: Pick<RowsInput, 'metric' | 'key' | 'weekday' | 'hour'>,
): Promise<Row[]> {
  const { scope, now } = subject;
  const { metric } = input;
  const kind = kindOf(metric);
  if (kind === 'interruptions') {
    const facts = await factsOf(ctx, subject, [span]);
    const felt = await feltIn(ctx, subject, facts, span);
    const alerts = await store.saidOf(ctx, [...new Set(felt.map(({ alertId }) => alertId))]);
    const said = new Map(alerts.map(({ id, classification }) => [id, classification]));
    return interruptionRows(metric, facts, felt, input, said);
  }
  if (kind === 'alerts') {
    const [alerts, pages, { flapping }] = await Promise.all([
      store.alertsIn(ctx, scope, { from: span.from, to: span.to < now ? span.to : now }),
      store.pagesIn(ctx, scope, { from: span.from, to: new Date(span.to.getTime() + 7 * dayMs) }),
      countsIn(ctx, subject, span),
    ]);
    const paging = new Set(pages.filter(({ channel }) => isInterrupting(channel)).map(({ alertId }) => alertId));
    const counted = countedAlerts(metric, alerts, paging).map((alert) => ({ ...alert, hasRunbook: false }));
    return alertRows(metric, counted, pages, now, new Set(flapping));
  }
  const facts = await factsOf(ctx, subject, [span]);
  if (metric === 'D1.ahead') return gapRows((await aheadOf(ctx, subject)).gaps);
  const ids = facts.incidents.map(({ id }) => id);
  return plainRows(metric, kind, facts, kind === 'incidents' ? await store.incidentNames(ctx, ids) : []);
}

/** Of every follow-up about a noisy key that is done: whether it helped. */
export async function helpedOf(ctx: Context, input: { teamId: string }) {
  const subject = await subjectOf(ctx, input);
  const { scope, now } = subject;
  const recent = lately(await store.noiseWork(ctx, scope), now);
  if (recent.length === 0) return [];
  const spans = recent.map((one) => spansOf(one, now));
  const first = new Date(Math.min(...spans.map(({ before }) => before.from.getTime())));
  const [rang, quiet] = await Promise.all([
    rangIn(ctx, scope, { from: first, to: now }),
    store.maintenanceIn(ctx, scope, { from: first, to: now }),
  ]);
  return recent.map((one, i) => {
    const { before, after } = spans[i] ?? spansOf(one, now);
    const own = quiet.filter(({ serviceId }) => serviceId === null || serviceId === one.serviceId);
    const still = own.map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt ?? now }));
    const { id, title, key, ownerId, owner, doneAt } = one;
    return {
      ...{ id, reference: reference(one), title, key, doneAt, owner: { id: ownerId, name: owner } },
      ...helped(key, { before, after }, rang, still),
    };
  });
}

/** What the API answers: the figures of a span, or of a period as on screen. */
export const healthReport = (ctx: Context, { format: _, rows: __, ...input }: ReportQuery) => report(ctx, input);

/** The same as a file: the figures, or the interruptions or alerts they were counted from. */
export async function healthCsv(ctx: Context, { format: _, rows: which, ...input }: ReportQuery): Promise<string> {
  if (which === 'metrics') return metricsCsv(await report(ctx, input));
  const subject = await subjectOf(ctx, input);
  const { span } = periodOf(subject, input.period, input.at, input);
  const found = await rowsIn(ctx, subject, span, { metric: which === 'alerts' ? 'B3' : 'A0' });
  const people = await peopleByIds(ctx, [...new Set(found.flatMap(({ personId }) => personId ?? []))]);
  const { teamId } = subject.scope;
  const nameOf = (personId: string) =>
    can(ctx.actor, 'health.person', { teamId, personId }) ? called(people.get(personId)).name : '';
  return rowsCsv(which === 'alerts' ? 'response' : 'role', found, nameOf);
}

/** Hours, nights, weekends and holidays on call in all rotations of a team: of the persons that the caller may see. */
export async function timeOnCall(ctx: Context, input: { teamId: string; period: PeriodKind; at?: string | undefined }) {
  const subject = await subjectOf(ctx, input);
  const { scope, now } = subject;
  const period = periodOf(subject, input.period, input.at);
  const facts = await factsOf(ctx, subject, period.weeks);
  const felt = await feltIn(ctx, subject, facts, period.span);
  const seen = [...facts.people.values()].filter(({ id: personId }) =>
    can(ctx.actor, 'health.person', { ...scope, personId }),
  );
  const ids = seen.map(({ id }) => id);
  const people = await peopleByIds(ctx, ids);
  const pay = paySchema.safeParse((await store.settingsOf(ctx, scope.teamId)).pay);
  const span = { from: period.span.from, to: period.span.to < now ? period.span.to : now };
  const listed = seen.flatMap((person) => {
    const at = felt.filter(({ personId }) => personId === person.id).map((one) => one.at);
    const time = timeOf(person, facts.shifts, span, at);
    if (time.hours === 0) return [];
    const owed = pay.success ? payFor(time, pay.data) : null;
    const who = { personId: person.id, ...called(people.get(person.id)), you: isYou(ctx, person.id) };
    return [{ ...who, zone: person.zone, ...time, pay: owed }];
  });
  return { period: periodView(subject, period), people: listed.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** What a team has set: its questions, what it pays, and from what on a rotation opens a follow-up by itself. */
export async function settings(ctx: Context, { teamId }: { teamId: string }) {
  const subject = await subjectOf(ctx, { teamId });
  const stored = await store.settingsOf(ctx, teamId);
  const thresholds = await store.thresholdsOf(ctx, subject.scope.rotationIds);
  const pay = paySchema.safeParse(stored.pay);
  return {
    questions: questionsIn(stored.questions),
    ownQuestions: stored.questions !== null,
    pay: pay.success ? pay.data : null,
    rotations: subject.rotations.map(({ id, name }) => ({
      ...{ id, name },
      thresholds: thresholdsOf(id, thresholds),
    })),
    may: abilitiesOf(ctx.actor, ['health.edit'], { teamId }),
  };
}

/** One on-call week for the meeting about it; `from` left out: the last whole one. Throws `not-found` for no week's start. */
export async function week(ctx: Context, input: { rotationId: string; from?: string | undefined }) {
  const rotation = await rotationOf(ctx, input.rotationId);
  const asked = { teamId: rotation.teamId, rotationId: rotation.id, period: 'week' as const, at: input.from };
  const found = await report(ctx, asked);
  const { from, to } = found.period;
  if (input.from !== undefined && from.getTime() !== new Date(input.from).getTime()) throw notFound();
  const [entries, note] = await Promise.all([
    store.weekEntries(ctx, rotation.id, from),
    store.noteAt(ctx, rotation.id, to),
  ]);
  const writers = entries.map(({ createdById }) => createdById);
  const people = await peopleByIds(ctx, writers);
  const behind = (metric: string) => rows(ctx, { ...asked, at: from.toISOString(), metric });
  const [unclassified, incidents, followUps] = [await behind('B3'), await behind('A6'), await behind('F2')];
  return {
    report: found,
    rotation: { id: rotation.id, name: rotation.name },
    entries: entries.map(({ id, kind, text, followUpId, createdAt, createdById }) => ({
      ...{ id, kind, text, followUpId, at: createdAt, by: called(people.get(createdById)).name },
    })),
    ...{ held: await heldIn(ctx, rotation, { from, to }), incidents: incidents.rows, followUps: followUps.rows },
    handoffNoteId: note?.id ?? null,
    unclassified: unclassified.rows.filter(({ counted }) => !counted),
    may: abilitiesOf(ctx.actor, ['health.review', 'alert.act', 'follow-up.edit'], { teamId: rotation.teamId }),
  };
}

/** Who held which role of a rotation for how many hours of a span, as it was; those with most of a role first. */
async function heldIn(ctx: Context, rotation: Parameters<typeof schedulesOf>[1][number], span: Span) {
  const [schedule] = await schedulesOf(ctx, [rotation], span);
  const held = schedule ? hoursHeld(schedule, span) : [];
  const ids = held.map(({ personId }) => personId);
  const people = await peopleByIds(ctx, ids);
  return held.map(({ role, personId, hours }) => ({ role, personId, ...called(people.get(personId)), hours }));
}

/** What the on-call week that holds an instant took of a rotation. Authorises nothing: for the worker. */
export async function loadOfWeek(ctx: Context, rotation: { id: string; teamId: string }, at: Date) {
  const subject = await subjectOf(ctx, { teamId: rotation.teamId, rotationId: rotation.id });
  const { span } = periodOf(subject, 'week', at.toISOString());
  const facts = await factsOf(ctx, subject, [span]);
  const [felt, { ranOut }] = await Promise.all([feltIn(ctx, subject, facts, span), countsIn(ctx, subject, span)]);
  const services = new Map(felt.map(({ key, serviceId }) => [key, serviceId]));
  return {
    ...{ id: rotation.id, from: span.from, primary: felt.filter(({ role }) => role === facts.roles[0]).length },
    asleep: felt.filter((one) => classOf(facts, one) === 'sleep').length,
    unanswered: ranOut,
    keys: keysByCount(facts, felt, span).map((one) => ({ ...one, serviceId: services.get(one.key) ?? '' })),
  };
}

/** The last whole on-call week of a rotation that had begun in it; null: there is none yet. For the worker. */
export async function lastWeekOf(ctx: Context, rotation: { id: string; teamId: string }): Promise<Span | null> {
  const subject = await subjectOf(ctx, { teamId: rotation.teamId, rotationId: rotation.id });
  const { span } = periodOf(subject, 'week');
  const begun = subject.main?.segments[0]?.effectiveFrom;
  return begun && begun < span.to ? span : null;
}

const spreadWeeks = 26;

/** What a team's monthly mail is made of; null: none of its on-call weeks ended in the month. For the worker. */
export async function monthOf(ctx: Context, teamId: string, at: Date) {
  const subject = await subjectOf(ctx, { teamId });
  const month = await report(ctx, { teamId, period: 'month', at: at.toISOString() });
  const { from, to } = month.period;
  const begun = subject.rotations.some(({ segments }) => (segments[0]?.effectiveFrom ?? subject.now) < to);
  if (!begun || to > subject.now) return null;
  const half = { from: new Date(to.getTime() - spreadWeeks * 7 * dayMs).toISOString(), to: to.toISOString() };
  const wide = await report(ctx, { teamId, period: 'quarter', ...half });
  const changes = await store.ruleChangesIn(ctx, subject.scope, { from, to });
  return {
    report: month,
    helped: await helpedOf(ctx, { teamId }),
    spread: wide.metrics.find(({ id }) => id === 'E2') ?? null,
    changes: changes.map((one) => ({ at: one.at, what: changeWords(one) })),
  };
}
