import { formatLocal, wallAt } from '@/server/time/wall-clock';
import { turnsOf } from './cadence';
import type { Changed } from './change';
import { asSet, type Definition, type Place } from './definition';
import { type Line, rotated } from './queue';
import { firstTurnFrom, lineAt, trailBefore, withLine } from './rebase';

/** New settings; what is left out stays. `undefined` takes a setting away. */
export type Patch = { readonly [Field in keyof Omit<Definition, 'carried'>]?: Definition[Field] | undefined };

/**
 * The definition with other settings, from the first handoff at or after an instant (milliseconds) on.
 * - Without `startsAt`, the rotation goes on: a new queue begins with its first place at that handoff, a new cadence or
 *   zone begins there, and the order is kept. A queue sent back as it stands changes nothing.
 * - With `startsAt`, handoffs are counted from there, and a queue that comes with it begins there.
 */
export function redefined(definition: Definition, patch: Patch, from: number): Changed {
  const shown = asSet(definition);
  const next = withoutUndefined({ ...shown, ...patch } as Definition);
  const queueGiven = patch.queue !== undefined && !sameQueue(patch.queue, shown.queue);
  if (patch.startsAt !== undefined && patch.startsAt !== definition.startsAt) {
    return restarted(definition, next, patch.queue !== undefined, from);
  }
  const k = firstTurnFrom(definition, from);
  const effectiveFrom = new Date(turnsOf(definition).startOf(k));
  if (changesTiming(definition, patch)) return { definition: retimed(definition, next, queueGiven, k), effectiveFrom };
  const layers = patch.layers === undefined ? definition.layers : next.layers;
  const { change: _, ...carried } = definition.carried ?? {};
  let result: Definition = { ...next, layers, carried };
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
