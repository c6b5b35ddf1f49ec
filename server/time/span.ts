/** A half-open stretch of time: `from` belongs to it, `to` does not. Empty when `to` is not after `from`. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export const isEmpty = (span: Span): boolean => span.to.getTime() <= span.from.getTime();

export const milliseconds = (span: Span): number => Math.max(0, span.to.getTime() - span.from.getTime());

export const hours = (span: Span): number => milliseconds(span) / 3_600_000;

/** Whether the instant lies inside: from ≤ at < to. */
export const contains = (span: Span, at: Date): boolean =>
  span.from.getTime() <= at.getTime() && at.getTime() < span.to.getTime();

/** Whether `inner` lies wholly inside `outer`. */
export const covers = (outer: Span, inner: Span): boolean =>
  outer.from.getTime() <= inner.from.getTime() && inner.to.getTime() <= outer.to.getTime();

/** Whether the two have any time in common. Touching is not overlapping. */
export const overlaps = (a: Span, b: Span): boolean =>
  Math.max(a.from.getTime(), b.from.getTime()) < Math.min(a.to.getTime(), b.to.getTime());

/** The time both have in common, or null. */
export function overlap(a: Span, b: Span): Span | null {
  const from = a.from.getTime() >= b.from.getTime() ? a.from : b.from;
  const to = a.to.getTime() <= b.to.getTime() ? a.to : b.to;
  return from.getTime() < to.getTime() ? { from, to } : null;
}

/** The span, widened to hold all of the others. */
export const around = (span: Span, others: readonly Span[]): Span => ({
  from: new Date(Math.min(span.from.getTime(), ...others.map(({ from }) => from.getTime()))),
  to: new Date(Math.max(span.to.getTime(), ...others.map(({ to }) => to.getTime()))),
});

/** Whatever carries a span, cut to the window; what lies outside is left out. Other fields are kept. */
export function clip<T extends Span>(rows: readonly T[], window: Span): T[] {
  return rows.flatMap((row) => {
    const part = overlap(row, window);
    return part ? [{ ...row, ...part }] : [];
  });
}

/** The same time as sorted spans that neither overlap nor touch. */
export function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (isEmpty(span)) continue;
    const last = merged.at(-1);
    if (last && span.from.getTime() <= last.to.getTime()) {
      if (span.to.getTime() > last.to.getTime()) merged[merged.length - 1] = { from: last.from, to: span.to };
    } else merged.push({ from: span.from, to: span.to });
  }
  return merged;
}

/** The time of `spans` that no span of `taken` covers, as sorted spans that neither overlap nor touch. */
export function subtract(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const holes = merge(taken);
  const rest: Span[] = [];
  let first = 0;
  for (const span of merge(spans)) {
    let from = span.from;
    while (first < holes.length && (holes[first]?.to.getTime() ?? 0) <= from.getTime()) first += 1;
    for (let i = first; i < holes.length; i += 1) {
      const hole = holes[i];
      if (!hole || hole.from.getTime() >= span.to.getTime()) break;
      if (hole.from.getTime() > from.getTime()) rest.push({ from, to: hole.from });
      if (hole.to.getTime() > from.getTime()) from = hole.to;
    }
    if (from.getTime() < span.to.getTime()) rest.push({ from, to: span.to });
  }
  return rest;
}
