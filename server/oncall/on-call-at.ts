import { turnsOf } from '@/server/rotation/cadence';
import type { PersonId, Place } from '@/server/rotation/definition';
import { layersOf } from '@/server/rotation/definition';
import { type Segment, segmentAt } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import type { Piece, Source, Stretch } from '@/server/rotation/piece';
import { rolesOfSegments, timetable } from '@/server/rotation/shifts';

/** How far is looked, each way, for the end of a time on call and for who comes next. */
export const horizonMs = 400 * 86_400_000;

/** Who holds a role at an instant, or that nobody does. */
export interface OnCall {
  readonly role: string;
  readonly personId: Place;
  /** When this began: the person's unbroken time in the role, or the gap. Null: further back than the horizon. */
  readonly from: Date | null;
  /** When it ends. Null: not within the horizon. */
  readonly until: Date | null;
  readonly source: Source;
  /** Who holds the role next after `until`, and from when. Null: nobody within the horizon. */
  readonly next: { readonly personId: PersonId; readonly from: Date } | null;
}

export interface OnCallQuestion {
  readonly segments: readonly Segment[];
  /** In the order in which they were put into effect. */
  readonly overrides: readonly Override[];
  /** Which roles to answer for; all of them when left out. */
  readonly roles?: readonly string[] | undefined;
}

/**
 * The one answer to "who is on call at t": computed from revisions, layers, active hours and overrides. Looks no
 * further around the instant than it must, and never further than `horizonMs`.
 */
export function onCallAt({ segments, overrides, roles }: OnCallQuestion, at: Date): OnCall[] {
  const instant = at.getTime();
  const step = stepAround(segments, at);
  const around = lookupOf(segments, overrides);
  return (roles ?? rolesOfSegments(segments)).map((role) => {
    let back = step;
    let ahead = 2 * step;
    for (;;) {
      const window = { from: instant - back, to: instant + ahead };
      const found = readAround(around(window, role), instant, window);
      const lookBack = found.from === null && back < horizonMs;
      const lookAhead = (found.until === null || found.next === null) && ahead < horizonMs;
      if (!lookBack && !lookAhead) return { role, ...found };
      if (lookBack) back = Math.min(horizonMs, back * 4);
      if (lookAhead) ahead = Math.min(horizonMs, ahead * 4);
    }
  });
}

type Lookup = (window: Stretch, role: string) => readonly Piece[];

/** Windows are shared between roles: most often one look answers for all of them. */
function lookupOf(segments: readonly Segment[], overrides: readonly Override[]): Lookup {
  const seen = new Map<string, ReturnType<typeof timetable>>();
  return (window, role) => {
    const key = `${window.from} ${window.to}`;
    let table = seen.get(key);
    if (!table) {
      table = timetable({ segments, overrides, span: { from: new Date(window.from), to: new Date(window.to) } });
      seen.set(key, table);
    }
    return table.get(role)?.pieces ?? [];
  };
}

/** What the sorted pieces of a window say about an instant. Null where the answer reaches the edge of the window. */
function readAround(pieces: readonly Piece[], instant: number, window: Stretch): Omit<OnCall, 'role'> {
  const after = pieces.findIndex((piece) => piece.to > instant);
  const following = after < 0 ? pieces.length : after;
  const current = pieces[following];
  const held = current && current.from <= instant ? current : undefined;
  if (!held) {
    const last = pieces[following - 1];
    const next = pieces[following];
    return {
      personId: null,
      from: last ? new Date(last.to) : null,
      until: next ? new Date(next.from) : null,
      source: 'rotation',
      next: next ? { personId: next.personId, from: new Date(next.from) } : null,
    };
  }
  let first = following;
  while (continues(pieces[first - 1], pieces[first])) first -= 1;
  let last = following;
  while (continues(pieces[last], pieces[last + 1])) last += 1;
  const from = pieces[first]?.from ?? held.from;
  const until = pieces[last]?.to ?? held.to;
  const next = pieces[last + 1];
  return {
    personId: held.personId,
    from: from > window.from ? new Date(from) : null,
    until: until < window.to ? new Date(until) : null,
    source: held.source,
    next: next ? { personId: next.personId, from: new Date(next.from) } : null,
  };
}

const continues = (a: Piece | undefined, b: Piece | undefined): boolean =>
  a !== undefined && b !== undefined && a.to === b.from && a.personId === b.personId;

/** The longest turn in progress: a first window of this size usually holds the whole answer. */
function stepAround(segments: readonly Segment[], at: Date): number {
  const segment = segmentAt(segments, at) ?? segments[0];
  if (!segment) return horizonMs;
  const lengths = layersOf(segment.definition).map((layer) => {
    const turns = turnsOf(layer);
    const k = turns.at(at.getTime());
    return turns.startOf(k + 1) - turns.startOf(k);
  });
  return Math.min(horizonMs, Math.max(86_400_000, ...lengths) + 3_600_000 * 24);
}

type Named = { readonly id: PersonId; readonly name: string; readonly email: string };

/** The answers with names; whoever is unknown is named by their id. */
export function namedAnswers(roles: readonly OnCall[], find: (id: PersonId) => Named | undefined) {
  const named = (id: PersonId): Named => {
    const { name, email } = find(id) ?? { name: id, email: '' };
    return { id, name, email };
  };
  return roles.map(({ role, personId, from, until, source, next }) => {
    const person = personId === null ? null : named(personId);
    return { role, person, from, until, source, next: next && { person: named(next.personId), from: next.from } };
  });
}
