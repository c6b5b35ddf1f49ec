import type { AlertFact, Facts } from './facts';
import { count, type Figure, ratio } from './figure';
import type { Interruption } from './interruption';

const actionable: readonly string[] = ['acted', 'acted-could-wait', 'watched'];
const noise: readonly string[] = ['recovered', 'bad-check', 'planned-work', 'duplicate', 'wrong-team'];

export const isActionable = ({ classification }: AlertFact): boolean => actionable.includes(classification ?? '');
export const isNoise = ({ classification }: AlertFact): boolean => noise.includes(classification ?? '');

type Noise = {
  facts: Facts;
  interruptions: readonly Interruption[];
  /** Before any period is cut: for what came before. */
  all: readonly Interruption[];
  /** Every alert known, for the key's earlier lives. */
  alertsById: ReadonlyMap<string, AlertFact>;
  /** Alerts that paged in a way that interrupts: the population U. */
  paging: readonly AlertFact[];
};

/** B1 to B12. */
export function noiseFigures({ facts, interruptions, all, alertsById, paging }: Noise): Figure[] {
  const classified = paging.filter(({ classification }) => classification !== null);
  const closed = paging.filter(({ closedAt }) => closedAt !== null);
  const needed = classified.filter(isActionable);
  const waste = classified.filter(isNoise);
  const keyOf = ({ alertId }: Interruption): string => alertsById.get(alertId)?.key ?? '';
  return [
    ratio('B1', needed.length, classified.length),
    ratio('B2', waste.length, classified.length),
    ratio('B3', classified.length, paging.length),
    ratio('B4', closed.filter(recoveredQuickly).length, closed.length),
    count('B5', closed.filter(acknowledgedThenNothing).length),
    ratio('B6', closed.filter(({ acknowledgedAt }) => acknowledgedAt === null).length, closed.length),
    flapping(facts, interruptions, alertsById),
    alertsPerIncident(facts, alertsById),
    ratio('B9', interruptions.filter((one) => isRepeat(one, all, alertsById)).length, interruptions.length),
    topThree(interruptions.map(keyOf)),
    ratio(
      'B11',
      interruptions.filter(({ alertId }) => !alertsById.get(alertId)?.hasRunbook).length,
      interruptions.length,
    ),
    missedByAlerting(facts, alertsById),
  ];
}

const quickMs = 300_000;

/** B4. */
export function recoveredQuickly({
  closedBy,
  closedAt,
  openedAt,
  acknowledgedAt,
  humanActsAt,
  incidentId,
}: AlertFact): boolean {
  if (closedBy !== 'source' || !closedAt || closedAt.getTime() - openedAt.getTime() > quickMs) return false;
  const before = (at: Date) => at < closedAt;
  return !(acknowledgedAt && before(acknowledgedAt)) && !humanActsAt.some(before) && incidentId === null;
}

/** B5. */
export function acknowledgedThenNothing(alert: AlertFact): boolean {
  const { acknowledgedAt, closedBy, humanActsAt, incidentId, classification } = alert;
  return (
    acknowledgedAt !== null &&
    closedBy === 'source' &&
    humanActsAt.length === 0 &&
    incidentId === null &&
    !actionable.includes(classification ?? '')
  );
}

/** Keys that came back within 900 s of closing, or opened for the third time within an hour. */
function flapping(facts: Facts, interruptions: readonly Interruption[], known: ReadonlyMap<string, AlertFact>): Figure {
  const byKey = new Map<string, AlertFact[]>();
  for (const alert of [...known.values()].sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())) {
    if (alert.classification !== 'test') byKey.set(alert.key, [...(byKey.get(alert.key) ?? []), alert]);
  }
  const flaps = [...byKey].filter(([, lives]) =>
    lives.some((alert, i) => {
      if (!facts.alerts.some(({ id }) => id === alert.id)) return false;
      const [before, third] = [lives[i - 1], lives[i - 2]];
      const back = before?.closedAt ? alert.openedAt.getTime() - before.closedAt.getTime() : Number.POSITIVE_INFINITY;
      return back <= 900_000 || (third ? alert.openedAt.getTime() - third.openedAt.getTime() <= 3_600_000 : false);
    }),
  );
  const keys = new Set(flaps.map(([key]) => key));
  const felt = interruptions.filter(({ alertId }) => keys.has(known.get(alertId)?.key ?? '')).length;
  return count('B7', keys.size, { parts: { interruptions: felt } });
}

/** B8. */
export function alertsPerIncident({ incidents }: Facts, known: ReadonlyMap<string, AlertFact>): Figure {
  const linked = [...known.values()].filter(({ incidentId }) => incidents.some(({ id }) => id === incidentId));
  return ratio('B8', linked.length, new Set(linked.map(({ incidentId }) => incidentId)).size);
}

const lookBackMs = 28 * 24 * 3_600_000;

function isRepeat(one: Interruption, all: readonly Interruption[], known: ReadonlyMap<string, AlertFact>): boolean {
  const key = known.get(one.alertId)?.key;
  return all.some(
    (other) =>
      other.alertId !== one.alertId &&
      other.at < one.at &&
      one.at.getTime() - other.at.getTime() <= lookBackMs &&
      known.get(other.alertId)?.key === key,
  );
}

/** B10, of the keys of all interruptions. */
export function topThree(keys: readonly string[]): Figure {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
  return ratio(
    'B10',
    most.reduce((sum, [, each]) => sum + each, 0),
    keys.length,
  );
}

/** B12. */
export function missedByAlerting({ incidents }: Facts, known: ReadonlyMap<string, AlertFact>): Figure {
  const missed = incidents.filter(({ id, declaredAt }) => {
    const opened = [...known.values()]
      .filter(({ incidentId }) => incidentId === id)
      .map(({ openedAt }) => openedAt.getTime());
    return opened.length === 0 || declaredAt.getTime() < Math.min(...opened);
  });
  return ratio('B12', missed.length, incidents.length);
}
