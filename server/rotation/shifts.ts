import type { Span } from '@/server/time/span';
import { isPagingRole, type PersonId, rolesOf } from './definition';
import { reignsIn, type Segment } from './history';
import { type Timetable, timetableIn } from './layer';
import { type Override, withOverrides } from './override';
import { joined, mergeNeighbours, type Source, without } from './piece';

/** One person holding one role, half-open. */
export interface Shift extends Span {
  readonly role: string;
  readonly personId: PersonId;
  readonly source: Source;
  /** The handoff that began the turn this shift lies in; for an override, the override's own start. */
  readonly turnStartsAt: Date;
}

/** A paging role that somebody should hold and nobody does. */
export interface Gap extends Span {
  readonly role: string;
}

export interface Schedule {
  readonly shifts: Shift[];
  readonly gaps: Gap[];
}

export interface ScheduleQuestion {
  /** The revisions of the rotation, in the order in which they take effect. */
  readonly segments: readonly Segment[];
  /** In the order in which they were put into effect: the later lies over the earlier. */
  readonly overrides: readonly Override[];
  readonly span: Span;
}

/**
 * Who is meant to hold which role: revisions, layers, active hours and overrides together, cut to the span. By role
 * (in the order of the roles), then by time. Neighbours of the same person and turn are one shift; time that an
 * override takes is one shift, whatever handoffs lie in it. Costs what the span holds, wherever it lies.
 */
export function shifts(question: ScheduleQuestion): Schedule {
  const result: Schedule = { shifts: [], gaps: [] };
  for (const [role, { pieces, expected }] of timetable(question)) {
    for (const { from, to, personId, source, turn } of pieces) {
      const turnStartsAt = new Date(turn);
      result.shifts.push({ role, personId, from: new Date(from), to: new Date(to), source, turnStartsAt });
    }
    if (!isPagingRole(role)) continue;
    for (const { from, to } of joined(without(expected, pieces))) {
      result.gaps.push({ role, from: new Date(from), to: new Date(to) });
    }
  }
  return result;
}

/** The same in milliseconds and by role, for readers that only look around one instant. */
export function timetable({ segments, overrides, span }: ScheduleQuestion): Timetable {
  const window = { from: span.from.getTime(), to: span.to.getTime() };
  const table = planned(segments, window.from, window.to);
  const relevant = overrides.filter((each) => each.from.getTime() < window.to && each.to.getTime() > window.from);
  for (const { role } of relevant) if (!table.has(role)) table.set(role, { pieces: [], expected: [] });
  for (const [role, { pieces, expected }] of table) {
    const own = relevant.filter((override) => override.role === role);
    const held = own.length > 0 ? withOverrides(pieces, own, window) : pieces;
    table.set(role, { pieces: mergeNeighbours(held), expected });
  }
  return table;
}

function planned(segments: readonly Segment[], from: number, to: number): Timetable {
  const table: Timetable = new Map();
  for (const reign of reignsIn(segments, from, to)) {
    for (const [role, { pieces, expected }] of timetableIn(reign.definition, reign.from, reign.to)) {
      const before = table.get(role);
      table.set(role, {
        pieces: before ? [...before.pieces, ...pieces] : pieces,
        expected: before ? joined([...before.expected, ...expected]) : expected,
      });
    }
  }
  return table;
}

/** Every role that is held or expected somewhere in the history of a rotation, the newest revision's order first. */
export const rolesOfSegments = (segments: readonly Segment[]): string[] => [
  ...new Set([...segments].reverse().flatMap((segment) => rolesOf(segment.definition))),
];
