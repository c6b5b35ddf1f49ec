import { type FieldFaults, isAppError } from '@/server/errors';
import { turnsOf } from '@/server/rotation/cadence';
import { type Layer, layersOf, type NamedLayer, type Place } from '@/server/rotation/definition';
import { type Difference, differenceBetween } from '@/server/rotation/difference';
import type { EditorView } from '@/server/rotation/editing';
import { type Segment, segmentAt } from '@/server/rotation/history';
import type { LaidOverride } from '@/server/rotation/override';
import {
  type Proposal,
  proposeOverride,
  proposeQueue,
  proposeRemoval,
  proposeRestore,
  proposeSettings,
} from '@/server/rotation/proposal';
import { handoffBefore, handoffFrom, publishedUntil } from '@/server/rotation/publication';
import { type Line, nextTurnOf } from '@/server/rotation/queue';
import { firstTurnFrom, lineAt } from '@/server/rotation/rebase';
import {
  type ChangeQueueInput,
  type ChangeRotationInput,
  type LayOverrideInput,
  overrideOf,
} from '@/server/rotation/schema';
import { instantOf } from '@/server/time/wall-clock';

/** Where a change is meant to begin: after the weeks that stand, at the next handoff, or at the first after a day. */
export type Begin = { kind: 'published' } | { kind: 'next' } | { kind: 'day'; day: string };

type Queue = Omit<ChangeQueueInput, 'version' | 'preview'>;
type Settings = Omit<ChangeRotationInput, 'version'>;
type NewOverride = Omit<LayOverrideInput, 'version' | 'preview'>;

/** A change that nobody has confirmed yet. */
export type Draft =
  | { readonly kind: 'queue'; readonly input: Queue }
  | { readonly kind: 'settings'; readonly input: Settings }
  | { readonly kind: 'override'; readonly input: NewOverride }
  | { readonly kind: 'removal'; readonly override: LaidOverride }
  /** `earlier`: the rotation as `version` meant it to be. */
  | { readonly kind: 'restore'; readonly version: number; readonly earlier: readonly Segment[]; readonly from: Date };

/** What a draft would do, or why it cannot be done: in words, and by field. */
export type Outcome =
  | { readonly proposal: Proposal & { readonly left?: readonly string[] } }
  | { readonly message: string; readonly fields: FieldFaults };

/** Computed here by the functions the server runs, so that what is confirmed is what was seen. */
export function outcomeOf(plan: EditorView, draft: Draft, now: Date): Outcome {
  try {
    return { proposal: proposed(plan, draft, now) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { message: error.message, fields: error.fields ?? {} };
  }
}

function proposed(plan: EditorView, draft: Draft, now: Date): Proposal {
  switch (draft.kind) {
    case 'queue':
      return proposeQueue(plan, draft.input, now);
    case 'settings':
      return proposeSettings(plan, draft.input, now);
    case 'override':
      return proposeOverride(plan, overrideOf({ ...draft.input, version: plan.version }, now), now);
    case 'removal':
      return proposeRemoval(plan, draft.override.id, now);
    case 'restore':
      return proposeRestore(plan, draft.earlier, draft.from.toISOString(), now);
  }
}

/** The handoff at which a change would begin. Null: the day is none. A day that has passed means the next handoff. */
export function beginOf(plan: EditorView, begin: Begin, now: Date): Date | null {
  if (begin.kind === 'published') return publishedUntil(plan.segments, plan.publishedWeeks, now);
  if (begin.kind === 'next') return handoffFrom(plan.segments, now);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(begin.day) || Number.isNaN(Date.parse(begin.day))) return null;
  const day = instantOf(`${begin.day}T00:00`, plan.zone);
  return handoffFrom(plan.segments, day > now ? day : now);
}

/** The coming weeks as they are: the same table, before anything is changed. */
export function unchanged(plan: EditorView, now: Date): Difference {
  const from = handoffBefore(plan.segments, now);
  const { segments, overrides, zone } = plan;
  const same = { segments, overrides };
  return differenceBetween({
    ...{ before: same, after: same, from, zone, now },
    publishedUntil: publishedUntil(segments, plan.publishedWeeks, now),
  });
}

/** Twelve weeks of an earlier version, from where it began; without covers, which belong to what came true. */
export function weeksOf(earlier: readonly Segment[], from: Date, zone: string, now: Date): Difference {
  const plan = { segments: earlier, overrides: [] };
  const start = handoffBefore(earlier, from);
  return differenceBetween({ before: plan, after: plan, from: start, zone, now, publishedUntil: now });
}

/** One queue of a rotation, in the order of its turns from an instant on. */
export interface OrderedQueue {
  /** Set where the queue is not the base's, or not the common one. */
  readonly layer?: string;
  readonly role?: string;
  /** Each place once, the head first, with the handoff at which its next turn as head begins. */
  readonly places: readonly { readonly place: Place; readonly position: number; readonly turnStartsAt: Date }[];
}

/** Every queue in the order that holds from an instant on. */
export function queuesFrom(plan: EditorView, from: Date): OrderedQueue[] {
  const governing: Segment | undefined = segmentAt(plan.segments, from) ?? plan.segments[0];
  if (!governing) return [];
  return layersOf(governing.definition).flatMap((layer) =>
    [undefined, ...Object.keys(layer.queues ?? {})].flatMap((role) => orderedQueue(layer, role, from)),
  );
}

function orderedQueue(layer: Layer | NamedLayer, role: string | undefined, from: Date): OrderedQueue[] {
  const k = firstTurnFrom(layer, from.getTime());
  const line = lineAt(layer, role, k);
  if (!line) return [];
  const turns = turnsOf(layer);
  const places = line.cycle.map((place, position) => {
    return { place, position, turnStartsAt: new Date(turns.startOf(k + nextTurn(line, place, position))) };
  });
  const name = 'name' in layer ? { layer: layer.name } : {};
  return [{ ...name, ...(role === undefined ? {} : { role }), places }];
}

const nextTurn = (line: Line, place: Place, position: number): number =>
  place === null ? line.lead.length + position : nextTurnOf(line, place);
