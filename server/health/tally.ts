import { aheadFigures } from './ahead';
import { coverageFigures } from './coverage';
import type { Facts, Span } from './facts';
import { fairnessFigures } from './fairness';
import { count, type Figure, medianFrom, p90From, percentileOf, ratio } from './figure';
import { followThroughFigures } from './follow-through';
import type { Moment } from './interruption';
import { loadFigures } from './load';
import { alertsPerIncident, missedByAlerting, topThree } from './noise';
import { within } from './period';
import { pulseFigures, recoveryTaken } from './pulse';
import { incidentTimes } from './response';

/** An interruption as the database counted it. `repeat`: another alert of its key had interrupted in the 28 days before. */
export type Felt = Moment & {
  key: string;
  serviceId: string;
  title: string;
  repeat: boolean;
  hasRunbook: boolean;
};

/** The figures of a slice; `complete`: all of it has passed. */
export type Measured = { span: Span; complete: boolean; figures: ReadonlyMap<string, Figure> };

/** What the alerts of one slice come to. */
export type Counts = {
  paging: number;
  classified: number;
  needed: number;
  noise: number;
  closed: number;
  recovered: number;
  nothing: number;
  unacknowledged: number;
  neverAcknowledged: number;
  flapping: readonly string[];
  inTime: number;
  known: number;
  answered: number;
  beforeTimeout: number;
  timedOut: number;
  byHand: number;
  ranOut: number;
  /** Of each alert that paged, in milliseconds: to its first page, and from there to the acknowledgement. */
  delays: readonly number[];
  times: readonly number[];
};

/**
 * Every figure of a slice, from what the database counted: the same as `figuresOf` says of the raw rows. `facts` holds
 * of alerts only those of incidents; `felt` and `counts` are those of the slice.
 */
export function talliedFigures(facts: Facts, felt: readonly Felt[], counts: Counts, slice: Span): Map<string, Figure> {
  const meets = (span: Span) => span.from < slice.to && slice.from < span.to;
  const near = { ...facts, shifts: facts.shifts.filter(meets), gaps: facts.gaps.filter(meets) };
  const counted = within(near, slice);
  const known = new Map(facts.alerts.map((alert) => [alert.id, alert]));
  const complete = { ...counted, weeks: counted.weeks.filter(({ to }) => to <= counted.asOf) };
  const figures = [
    ...loadFigures({ facts: counted, interruptions: felt, whole: { ...near, period: slice } }),
    ...noise(felt, counts),
    alertsPerIncident(counted, known),
    missedByAlerting(counted, known),
    ...response(counts),
    ...incidentTimes(counted, known),
    ...coverageFigures(counted),
    ...aheadFigures(counted),
    ...fairnessFigures(complete, felt),
    ...followThroughFigures(counted, near, known),
    ...pulseFigures(counted),
    recoveryTaken(counted, felt),
  ];
  return new Map(figures.map((figure) => [figure.id, figure]));
}

function noise(felt: readonly Felt[], counts: Counts): Figure[] {
  const flapping = new Set(counts.flapping);
  const interruptions = felt.filter(({ key }) => flapping.has(key)).length;
  return [
    ratio('B1', counts.needed, counts.classified),
    ratio('B2', counts.noise, counts.classified),
    ratio('B3', counts.classified, counts.paging),
    ratio('B4', counts.recovered, counts.closed),
    count('B5', counts.nothing),
    ratio('B6', counts.neverAcknowledged, counts.closed),
    count('B7', flapping.size, { parts: { interruptions } }),
    ratio('B9', felt.filter(({ repeat }) => repeat).length, felt.length),
    topThree(felt.map(({ key }) => key)),
    ratio('B11', felt.filter(({ hasRunbook }) => !hasRunbook).length, felt.length),
  ];
}

const seconds = (id: string, value: number | null, sample: number): Figure => ({
  ...{ id, unit: 'seconds' as const, value: value === null ? null : value / 1_000, numerator: null, denominator: null },
  ...{ sample, parts: {} },
});

function response(counts: Counts): Figure[] {
  const parts = { unacknowledged: counts.unacknowledged };
  const [delays, times] = [counts.delays, counts.times].map((each) => Float64Array.from(each).sort());
  const figure = (id: string, sorted: Float64Array = new Float64Array(), share: number, least = 1): Figure =>
    seconds(id, sorted.length < least ? null : percentileOf(sorted, share), sorted.length);
  return [
    figure('C0.p50', delays, 0.5, medianFrom),
    figure('C0.max', delays, 1),
    { ...figure('C1.p50', times, 0.5, medianFrom), parts },
    { ...figure('C1.p90', times, 0.9, p90From), parts },
    ratio('C2', counts.inTime, counts.known, { parts: { unknown: counts.paging - counts.known } }),
    ratio('C3', counts.beforeTimeout, counts.answered),
    ratio('C4', counts.timedOut, counts.paging),
    count('C4m', counts.byHand),
    count('C5', counts.ranOut),
  ];
}
