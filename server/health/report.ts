import { aheadFigures } from './ahead';
import { coverageFigures } from './coverage';
import type { AlertFact, Facts, Span } from './facts';
import { fairnessFigures } from './fairness';
import type { Figure } from './figure';
import { followThroughFigures } from './follow-through';
import { type Interruption, interruptionsOf, isInterrupting } from './interruption';
import { loadFigures } from './load';
import { noiseFigures } from './noise';
import { within } from './period';
import { pulseFigures, recoveryTaken } from './pulse';
import { responseFigures } from './response';
import { holds } from './spans';

/** What every family of figures shares: found once for the whole history. */
export type History = {
  facts: Facts;
  alertsById: ReadonlyMap<string, AlertFact>;
  interruptions: readonly Interruption[];
  /** Alerts with a page that interrupts. */
  pagingIds: ReadonlySet<string>;
};

export function historyOf(facts: Facts): History {
  const { serviceIds } = facts;
  const every = new Map(facts.alerts.map((alert) => [alert.id, alert]));
  const asked = facts.alerts.filter(({ serviceId }) => serviceIds?.has(serviceId) ?? true);
  // Tests count nowhere.
  const alertsById = new Map(
    asked.filter(({ classification }) => classification !== 'test').map((alert) => [alert.id, alert]),
  );
  const pagingIds = new Set(facts.pages.filter(({ channel }) => isInterrupting(channel)).map(({ alertId }) => alertId));
  const felt = interruptionsOf(facts.pages, every, facts.shifts, facts.roles);
  return {
    facts: { ...facts, alerts: asked },
    ...{ alertsById, pagingIds, interruptions: felt.filter(({ alertId }) => alertsById.has(alertId)) },
  };
}

/** Without tests, which count nowhere. */
export const counting = (facts: Facts): Facts => ({
  ...facts,
  alerts: facts.alerts.filter(({ classification }) => classification !== 'test'),
});

/** Every figure of a period, by its id. Rows belong to the period that holds what anchors them. */
export function figuresOf(history: History, period: Span): Map<string, Figure> {
  const { alertsById, pagingIds } = history;
  const counted = within(counting(history.facts), period);
  const interruptions = history.interruptions.filter(({ at }) => holds(period, at));
  const paging = counted.alerts.filter(({ id }) => pagingIds.has(id));
  const shared = { facts: counted, interruptions, all: history.interruptions, alertsById, paging };
  const figures = [
    ...loadFigures({ ...shared, whole: { ...counting(history.facts), period } }),
    ...noiseFigures(shared),
    ...responseFigures({ facts: counted, paging, alertsById }),
    ...coverageFigures(counted),
    ...aheadFigures(counted),
    // What is fair is told of whole weeks only.
    ...fairnessFigures({ ...counted, weeks: counted.weeks.filter(({ to }) => to <= counted.asOf) }, interruptions),
    ...followThroughFigures(counted, history.facts, alertsById),
    ...pulseFigures(counted),
    recoveryTaken(counted, interruptions),
  ];
  return new Map(figures.map((figure) => [figure.id, figure]));
}
