import type { TeamScope } from '@/server/policy/authorize';
import type { Segment } from '@/server/rotation/history';
import type { Span } from './facts';
import { cutAll, hoursOf } from './spans';
import { type Handoff, type PeriodKind, weekAt, weeksIn, weeksOfPeriod } from './window';

/** What is counted: a team's rows, narrowed to services where a rotation or a service was asked for. */
export type Scope = { teamId: TeamScope; rotationIds: string[]; serviceIds: string[] | null };

/** What was asked for. */
export type Asked = { teamId: string; rotationId?: string | undefined; serviceId?: string | undefined };

const dayMs = 86_400_000;

/** A rotation whose handoffs cut the weeks. */
type Turning = { id: string; name: string; segments: Segment[] };

/** What is asked about, once it is known that the caller may see it. */
export type Subject<Rotation extends Turning = Turning> = {
  scope: Scope;
  teamName: string;
  /** The rotation asked for, or the team's first one: its handoffs cut the weeks. */
  main: Rotation | undefined;
  rotations: Rotation[];
  otherwise: Handoff;
  zone: string;
  now: Date;
};

/** A span asked for by its ends, whatever weeks it cuts. */
export type Between = { from: string | undefined; to: string | undefined };

export type Period = { kind: PeriodKind; span: Span; weeks: Span[]; before: { span: Span; weeks: Span[] } };

/** The whole on-call weeks of a period and of the one before it. A week is compared with the six before it. */
export function periodOf(
  { main, otherwise, now }: Subject,
  kind: PeriodKind,
  at?: string,
  between: Partial<Between> = {},
): Period {
  const segments = main?.segments ?? [];
  const { from, to } = between;
  if (from !== undefined && to !== undefined) {
    const span = { from: new Date(from), to: new Date(to) };
    const before = { from: new Date(2 * span.from.getTime() - span.to.getTime()), to: span.from };
    const inside = (whole: Span) => cutAll(weeksIn(segments, whole, otherwise), whole);
    return { kind, span, weeks: inside(span), before: { span: before, weeks: inside(before) } };
  }
  const running = weekAt(segments, now, otherwise);
  const instant = at !== undefined ? new Date(at) : kind === 'week' ? new Date(running.from.getTime() - 1) : now;
  const weeks = weeksOfPeriod(kind, segments, instant, otherwise);
  const span = { from: weeks[0].from, to: (weeks.at(-1) ?? weeks[0]).to };
  const earlier =
    kind === 'week'
      ? weeksIn(segments, { from: new Date(span.from.getTime() - 42 * dayMs + dayMs), to: span.from }, otherwise)
      : weeksOfPeriod(kind, segments, new Date(span.from.getTime() - 15 * dayMs), otherwise);
  const before = { from: earlier[0]?.from ?? span.from, to: span.from };
  return { kind, span, weeks, before: { span: before, weeks: earlier.filter(({ from }) => from < span.from) } };
}

/** What it is called. */
export const scopeView = ({ teamName, main }: Subject, { teamId, rotationId, serviceId }: Asked) => ({
  ...{ teamId, teamName, rotationId: rotationId ?? null, serviceId: serviceId ?? null },
  rotation: main ? { id: main.id, name: main.name } : null,
});

export const periodView = ({ zone, now }: Subject, { kind, span, weeks, before }: Period) => ({
  ...{ kind, ...span, timeZone: zone, complete: span.to <= now },
  weeks: weeks.map((week) => ({ ...week, hours: hoursOf(week), complete: week.to <= now })),
  before: before.span,
  /** What to ask with for the period before, and for the one after: null where it has not begun. */
  earlierAt: new Date(span.from.getTime() - (kind === 'week' ? 1 : 8 * dayMs)),
  laterAt: span.to < now ? new Date(span.to.getTime() + (kind === 'week' ? 0 : 8 * dayMs)) : null,
});
