import type { Span } from './facts';

export const msOf = ({ from, to }: Span): number => Math.max(0, to.getTime() - from.getTime());
export const hoursOf = (span: Span): number => msOf(span) / 3_600_000;

/** What of a span lies in a window; null where nothing does. */
export function cut(span: Span, window: Span): Span | null {
  const from = new Date(Math.max(span.from.getTime(), window.from.getTime()));
  const to = new Date(Math.min(span.to.getTime(), window.to.getTime()));
  return from < to ? { from, to } : null;
}

export const cutAll = (spans: readonly Span[], window: Span): Span[] =>
  spans.flatMap((span) => cut(span, window) ?? []);

/** Overlapping and touching spans as one. */
export function union(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.from.getTime() - b.from.getTime());
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last && span.from <= last.to)
      result[result.length - 1] = { from: last.from, to: span.to > last.to ? span.to : last.to };
    else if (span.from < span.to) result.push(span);
  }
  return result;
}

export const total = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + msOf(span), 0);
/** Asked of every interruption: numbers compare many times faster than dates. */
export const holds = ({ from, to }: Span, at: Date): boolean =>
  from.getTime() <= at.getTime() && at.getTime() < to.getTime();
