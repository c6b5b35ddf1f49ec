import type { FieldFaults } from '@/server/errors';
import { type Definition, type PersonId, type Place, peopleOf } from './definition';
import { type Segment, segmentAt } from './history';

/** What must be known of whoever comes into a queue. */
export interface Known {
  /** By id; who is not in it does not exist. */
  readonly people: ReadonlyMap<string, { readonly name: string; readonly active: boolean }>;
  /** Of the team. */
  readonly memberIds: readonly PersonId[];
  /** Stand there already, and are not asked about. */
  readonly standing: ReadonlySet<PersonId>;
}

/** Whoever comes into a queue must be there to be paged: known, active and a member of the team. By field path. */
export function strangersIn(definition: Definition, { people, memberIds, standing }: Known): FieldFaults {
  const faults: FieldFaults = {};
  for (const [path, place] of placesOf(definition)) {
    if (place === null || standing.has(place)) continue;
    const person = people.get(place);
    if (!person) faults[path] = `Nobody has the id “${place}”: name a person by id`;
    else if (!person.active) faults[path] = `${person.name} is deactivated: choose somebody else`;
    else if (!memberIds.includes(place))
      faults[path] = `${person.name} is not a member of this team: add them to the team first`;
  }
  return faults;
}

/** Whoever stands there from an instant on may have left since, and must not be in the way of every other change. */
export function standingFrom(segments: readonly Segment[], from: Date): Set<PersonId> {
  const governing = segmentAt(segments, from) ?? segments[0];
  const later = segments.filter(({ effectiveFrom }) => effectiveFrom > from);
  return new Set([...(governing ? [governing] : []), ...later].flatMap(({ definition }) => peopleOf(definition)));
}

/** Each place of each queue with its field path. */
function placesOf(definition: Definition): [string, Place][] {
  const layers = definition.layers ?? [];
  const prefixed = [
    { layer: definition, prefix: '' },
    ...layers.map((layer, i) => ({ layer, prefix: `layers.${i}.` })),
  ];
  return prefixed.flatMap(({ layer, prefix }) => [
    ...(layer.queue ?? []).map((place, i): [string, Place] => [`${prefix}queue.${i}`, place]),
    ...Object.entries(layer.queues ?? {}).flatMap(([role, queue]) =>
      queue.map((place, i): [string, Place] => [`${prefix}queues.${role}.${i}`, place]),
    ),
  ]);
}
