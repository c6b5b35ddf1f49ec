import type { AlertFact, Facts, SentPage } from './facts';
import { count, type Figure, median, p90From, percentile, ratio } from './figure';

type Response = { facts: Facts; paging: readonly AlertFact[]; alertsById: ReadonlyMap<string, AlertFact> };

/** C0 to C6. Un-acknowledged alerts are counted beside every figure, and never as 0. */
export function responseFigures({ facts, paging, alertsById }: Response): Figure[] {
  const first = firstPages(facts.pages);
  const delays = paging.flatMap((alert) => secondsBetween(alert.openedAt, first.get(alert.id)));
  const times = paging.flatMap((alert) => timeToAcknowledge(alert, first));
  const unacknowledged = paging.filter(({ acknowledgedAt }) => !acknowledgedAt).length;
  const timedOut = paging.filter(({ timeoutsAt }) => timeoutsAt.length > 0);
  const inTime = paging.map((alert) => wasInTime(alert, first, facts.asOf));
  const known = inTime.filter((each) => each !== null);
  const answered = paging.filter(({ acknowledgedAt, timeoutsAt }) => acknowledgedAt || timeoutsAt.length > 0);
  const before = answered.filter(
    ({ acknowledgedAt, timeoutsAt }) => acknowledgedAt && !timeoutsAt.some((at) => at < acknowledgedAt),
  );
  const parts = { unacknowledged };
  return [
    figureOf('C0.p50', median(delays), delays.length),
    figureOf('C0.max', delays.length === 0 ? null : Math.max(...delays), delays.length),
    { ...figureOf('C1.p50', median(times), times.length), parts },
    { ...figureOf('C1.p90', times.length < p90From ? null : percentile(times, 0.9), times.length), parts },
    ratio('C2', known.filter(Boolean).length, known.length, { parts: { unknown: inTime.length - known.length } }),
    ratio('C3', before.length, answered.length),
    ratio('C4', timedOut.length, paging.length),
    count(
      'C4m',
      paging.reduce((sum, { manualEscalationsAt }) => sum + manualEscalationsAt.length, 0),
    ),
    count('C5', facts.alerts.filter(({ ranOutAt }) => ranOutAt !== null).length),
    ...incidentTimes(facts, alertsById),
  ];
}

const figureOf = (id: string, value: number | null, sample: number): Figure => ({
  ...{ id, unit: 'seconds' as const, value, numerator: null, denominator: null, sample, parts: {} },
});

/** The first page of each alert on any channel. */
export function firstPages(pages: readonly SentPage[]): Map<string, Date> {
  const first = new Map<string, Date>();
  for (const { alertId, sentAt } of pages) {
    const known = first.get(alertId);
    if (!known || sentAt < known) first.set(alertId, sentAt);
  }
  return first;
}

const secondsBetween = (from: Date, to: Date | undefined): number[] =>
  to === undefined ? [] : [(to.getTime() - from.getTime()) / 1_000];

function timeToAcknowledge({ id, acknowledgedAt }: AlertFact, first: ReadonlyMap<string, Date>): number[] {
  const paged = first.get(id);
  return acknowledgedAt && paged ? secondsBetween(paged, acknowledgedAt) : [];
}

/** Null: nobody can know, for it closed by itself before the time was up, or the time is not up yet. */
export function wasInTime(alert: AlertFact, first: ReadonlyMap<string, Date>, asOf: Date): boolean | null {
  const paged = first.get(alert.id);
  if (!paged) return null;
  const limit = new Date(paged.getTime() + alert.acknowledgeWithinSeconds * 1_000);
  if (alert.acknowledgedAt) return alert.acknowledgedAt <= limit;
  if (alert.closedAt && alert.closedAt < limit) return null;
  return asOf < limit ? null : false;
}

/** C6. */
export function incidentTimes({ incidents }: Facts, alertsById: ReadonlyMap<string, AlertFact>): Figure[] {
  const since = incidents.map((incident) => {
    const opened = [...alertsById.values()]
      .filter(({ incidentId }) => incidentId === incident.id)
      .map(({ openedAt }) => openedAt);
    return { incident, from: new Date(Math.min(incident.declaredAt.getTime(), ...opened.map((at) => at.getTime()))) };
  });
  const times = (until: (one: Facts['incidents'][number]) => Date | null): number[] =>
    since.flatMap(({ incident, from }) => secondsBetween(from, until(incident) ?? undefined));
  const figures: [string, number[]][] = [
    ['C6.declare', times(({ declaredAt }) => declaredAt)],
    ['C6.mitigate', times(({ mitigatedAt }) => mitigatedAt)],
    ['C6.resolve', times(({ resolvedAt }) => resolvedAt)],
  ];
  return figures.map(([id, values]) => ({
    ...figureOf(id, median(values), values.length),
    parts: Object.fromEntries(values.sort((a, b) => a - b).map((value, i) => [String(i), value])),
  }));
}
