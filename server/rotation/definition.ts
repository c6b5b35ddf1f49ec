import type { FieldFaults } from '@/server/errors';
import type { Every } from '@/server/time/recurrence';
import { isZone, parseLocal, resolveWall, type Weekday } from '@/server/time/wall-clock';
import type { PersonId, Place } from './queue';

export type { PersonId, Place } from './queue';

/** The role that follows along and is never paged: it is held, but it is no cover and its absence is no gap. */
export const shadow = 'shadow';

export const isPagingRole = (role: string): boolean => role !== shadow;

export const pairings = ['secondary-then-primary', 'primary-then-secondary'] as const;
export type Pairing = (typeof pairings)[number];

export interface ActiveHours {
  readonly days: readonly Weekday[];
  /** "HH:mm" on the wall clock. */
  readonly start: string;
  /** "HH:mm"; not after `start`: on the following day. */
  readonly end: string;
}

/** Turn number (0 begins at `startsAt`) → who heads it, where that is not who the queue says. */
export type Heads = Readonly<Record<string, Place>>;

/** What a changed queue brings along from before the change. Written by changes of the queue, never by people. */
export interface Carried {
  readonly heads?: Heads | undefined;
  /** The same for roles with a queue of their own. */
  readonly ownHeads?: Readonly<Record<string, Heads>> | undefined;
  /** Numbers of the turns whose head came by a trade. */
  readonly traded?: readonly number[] | undefined;
  /** What this revision changed, so that it can be made again when an earlier turn changes later on. */
  readonly change?: QueueChange | undefined;
}

/** A change of the queue. `layer`: its name, where it is not the base; `role`: one with a queue of its own. */
export type QueueChange = { readonly layer?: string | undefined; readonly role?: string | undefined } & (
  | { readonly kind: 'join' | 'leave'; readonly personId: PersonId }
  | { readonly kind: 'skip'; readonly personId: PersonId; readonly reason?: string | undefined }
  | { readonly kind: 'move'; readonly personId: PersonId; readonly position: number }
  | Trade
);

/** Two people trade turns, each named by the handoff (ISO 8601) at which that person becomes head. */
export interface Trade {
  readonly kind: 'trade';
  readonly personId: PersonId;
  readonly turnStartsAt: string;
  readonly withPersonId: PersonId;
  readonly withTurnStartsAt: string;
}

/** One complete schedule: who follows whom, when the handoffs are, and which roles are held. */
export interface Layer {
  readonly timeZone: string;
  readonly cadence: Every;
  /** Wall-clock time in the zone at which the first turn begins. */
  readonly startsAt: string;
  readonly queue?: readonly Place[] | undefined;
  readonly roles: readonly string[];
  readonly pairing: Pairing;
  readonly queues?: Readonly<Record<string, readonly Place[]>> | undefined;
  readonly activeHours?: readonly ActiveHours[] | undefined;
  /** Wall-clock time in the zone from which nobody is on call any more. */
  readonly until?: string | undefined;
  readonly carried?: Carried | undefined;
}

export interface NamedLayer extends Layer {
  readonly name: string;
}

/** A rotation as people set it: a schedule, and further ones laid over it, the last on top. */
export interface Definition extends Layer {
  readonly layers?: readonly NamedLayer[] | undefined;
}

/** All layers of a definition, lowest first. A schedule without a queue beside its layers is none. */
export const layersOf = (definition: Definition): readonly Layer[] => [
  ...(hasQueue(definition) ? [definition] : []),
  ...(definition.layers ?? []),
];

export const hasQueue = (layer: Layer): boolean =>
  layer.queue !== undefined || layer.roles.every((role) => layer.queues?.[role] !== undefined);

/** Every role of a definition, the base's order first. */
export const rolesOf = (definition: Definition): string[] => [
  ...new Set(layersOf(definition).flatMap((layer) => layer.roles)),
];

/** Everybody who stands in any queue of a definition, or has a turn left in it. */
export function peopleOf(definition: Definition): PersonId[] {
  const places = layersOf(definition).flatMap((layer) => [
    ...(layer.queue ?? []),
    ...Object.values(layer.queues ?? {}).flat(),
    ...Object.values(layer.carried?.heads ?? {}),
    ...Object.values(layer.carried?.ownHeads ?? {}).flatMap((heads) => Object.values(heads)),
  ]);
  return [...new Set(places.filter((place) => place !== null))];
}

/** A definition as people set it: the order of its queues, without what changes carried along. */
export function asSet({ layers, ...base }: Definition): Definition {
  const bare = <T extends Layer>({ carried: _, ...layer }: T): Omit<T, 'carried'> => layer;
  return { ...bare(base), ...(layers ? { layers: layers.map(bare) } : {}) };
}

/** What is nonsense in a definition, by field path, in words a person can act on. Empty: it makes sense. */
export function faultsOf(definition: Definition): FieldFaults {
  const faults: FieldFaults = faultsOfLayer(
    definition,
    '',
    definition.layers !== undefined && definition.layers.length > 0,
  );
  const names = new Set<string>();
  for (const [i, layer] of (definition.layers ?? []).entries()) {
    const path = `layers.${i}.`;
    if (names.has(layer.name)) faults[`${path}name`] = `Two layers are called “${layer.name}”: give each its own name`;
    names.add(layer.name);
    Object.assign(faults, faultsOfLayer(layer, path, false));
  }
  return faults;
}

function faultsOfLayer(layer: Layer, path: string, queueMayMiss: boolean): FieldFaults {
  const faults: FieldFaults = {};
  const say = (field: string, words: string): void => {
    faults[path + field] ??= words;
  };
  if (!isZone(layer.timeZone)) {
    say('timeZone', `“${layer.timeZone}” is not a known time zone: use an IANA name such as Europe/Berlin`);
  }
  if (!hasQueue(layer) && !queueMayMiss) say('queue', 'Put at least one person in the queue');
  if (layer.queue) faultsOfQueue(layer.queue, 'queue', say);
  for (const [role, queue] of Object.entries(layer.queues ?? {})) {
    if (!layer.roles.includes(role))
      say(`queues.${role}`, `“${role}” is not one of the roles: add it to roles, or remove its queue`);
    faultsOfQueue(queue, `queues.${role}`, say);
  }
  if (layer.roles.length === 0) say('roles', 'Name at least one role, such as primary');
  for (const [i, role] of layer.roles.entries()) {
    if (layer.roles.indexOf(role) < i) say(`roles.${i}`, `The role “${role}” is named twice: remove one`);
  }
  for (const [i, entry] of (layer.activeHours ?? []).entries()) {
    if (entry.days.length === 0) say(`activeHours.${i}.days`, 'Choose at least one day');
  }
  faultsOfTimes(layer, say);
  return faults;
}

function faultsOfQueue(queue: readonly Place[], field: string, say: (field: string, words: string) => void): void {
  if (queue.length === 0) say(field, 'Put at least one person in the queue');
  for (const [i, place] of queue.entries()) {
    if (place !== null && queue.indexOf(place) < i)
      say(`${field}.${i}`, `“${place}” stands twice in the queue: remove one`);
  }
}

function faultsOfTimes(layer: Layer, say: (field: string, words: string) => void): void {
  const startsAt = parseLocal(layer.startsAt);
  if (startsAt === null) say('startsAt', 'Give a date and a time on the clock, such as 2026-03-02T12:00');
  if (layer.until === undefined) return;
  const until = parseLocal(layer.until);
  if (until === null) say('until', 'Give a date and a time on the clock, such as 2027-01-04T12:00');
  if (until === null || startsAt === null || !isZone(layer.timeZone)) return;
  if (resolveWall(until, layer.timeZone) <= resolveWall(startsAt, layer.timeZone)) {
    say('until', 'The end must lie after the start: choose a later date, or leave it out');
  }
}
