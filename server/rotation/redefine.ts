import { formatLocal, wallAt } from '@/server/time/wall-clock';
import { turnsOf } from './cadence';
import type { Changed } from './change';
import { asSet, type Definition, type NamedLayer, type Place } from './definition';
import { type Line, rotated } from './queue';
import { firstTurnFrom, lineAt, trailBefore, withLine } from './rebase';

/** New settings; what is left out stays. `undefined` takes a setting away. */
export type Patch = { readonly [Field in keyof Omit<Definition, 'carried'>]?: Definition[Field] | undefined };

/**
 * The definition with other settings, from the first handoff at or after an instant (milliseconds) on.
 * - Without `startsAt`, the rotation goes on: a new queue begins with its first place at that handoff, a new cadence or
 *   zone begins there, and the order is kept. A queue sent back as it stands changes nothing.
 * - With `startsAt`, handoffs are counted from there, and a queue that comes with it begins there.
 * - `layers` are all of them, lowest first; one that was there before, by name, goes on from its order: see `goesOn`.
 */
export function redefined(definition: Definition, patch: Patch, from: number): Changed {
  const { layers: given, ...own } = patch;
  const { definition: base, effectiveFrom } = redefinedBase(definition, own, from);
  const before = definition.layers ?? [];
  const layers = 'layers' in patch ? relayered(before, given ?? [], effectiveFrom.getTime()) : definition.layers;
  return { definition: withoutUndefined({ ...base, layers }), effectiveFrom };
}

function redefinedBase(definition: Definition, patch: Omit<Patch, 'layers'>, from: number): Changed {
  const { layers: _, ...shown } = asSet(definition);
  const next = withoutUndefined({ ...shown, ...patch } as Definition);
  const queueGiven = patch.queue !== undefined && !sameQueue(patch.queue, shown.queue);
  if (patch.startsAt !== undefined && patch.startsAt !== definition.startsAt) {
    return restarted(definition, next, patch.queue !== undefined, from);
  }
  const k = firstTurnFrom(definition, from);
  const effectiveFrom = new Date(turnsOf(definition).startOf(k));
  if (changesTiming(definition, patch)) return { definition: retimed(definition, next, queueGiven, k), effectiveFrom };
  const { change: __, ...carried } = definition.carried ?? {};
  let result: Definition = { ...next, carried };
  if (queueGiven && next.queue) {
    const line = patch.startsAt === undefined ? lineOf(next.queue) : { lead: [], cycle: rotated(next.queue, k) };
    result = withLine({ ...result, queue: definition.queue }, undefined, k, line);
  }
  for (const [role, queue] of Object.entries(patch.queues ?? {})) {
    if (sameQueue(queue, shown.queues?.[role])) continue;
    result = withLine({ ...result, queues: { ...result.queues, [role]: queue } }, role, k, lineOf(queue), {});
  }
  return { definition: withoutUndefined(result), effectiveFrom };
}

/** The layers as they are to be, each with what it brings along. One under another name is known by its queue. */
function relayered(before: readonly NamedLayer[], next: readonly NamedLayer[], at: number): NamedLayer[] | undefined {
  const left = before.filter(({ name }) => next.every((layer) => layer.name !== name));
  const layers = next.map((layer) => {
    const old =
      before.find(({ name }) => name === layer.name) ??
      left.find((each) => each.startsAt === layer.startsAt && sameQueue(layer.queue ?? [], asSet(each).queue));
    return old ? { ...goesOn(old, layer, at), name: layer.name } : layer;
  });
  return layers.length > 0 ? layers : undefined;
}

/**
 * A layer with other settings from an instant on, which need not be one of its handoffs. Whoever has the turn then
 * keeps it, the order goes on, and another queue begins with its first place at the next handoff. With other handoffs
 * and another queue nothing is left to go on from: it is taken as it is written.
 */
function goesOn(old: NamedLayer, next: NamedLayer, at: number): Definition {
  const shown = asSet(old);
  const queueKept = sameQueue(next.queue ?? [], shown.queue ?? []);
  if (next.startsAt === old.startsAt && !changesTiming(old, next)) {
    const gone = Object.fromEntries(Object.keys(shown).map((field) => [field, undefined]));
    const { change: _, ...carried } = old.carried ?? {};
    return redefinedBase({ ...old, carried }, { ...gone, ...next }, at).definition;
  }
  const turnAt = (layer: NamedLayer) => Math.max(0, turnsOf(layer).at(at));
  return queueKept ? renumbered(old, next, turnAt(old), turnAt(next), undefined) : next;
}

/** Another cadence or zone: turns are numbered anew from the handoff at which it begins. */
function retimed(before: Definition, next: Definition, queueGiven: boolean, k: number): Definition {
  const startsAt = formatLocal(wallAt(turnsOf(before).startOf(k), next.timeZone));
  const line = queueGiven && next.queue ? lineOf(next.queue) : undefined;
  return renumbered(before, { ...next, startsAt }, k, 0, line);
}

/** Handoffs counted from a time of its own. What runs now goes on until the first of them that is not before `from`. */
function restarted(before: Definition, next: Definition, queueGiven: boolean, from: number): Changed {
  const k = firstTurnFrom(next, from);
  const effectiveFrom = new Date(turnsOf(next).startOf(k));
  const running = firstTurnFrom(before, effectiveFrom.getTime());
  const line = queueGiven && next.queue ? lineOf(rotated(next.queue, k)) : undefined;
  return { definition: renumbered(before, next, running, k, line), effectiveFrom };
}

/** Old turn `k` becomes turn `first` of the new numbering; the order goes on from there, unless another is given. */
function renumbered(
  before: Definition,
  next: Definition,
  k: number,
  first: number,
  given: Line | undefined,
): Definition {
  const line = given ?? lineAt(before, undefined, k);
  let result: Definition = next;
  if (next.queue && line) {
    result = withLine(
      result,
      undefined,
      first,
      line,
      trailBefore({ ...before, roles: next.roles }, undefined, k, first),
    );
  }
  for (const [role, queue] of Object.entries(next.queues ?? {})) {
    const kept = sameQueue(queue, asSet(before).queues?.[role]) ? lineAt(before, role, k) : null;
    result = withLine(result, role, first, kept ?? lineOf(queue), {});
  }
  return withoutUndefined(result);
}

const lineOf = (queue: readonly Place[]): Line => ({ lead: [], cycle: queue });

const sameQueue = (a: readonly Place[], b: readonly Place[] | undefined): boolean =>
  b !== undefined && a.length === b.length && a.every((place, i) => place === b[i]);

const changesTiming = (definition: Definition, { cadence, timeZone }: Patch): boolean =>
  (timeZone !== undefined && timeZone !== definition.timeZone) ||
  (cadence !== undefined && (cadence.unit !== definition.cadence.unit || cadence.count !== definition.cadence.count));

const withoutUndefined = (definition: Definition): Definition =>
  Object.fromEntries(Object.entries(definition).filter(([, value]) => value !== undefined)) as unknown as Definition;
