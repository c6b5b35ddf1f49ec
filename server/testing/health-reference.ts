import { alertFigures } from './health-reference-alerts';
import { peopleFigures } from './health-reference-people';
import type { Told, ToldSpan } from './health-told';

/** A figure as the slow computation finds it. */
export type Plain = { value: number | null; numerator?: number | null; denominator?: number | null; parts?: object };
export type Plains = Record<string, Plain>;

/**
 * Every figure of a span, straight from the words of the metrics: event by event, hour by hour, over all that was ever
 * told. Shares nothing with the product but the zones' clocks. `isWhole`: of the period asked for, not of one of its weeks.
 */
export function slowFigures(
  told: Told,
  span: ToldSpan,
  isWhole: boolean,
): { team: Plains; people: Record<string, Plains> } {
  const period = { from: span.from, to: Math.max(span.from, Math.min(span.to, told.asOf)) };
  const alerts = alertFigures(told, period);
  const people = peopleFigures(told, period, alerts.felt, isWhole);
  return { team: { ...alerts.figures, ...people.team }, people: people.people };
}
