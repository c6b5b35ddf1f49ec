import { isAppError } from '@/server/errors';
import { type Definition, type PersonId, peopleOf } from './definition';
import { type Segment, segmentAt } from './history';
import { handoffFrom } from './publication';
import { type Revised, revise } from './revise';

/** One stored revision; those up to a version are the rotation as it was meant to be then. */
export interface Revision extends Segment {
  readonly version: number;
  readonly createdAt: Date;
}

/** The rotation as it was meant to be when `version` was published; what changed later is not in it. */
export const asOfVersion = (revisions: readonly Revision[], version: number): Segment[] =>
  revisions
    .filter((each) => each.version <= version)
    .map(({ effectiveFrom, definition }) => ({ effectiveFrom, definition }));

/**
 * From the first handoff at or after `from` on the rotation goes on as an earlier version meant it to: its order as if
 * it had run all the time, and its own plans for later. What was planned since falls away. Nothing before differs.
 * People who are not in `joinable` any more leave the queues of the version.
 */
export function restored(
  current: readonly Segment[],
  earlier: readonly Segment[],
  joinable: readonly PersonId[],
  from: Date,
): Revised & { left: PersonId[] } {
  const effectiveFrom = handoffFrom(current, from);
  const left = whoLeft(earlier, joinable, effectiveFrom);
  const meant = left.reduce((segments, personId) => withoutPerson(segments, personId, effectiveFrom), earlier);
  const planned = current.filter((segment) => segment.effectiveFrom > effectiveFrom);
  const instants = [effectiveFrom, ...[...planned, ...meant].map((segment) => segment.effectiveFrom)]
    .map((instant) => instant.getTime())
    .filter((instant) => instant >= effectiveFrom.getTime());
  const added = [...new Set(instants)]
    .sort((a, b) => a - b)
    .flatMap((instant): Segment[] => {
      const definition = definitionAt(meant, new Date(instant));
      return definition ? [{ effectiveFrom: new Date(instant), definition }] : [];
    });
  const before = current.filter((segment) => segment.effectiveFrom <= effectiveFrom);
  const dropped = planned.flatMap(({ definition }) => definition.carried?.change ?? []);
  return { segments: [...before, ...added], added, effectiveFrom, dropped, left };
}

const definitionAt = (segments: readonly Segment[], at: Date): Definition | undefined =>
  (segmentAt(segments, at) ?? segments[0])?.definition;

function whoLeft(segments: readonly Segment[], joinable: readonly PersonId[], from: Date): PersonId[] {
  const governing = [
    definitionAt(segments, from),
    ...segments.filter((each) => each.effectiveFrom > from).map((each) => each.definition),
  ];
  const people = new Set(governing.flatMap((definition) => (definition ? peopleOf(definition) : [])));
  return [...people].filter((personId) => !joinable.includes(personId));
}

/** They may have left by a later plan of the version itself: then there is nothing to do. */
function withoutPerson(segments: readonly Segment[], personId: PersonId, from: Date): readonly Segment[] {
  try {
    return revise(segments, { kind: 'leave', personId }, from).segments;
  } catch (error) {
    if (isAppError(error)) return segments;
    throw error;
  }
}
