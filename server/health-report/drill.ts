import { type AlertFact, type Facts, type SentPage, type Span, zoneAt } from '@/server/health/facts';
import { classOf } from '@/server/health/load';
import { acknowledgedThenNothing, isActionable, isNoise, recoveredQuickly } from '@/server/health/noise';
import { firstPages, wasInTime } from '@/server/health/response';
import type { Felt } from '@/server/health/tally';
import { paths } from '@/server/paths';
import { isoWeekday, localParts } from '@/server/time/wall-clock';

export type RowKind =
  | 'interruptions'
  | 'alerts'
  | 'incidents'
  | 'follow-ups'
  | 'gaps'
  | 'requests'
  | 'handoffs'
  | 'none';

/** One row behind a figure. `counted`: it is in the numerator, not in the denominator alone. */
export type Row = {
  id: string;
  at: Date;
  title: string;
  href: string | null;
  detail: string;
  personId: string | null;
  classification: string | null;
  hourClass: string | null;
  counted: boolean;
};

export const kindOf = (metric: string): RowKind => {
  if (/^(A0|A1\..*|A2b?|A3|A4|B9|B10|B11|E3)$/.test(metric)) return 'interruptions';
  if (/^(B[1-7]|C[0-5].*)$/.test(metric)) return 'alerts';
  if (/^(A5\..*|A6|B8|B12|C6\..*|F1|F4)$/.test(metric)) return 'incidents';
  if (metric === 'F2') return 'follow-ups';
  if (/^D1\./.test(metric)) return 'gaps';
  if (/^(D2|D4|E4)$/.test(metric)) return 'requests';
  return metric === 'D6' ? 'handoffs' : 'none';
};

export type Narrowed = { key?: string | undefined; weekday?: number | undefined; hour?: number | undefined };

/** The interruptions behind a figure, the last one first. */
export function interruptionRows(
  metric: string,
  facts: Facts,
  felt: readonly (Felt & { id: string; alertId: string })[],
  narrowed: Narrowed,
  said: ReadonlyMap<string, string | null>,
): Row[] {
  const role = metric.startsWith('A1.') ? metric.slice(3) : null;
  return felt
    .filter((one) => role === null || one.role === role)
    .filter((one) => narrowed.key === undefined || one.key === narrowed.key)
    .filter((one) => isInCell(facts, one, narrowed))
    .map((one): Row => {
      const hourClass = classOf(facts, one);
      const counted: Record<string, boolean> = {
        ...{ A2: hourClass === 'sleep', A2b: hourClass === 'sleep', A3: hourClass !== 'business' },
        ...{ B9: one.repeat, B11: !one.hasRunbook },
      };
      return {
        ...{ id: one.id, at: one.at, title: one.title, href: paths.alert(one.alertId), detail: one.role ?? 'no role' },
        ...{
          personId: one.personId,
          classification: said.get(one.alertId) ?? null,
          hourClass,
          counted: counted[metric] ?? true,
        },
      };
    })
    .filter(({ counted }) => counted || !['A2', 'A2b'].includes(metric))
    .reverse();
}

function isInCell({ people }: Facts, { at, personId }: Felt, { weekday, hour }: Narrowed): boolean {
  if (weekday === undefined && hour === undefined) return true;
  const person = people.get(personId);
  if (!person) return false;
  const zone = zoneAt(person, at);
  return (
    (weekday ?? isoWeekday(at, zone)) === isoWeekday(at, zone) &&
    (hour ?? localParts(at, zone).hour) === localParts(at, zone).hour
  );
}

/** Those that count: no tests, and for most figures only what paged somebody. */
export const countedAlerts = <A extends Pick<AlertFact, 'id' | 'classification'>>(
  metric: string,
  alerts: readonly A[],
  paging: ReadonlySet<string>,
): A[] =>
  alerts.filter(
    ({ classification, id }) => classification !== 'test' && (paging.has(id) || ['B7', 'C5'].includes(metric)),
  );

type Judged = (alert: AlertFact) => boolean | null;

/** The alerts behind a figure, the last one first; null of a judgement: it is in neither part of the figure. */
export function alertRows(
  metric: string,
  alerts: readonly AlertFact[],
  pages: readonly SentPage[],
  asOf: Date,
  flapping: ReadonlySet<string>,
): Row[] {
  const first = firstPages(pages);
  const closed =
    (judge: (alert: AlertFact) => boolean): Judged =>
    (alert) =>
      alert.closedAt ? judge(alert) : null;
  const classified =
    (judge: (alert: AlertFact) => boolean): Judged =>
    (alert) =>
      alert.classification ? judge(alert) : null;
  const only = (is: boolean): boolean | null => (is ? true : null);
  const judges: Record<string, Judged> = {
    B1: classified(isActionable),
    B2: classified(isNoise),
    B3: ({ classification }) => classification !== null,
    B4: closed(recoveredQuickly),
    B5: (alert) => only(acknowledgedThenNothing(alert)),
    B6: closed(({ acknowledgedAt }) => acknowledgedAt === null),
    B7: ({ key }) => only(flapping.has(key)),
    C2: (alert) => wasInTime(alert, first, asOf),
    C3: ({ acknowledgedAt, timeoutsAt }) =>
      acknowledgedAt || timeoutsAt.length > 0
        ? acknowledgedAt !== null && !timeoutsAt.some((at) => at < acknowledgedAt)
        : null,
    C4: ({ timeoutsAt }) => timeoutsAt.length > 0,
    C4m: ({ manualEscalationsAt }) => only(manualEscalationsAt.length > 0),
    C5: ({ ranOutAt }) => only(ranOutAt !== null),
  };
  const judge = judges[metric] ?? (({ acknowledgedAt }: AlertFact) => acknowledgedAt !== null);
  return alerts
    .flatMap((alert): Row[] => {
      const counted = judge(alert);
      if (counted === null) return [];
      const { id, key, title, openedAt, acknowledgedById, classification } = alert;
      const personId = acknowledgedById;
      return [
        {
          ...{ id, at: openedAt, title: title || key, href: paths.alert(id), detail: tookOf(alert, first.get(id)) },
          ...{ personId, classification, hourClass: null, counted },
        },
      ];
    })
    .reverse();
}

function tookOf({ acknowledgedAt, closedAt }: AlertFact, first: Date | undefined): string {
  if (acknowledgedAt && first)
    return `acknowledged after ${Math.round((acknowledgedAt.getTime() - first.getTime()) / 1_000)} s`;
  return closedAt ? 'closed without acknowledgement' : 'not acknowledged yet';
}

const minutes = (span: Span): number => Math.round((span.to.getTime() - span.from.getTime()) / 60_000);

/** Times in which a role is held by nobody. */
export const gapRows = (gaps: Facts['gaps']): Row[] =>
  gaps.map((gap) => ({
    ...{ id: `${gap.role} ${gap.from.toISOString()}`, at: gap.from, title: `Nobody as ${gap.role}`, href: null },
    ...{ detail: `${minutes(gap)} min`, personId: null, classification: null, hourClass: null, counted: true },
  }));

type Named = { id: string; number: number; title: string };

/** The rows behind figures that rest on few things: incidents, gaps, requests, handoffs, follow-ups. */
export function plainRows(metric: string, kind: RowKind, facts: Facts, names: readonly Named[]): Row[] {
  const { from, to } = facts.period;
  const inside = (at: Date) => from <= at && at < to;
  const row = (id: string, at: Date, title: string, detail: string, href: string | null, counted = true): Row => {
    return { id, at, title, href, detail, personId: null, classification: null, hourClass: null, counted };
  };
  if (kind === 'incidents')
    return facts.incidents
      .filter(({ declaredAt }) => inside(declaredAt))
      .map(({ id, declaredAt, resolvedAt }) => {
        const found = names.find((one) => one.id === id);
        return row(
          id,
          declaredAt,
          `INC-${found?.number ?? ''} ${found?.title ?? ''}`,
          resolvedAt ? `resolved after ${minutes({ from: declaredAt, to: resolvedAt })} min` : 'not resolved yet',
          paths.incident(id),
        );
      });
  if (kind === 'gaps')
    return gapRows(facts.gaps.filter((gap) => gap.role === metric.slice(3) && gap.from < to && from < gap.to));
  if (kind === 'requests')
    return facts.requests
      .filter((one) => inside(one.from) && (metric === 'D2' ? one.state === 'expired' : one.state === 'in-effect'))
      .map((one) =>
        row(
          one.id,
          one.from,
          one.kind === 'cover' ? 'Cover' : 'Swap',
          `asked for ${Math.floor(minutes({ from: one.createdAt, to: one.from }) / 1_440)} days before`,
          paths.request(one.id),
          metric !== 'D4' || one.from.getTime() - one.createdAt.getTime() >= 7 * 86_400_000,
        ),
      );
  if (kind === 'handoffs')
    return facts.handoffs
      .filter(({ at }) => inside(at))
      .map(({ id, at, acceptedAt }) =>
        row(
          id,
          at,
          'Handoff',
          acceptedAt ? `accepted ${minutes({ from: at, to: acceptedAt })} min after` : 'not accepted',
          paths.handoff(id),
          acceptedAt !== null && acceptedAt.getTime() - at.getTime() <= 7_200_000,
        ),
      );
  if (kind === 'follow-ups')
    return facts.followUps
      .filter(({ deadline }) => from < deadline && deadline <= to)
      .map(({ id, title, deadline, doneAt }) =>
        row(
          id,
          deadline,
          title,
          doneAt ? (doneAt <= deadline ? 'done in time' : 'done late') : 'open',
          paths.followUp(id),
          doneAt !== null && doneAt <= deadline,
        ),
      );
  return [];
}
