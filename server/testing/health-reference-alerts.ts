import { day, heldFor, hour, isIn, number, quantile, share, sum } from './health-reference-clock';
import type { Told, ToldAlert, ToldSpan } from './health-told';

const interrupting = ['push', 'sms', 'voice', 'ntfy'];
const human = ['assigned', 'escalated-by-hand', 'snoozed', 'noted', 'tried-to-reach-primary', 'responders-added'];
const asks = ['acknowledged', 'unacknowledged', 'assigned', 'snoozed', 'came-back', 'reopened', 'step-fired', 'paged'];
const alsoAsks = ['nobody-there', 'step-held-back', 'escalated-by-hand'];
const needed = ['acted', 'acted-could-wait', 'watched'];

/** What a person felt, with the alert of the page that opened it. */
export type FeltPage = { at: number; personId: string; alert: ToldAlert; role: string | null };

/** One person's pages, minute by minute, over all alerts of the team that are no tests. */
export function feltIn(told: Told): FeltPage[] {
  const pages = told.alerts
    .filter(({ classification }) => classification !== 'test')
    .flatMap((alert) => alert.pages.map((page) => ({ ...page, alert })))
    .filter(({ channel }) => interrupting.includes(channel))
    .sort((a, b) => a.at - b.at);
  const felt: FeltPage[] = [];
  for (const { at, personId, alert } of pages) {
    const last = felt.filter((one) => one.personId === personId).at(-1);
    if (last && at - last.at < 60_000) continue;
    const held = told.shifts.filter((shift) => shift.personId === personId && isIn(shift, at)).map(({ role }) => role);
    felt.push({ at, personId, alert, role: told.roles.find((role) => held.includes(role)) ?? null });
  }
  return felt.filter(({ alert }) => asked(told, alert));
}

export const asked = ({ serviceIds }: Told, { serviceId }: ToldAlert): boolean =>
  serviceIds?.includes(serviceId) ?? true;

/** Who first took it, and when. */
export const taken = ({ events }: ToldAlert) => events.find(({ kind }) => kind === 'acknowledged');

/** Steps that fired while a page had gone out and nobody had answered it. */
function timeouts({ events }: ToldAlert): number[] {
  let isWaiting = false;
  return events.flatMap(({ kind, at }) => {
    const wasWaiting = isWaiting;
    if ([...asks, ...alsoAsks].includes(kind)) isWaiting = kind === 'paged';
    return kind === 'step-fired' && wasWaiting ? [at] : [];
  });
}

const firstPage = ({ pages }: ToldAlert): number | null =>
  pages.length === 0 ? null : Math.min(...pages.map(({ at }) => at));

/** B and C, and the interruptions of the period. */
export function alertFigures(told: Told, period: ToldSpan) {
  const all = feltIn(told);
  const felt = all.filter(({ at }) => isIn(period, at));
  const known = told.alerts.filter((alert) => asked(told, alert) && alert.classification !== 'test');
  const opened = known.filter(({ openedAt }) => isIn(period, openedAt));
  const paging = opened.filter(({ pages }) => pages.some(({ channel }) => interrupting.includes(channel)));
  const figures = { ...noise(told, { all, felt, known, opened, paging }), ...response(told, opened, paging) };
  return { felt, figures: { ...figures, ...incidents(told, period, known) } };
}

type Noise = { all: FeltPage[]; felt: FeltPage[]; known: ToldAlert[]; opened: ToldAlert[]; paging: ToldAlert[] };

function noise(told: Told, { all, felt, known, opened, paging }: Noise) {
  const classified = paging.filter(({ classification }) => classification !== null);
  const actionable = classified.filter(({ classification }) => needed.includes(classification ?? ''));
  const closed = paging.filter(({ closedAt }) => closedAt !== null);
  const quick = closed.filter(
    ({ closedAt, openedAt, closedBy, incidentId, events }) =>
      closedBy === 'source' &&
      (closedAt ?? 0) - openedAt <= 300_000 &&
      incidentId === null &&
      !events.some(({ kind, at }) => [...human, 'acknowledged'].includes(kind) && at < (closedAt ?? 0)),
  );
  const nothing = closed.filter(
    (alert) =>
      taken(alert) &&
      alert.closedBy === 'source' &&
      alert.incidentId === null &&
      !alert.events.some(({ kind }) => human.includes(kind)) &&
      !needed.includes(alert.classification ?? ''),
  );
  const flaps = opened.filter((alert) => {
    const lives = known.filter(({ key }) => key === alert.key).sort((a, b) => a.openedAt - b.openedAt);
    const place = lives.indexOf(alert);
    const [before, third] = [lives[place - 1], lives[place - 2]];
    if (before && before.closedAt !== null && alert.openedAt - before.closedAt <= 900_000) return true;
    return third !== undefined && alert.openedAt - third.openedAt <= hour;
  });
  const keys = [...new Set(flaps.map(({ key }) => key))];
  const repeats = felt.filter((one) =>
    all.some(
      (other) =>
        other.alert.key === one.alert.key &&
        other.alert.id !== one.alert.id &&
        other.at < one.at &&
        one.at - other.at <= 28 * day,
    ),
  );
  const perKey = [...new Set(felt.map(({ alert }) => alert.key))].map(
    (key) => felt.filter(({ alert }) => alert.key === key).length,
  );
  const bare = felt.filter(
    ({ alert }) =>
      !told.runbooks.some(
        ({ keys: own, serviceIds }) => own.includes(alert.key) || serviceIds.includes(alert.serviceId),
      ),
  );
  return {
    B1: share(actionable.length, classified.length),
    B2: share(classified.length - actionable.length, classified.length),
    B3: share(classified.length, paging.length),
    B4: share(quick.length, closed.length),
    B5: number(nothing.length),
    B6: share(closed.filter((alert) => !taken(alert)).length, closed.length),
    B7: number(keys.length, { interruptions: felt.filter(({ alert }) => keys.includes(alert.key)).length }),
    B9: share(repeats.length, felt.length),
    B10: share(sum([...perKey].sort((a, b) => b - a).slice(0, 3)), felt.length),
    B11: share(bare.length, felt.length),
  };
}

function response({ asOf }: Told, opened: ToldAlert[], paging: ToldAlert[]) {
  const delays = paging.map((alert) => ((firstPage(alert) ?? 0) - alert.openedAt) / 1_000);
  const times = paging.flatMap((alert) => {
    const at = taken(alert)?.at;
    return at === undefined ? [] : [(at - (firstPage(alert) ?? 0)) / 1_000];
  });
  const inTime = paging.map((alert) => {
    const limit = (firstPage(alert) ?? 0) + alert.withinSeconds * 1_000;
    const at = taken(alert)?.at;
    if (at !== undefined) return at <= limit;
    return (alert.closedAt !== null && alert.closedAt < limit) || asOf < limit ? null : false;
  });
  const answered = paging.filter((alert) => taken(alert) || timeouts(alert).length > 0);
  const early = answered.filter((alert) => {
    const at = taken(alert)?.at;
    return at !== undefined && !timeouts(alert).some((timeout) => timeout < at);
  });
  const unacknowledged = paging.filter((alert) => !taken(alert)).length;
  const judged = inTime.filter((each) => each !== null);
  const happened = (alert: ToldAlert, wanted: string) => alert.events.filter(({ kind }) => kind === wanted).length;
  return {
    'C0.p50': number(quantile(delays, 0.5, 6)),
    'C0.max': number(delays.length === 0 ? null : Math.max(...delays)),
    'C1.p50': number(quantile(times, 0.5, 6), { unacknowledged }),
    'C1.p90': number(quantile(times, 0.9, 29), { unacknowledged }),
    C2: share(judged.filter(Boolean).length, judged.length, { unknown: paging.length - judged.length }),
    C3: share(early.length, answered.length),
    C4: share(paging.filter((alert) => timeouts(alert).length > 0).length, paging.length),
    C4m: number(sum(paging.map((alert) => happened(alert, 'escalated-by-hand')))),
    C5: number(opened.filter((alert) => happened(alert, 'ran-out') > 0).length),
  };
}

/** The incidents that count: not declined, and about what was asked for. */
export function incidentsOf(told: Told) {
  const { serviceIds } = told;
  return told.incidents.filter(({ id, declined, serviceIds: own }) => {
    const linked = told.alerts.filter(({ incidentId }) => incidentId === id);
    const isAsked =
      serviceIds === null ||
      [...own, ...linked.map(({ serviceId }) => serviceId)].some((each) => serviceIds.includes(each));
    return !declined && isAsked;
  });
}

function incidents(told: Told, period: ToldSpan, known: ToldAlert[]) {
  const counted = incidentsOf(told);
  const here = counted.filter(({ declaredAt }) => isIn(period, declaredAt));
  const linked = (id: string) => known.filter(({ incidentId }) => incidentId === id);
  const began = (one: (typeof here)[number]) =>
    Math.min(one.declaredAt, ...linked(one.id).map(({ openedAt }) => openedAt));
  const times = (until: (one: (typeof here)[number]) => number | null) => {
    const values = here.flatMap((one) => {
      const at = until(one);
      return at === null ? [] : [(at - began(one)) / 1_000];
    });
    return number(quantile(values, 0.5, 6), { ...values.sort((a, b) => a - b) });
  };
  const again = here.filter((one) =>
    counted.some(
      (other) =>
        other.declaredAt < one.declaredAt &&
        one.declaredAt - other.declaredAt <= 90 * day &&
        linked(other.id).some(({ key }) => linked(one.id).some((mine) => mine.key === key)),
    ),
  );
  const missed = here.filter((one) => linked(one.id).every(({ openedAt }) => one.declaredAt < openedAt));
  const withAlerts = here.filter(({ id }) => linked(id).length > 0);
  return {
    B8: share(sum(withAlerts.map(({ id }) => linked(id).length)), withAlerts.length),
    B12: share(missed.length, here.length),
    'C6.declare': times(({ declaredAt }) => declaredAt),
    'C6.mitigate': times(({ mitigatedAt }) => mitigatedAt),
    'C6.resolve': times(({ resolvedAt }) => resolvedAt),
    F4: share(again.length, here.length),
  };
}

/** When a person had alerts: from taking one on until it is closed, put off, given back or somebody else's. */
export function engagedWithAlerts(told: Told, personId: string): ToldSpan[] {
  const ends = ['snoozed', 'unacknowledged', 'came-back', 'reopened', 'escalated-by-hand', 'acknowledged', 'assigned'];
  return told.alerts
    .filter((alert) => asked(told, alert) && alert.classification !== 'test')
    .flatMap(({ events, closedAt }) =>
      events.flatMap(({ kind, by, at }, i) => {
        if (!['acknowledged', 'assigned'].includes(kind) || by !== personId) return [];
        const next = events.slice(i + 1).find((event) => ends.includes(event.kind))?.at;
        return [{ from: at, to: Math.min(next ?? told.asOf, closedAt ?? told.asOf, told.asOf) }];
      }),
    )
    .filter(({ from, to }) => from < to);
}

export const engagedFor = (told: Told, personId: string, period: ToldSpan): number => {
  const incidents = incidentsOf(told).flatMap(({ leads, resolvedAt }) =>
    leads.flatMap(({ personId: lead, from }, i) =>
      lead === personId ? [{ from, to: leads[i + 1]?.from ?? resolvedAt ?? told.asOf }] : [],
    ),
  );
  return heldFor([...engagedWithAlerts(told, personId), ...incidents], period) / 1_000;
};
