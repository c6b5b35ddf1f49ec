import { AppError, isAppError } from '@/server/errors';
import { type Changed, changed, layerOf, perLayer } from './change';
import type { Definition, Place, QueueChange, Trade } from './definition';
import { type Segment, segmentAt } from './history';
import { type Patch, redefined } from './redefine';
import { headOfTurn } from './trade';

/** What a change makes of the history of a rotation. Nothing before `effectiveFrom` differs. */
export interface Revised {
  /** The whole history with the change in it: what a preview is computed from. */
  readonly segments: Segment[];
  /** What is to be stored, in this order: the later lies over an earlier one with the same instant. */
  readonly added: Segment[];
  readonly effectiveFrom: Date;
  /** Changes planned for later that have become impossible. */
  readonly dropped: QueueChange[];
}

/** One way to change a definition at an instant (milliseconds). `again`: it was decided before an earlier change. */
type Step = (definition: Definition, at: number, again: boolean) => Changed;

/**
 * Changes a queue from the first handoff at or after `from`. Changes that were planned for later are made again on
 * top. Throws `not-possible` and `schedule-moved`. `from` is now or later: the caller sees to it.
 */
export function revise(segments: readonly Segment[], change: QueueChange, from: Date): Revised {
  const governing = (segmentAt(segments, from) ?? segments[0])?.definition;
  const [first = change, ...rest] = governing ? perLayer(governing, change) : [];
  if (first.kind === 'trade') return exchange(segments, first, from);
  return rest.reduce(
    (before, each) => followedBy(before, revised(before.segments, each, from)),
    revised(segments, first, from),
  );
}

function revised(segments: readonly Segment[], change: QueueChange, from: Date): Revised {
  const step: Step = (definition, at, again) => changed(definition, change, at, again);
  return insert(segments, step, from, change.kind !== 'skip' && change.kind !== 'trade');
}

/** Two changes as one. */
function followedBy(before: Revised, after: Revised): Revised {
  const kept = before.added.filter((segment) => after.segments.includes(segment));
  const first = before.effectiveFrom < after.effectiveFrom ? before : after;
  return {
    segments: after.segments,
    added: [...kept, ...after.added],
    effectiveFrom: first.effectiveFrom,
    dropped: [...before.dropped, ...after.dropped],
  };
}

/** A trade belongs on top of whatever governs the first of its turns; both turns must be theirs before, and traded after. */
function exchange(segments: readonly Segment[], change: QueueChange & Trade, from: Date): Revised {
  const [first = ''] = [change.turnStartsAt, change.withTurnStartsAt].sort((a, b) => Date.parse(a) - Date.parse(b));
  const { personId, withPersonId } = change;
  if (!holds(segments, change, personId, withPersonId)) {
    throw new AppError(
      'schedule-moved',
      'One of the turns belongs to somebody else by now: look at the calendar again',
    );
  }
  const governing = segmentAt(segments, new Date(first))?.effectiveFrom ?? from;
  const made = revised(segments, change, governing > from ? governing : from);
  if (!holds(made.segments, change, withPersonId, personId)) {
    throw new AppError(
      'not-possible',
      'Another change is planned between the two turns: choose turns on one side of it',
    );
  }
  return made;
}

function holds(segments: readonly Segment[], change: QueueChange & Trade, own: string, other: string): boolean {
  const head = (startsAt: string): Place => {
    const segment = segmentAt(segments, new Date(startsAt));
    const place = segment && headOfTurn(layerOf(segment.definition, change.layer), startsAt);
    if (place !== undefined) return place;
    throw new AppError('schedule-moved', 'No turn begins at that time: the handoffs have moved');
  };
  return head(change.turnStartsAt) === own && head(change.withTurnStartsAt) === other;
}

/** Changes settings from the first handoff at or after `from`; see `redefined`. Later changes are made again on top. */
export const redefine = (segments: readonly Segment[], patch: Patch, from: Date): Revised =>
  insert(segments, (definition, at) => redefined(definition, patch, at), from, true);

function insert(segments: readonly Segment[], step: Step, from: Date, lasting: boolean): Revised {
  const start = segmentAt(segments, from) ?? segments[0];
  if (!start) throw new RangeError('A rotation has at least one revision');
  const first = settle(segments, start, step, Math.max(from.getTime(), start.effectiveFrom.getTime()));
  const earlier = segments.filter((segment) => segment.effectiveFrom <= first.effectiveFrom);
  const added: Segment[] = [first];
  const dropped: QueueChange[] = [];
  let current = first.definition;
  for (const later of segments.slice(earlier.length)) {
    const at = later.effectiveFrom.getTime();
    const { change } = later.definition.carried ?? {};
    const again = change
      ? attempt(() => changed(current, change, at, true).definition)
      : (attempt(() => (lasting ? step(later.definition, at, true).definition : later.definition)) ?? later.definition);
    if (change && !again) dropped.push(change);
    current = again ?? current;
    added.push({ effectiveFrom: later.effectiveFrom, definition: current });
  }
  return { segments: [...earlier, ...added], added, effectiveFrom: first.effectiveFrom, dropped };
}

/** A handoff may lie so far ahead that a planned revision governs by then: the change belongs on top of that one. */
function settle(segments: readonly Segment[], start: Segment, step: Step, from: number): Segment {
  const first = step(start.definition, from, false);
  const governing = segmentAt(segments, first.effectiveFrom) ?? start;
  if (governing === start) return first;
  return settle(segments, governing, step, Math.max(from, governing.effectiveFrom.getTime()));
}

/** Null where the change has become impossible; any other trouble is trouble. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
