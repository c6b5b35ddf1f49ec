import { AppError } from '@/server/errors';
import type { PersonId } from '@/server/rotation/definition';
import type { Segment } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import type { Shift } from '@/server/rotation/shifts';
import { around, overlaps, type Span } from '@/server/time/span';
import type { FeedEvent } from './ical';
import { mostShiftsIn, wholeSpan } from './whole-shift';

/** An address that calendars read, as its owner sees it: never its token, which is shown once. */
export interface FeedView {
  readonly id: string;
  /** Null: the owner's own shifts. */
  readonly rotationId: string | null;
  /** "Your shifts", or the name of the rotation. */
  readonly name: string;
  readonly createdAt: Date;
  /** When its address was last replaced. */
  readonly replacedAt: Date | null;
  /** When a calendar last read it, to the minute. */
  readonly lastFetchedAt: Date | null;
}

/** How many addresses one person may have at once. */
export const mostFeeds = 20;

const mostEvents = 20_000;

/**
 * What a feed shows when nothing is asked for: three months back and a year ahead, by whole months, so that the same
 * question has the same answer until something changes.
 */
export function feedWindow(now: Date, asked: { from?: Date | undefined; to?: Date | undefined } = {}): Span {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const from = asked.from ?? new Date(Date.UTC(year, month - 3, 1));
  return { from, to: asked.to ?? new Date(Math.max(Date.UTC(year, month + 13, 1), from.getTime() + 1)) };
}

type Planned = { readonly segments: readonly Segment[]; readonly overrides: readonly Override[] };

/**
 * The window, widened until no shift is cut at its edges. Refuses, before anything is computed, what no calendar could
 * hold: throws `too-long`.
 */
export function wholeWindow(plans: readonly Planned[], span: Span): Span {
  const most = plans.reduce((sum, { segments }) => sum + mostShiftsIn({ segments, span }), 0);
  if (most > mostEvents)
    throw new AppError('too-long', 'There are too many shifts in this window: ask for less at once, with from and to');
  return around(
    span,
    plans.map((plan) => wholeSpan({ ...plan, span })),
  );
}

/** The token of `<token>.ics`; null for what no address of ours can be. */
export const tokenOfFile = (file: string): string | null => /^([A-Za-z0-9_-]{43})\.ics$/.exec(file)?.[1] ?? null;

type Scheduled = { readonly id: string; readonly name: string; readonly shifts: readonly Shift[] };
type Held = Shift & { readonly rotationId: string; readonly rotationName: string };

/** The shifts that a span touches, uncut: everybody's, or one person's. */
export const heldIn = (schedules: readonly Scheduled[], span: Span, personId: PersonId | null): Held[] =>
  schedules.flatMap(({ id, name, shifts }) =>
    shifts
      .filter((shift) => overlaps(shift, span) && (personId === null || shift.personId === personId))
      .map((shift) => ({ ...shift, rotationId: id, rotationName: name })),
  );

type Changes = ReadonlyMap<string, { readonly version: number; readonly changedAt: Date }>;

/** The same with names, and with what tells a calendar that a rotation has changed. */
export const feedEvents = (
  held: readonly Held[],
  nameOf: (id: PersonId) => string | undefined,
  changes: Changes,
): FeedEvent[] =>
  held.map((shift) => ({
    ...shift,
    personName: nameOf(shift.personId) ?? 'Somebody who has left',
    version: changes.get(shift.rotationId)?.version ?? 1,
    changedAt: changes.get(shift.rotationId)?.changedAt ?? new Date(0),
  }));
