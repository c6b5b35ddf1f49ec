/** Places in a chart, in per cent of its width or height, so that a chart is as wide as there is room. */

/** The end of an axis that begins at 0, and the values that are written beside it: whole numbers, at most five. */
export function countAxis(values: readonly number[]): { max: number; ticks: number[] } {
  const highest = Math.max(1, ...values);
  const step = stepFor(highest / 4);
  const max = Math.ceil(highest / step) * step;
  return { max, ticks: Array.from({ length: Math.round(max / step) + 1 }, (_, i) => i * step) };
}

function stepFor(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power;
}

/** Seconds of waiting on a log axis from one second to a day. Under a second is drawn at its beginning. */
export const timeTicks = [
  { seconds: 1, word: '1 s' },
  { seconds: 10, word: '10 s' },
  { seconds: 60, word: '1 min' },
  { seconds: 300, word: '5 min' },
  { seconds: 1_800, word: '30 min' },
  { seconds: 7_200, word: '2 h' },
  { seconds: 86_400, word: '1 day' },
] as const;

const longest = Math.log10(86_400);

/** From 0 at one second to 100 at a day; what took longer stands at its edge. */
export const onTimeAxis = (seconds: number): number =>
  (clamp(Math.log10(Math.max(1, seconds)), 0, longest) / longest) * 100;

/** From 0 to 100 in a span of instants. */
export const onSpan = (at: Date, from: Date, to: Date): number =>
  clamp((at.getTime() - from.getTime()) / Math.max(1, to.getTime() - from.getTime()), 0, 1) * 100;

export const percent = (value: number): string => `${Number(value.toFixed(3))}%`;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** 0 to n − 1: what is drawn n times has no other name than its place. */
export const places = (n: number): number[] => Array.from({ length: Math.max(0, n) }, (_, place) => place);
