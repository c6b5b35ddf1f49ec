import { AppError, type FieldFaults, invalid } from '@/server/errors';
import type { Span } from '@/server/time/span';
import type { TimeOff } from './conflict';
import { asSet, type Definition, faultsOf, type PersonId } from './definition';
import { type Difference, differenceBetween } from './difference';
import { type Segment, segmentAt } from './history';
import { type LaidOverride, type Override, timeFaults } from './override';
import { handoffBefore, publishedUntil } from './publication';
import type { Patch } from './redefine';
import { restored } from './restore';
import { type Revised, redefine, revise } from './revise';
import type { ChangeQueueInput, ChangeRotationInput } from './schema';
import type { Shift } from './shifts';

/** A rotation as it is, as far as a change of it needs to know. */
export interface Plan {
  readonly segments: readonly Segment[];
  readonly overrides: readonly LaidOverride[];
  readonly publishedWeeks: number;
  readonly zone: string;
  /** What Baton knows of the time off of those whom a change may concern. */
  readonly timeOff?: readonly TimeOff[];
  /** Whoever may come into a queue or hold an override: the active members of the team. */
  readonly joinable: readonly PersonId[];
}

/** What a change would do: what there would be to store, and the difference that people see first. */
export interface Proposal {
  readonly revised: Revised;
  readonly difference: Difference;
}

/** From when a change is asked for: now at the earliest, and after the published weeks where nothing is said. */
function begin(plan: Plan, asked: string | undefined, now: Date): { from: Date; published: Date } {
  const published = publishedUntil(plan.segments, plan.publishedWeeks, now);
  const from = asked === undefined ? published : new Date(Math.max(Date.parse(asked), now.getTime()));
  return { from, published };
}

function proposed(plan: Plan, from: Date, published: Date, revised: Revised, now: Date): Proposal {
  const { overrides, segments: before, zone, timeOff } = plan;
  const question = { before: { segments: before, overrides }, after: { segments: revised.segments, overrides } };
  return {
    revised,
    difference: differenceBetween({ ...question, from, zone, now, publishedUntil: published, timeOff }),
  };
}

/** A change of the queue: join, skip, leave or move. Throws `not-possible` with a sentence that says why. */
export function proposeQueue(plan: Plan, input: Omit<ChangeQueueInput, 'version' | 'preview'>, now: Date): Proposal {
  const { change: kind, personId, position = 0, reason, layer, role } = input;
  const { from, published } = begin(plan, input.from, now);
  const where = { personId, ...(layer === undefined ? {} : { layer }), ...(role === undefined ? {} : { role }) };
  const change =
    kind === 'move'
      ? { ...where, kind, position }
      : kind === 'skip'
        ? { ...where, kind, ...(reason === undefined ? {} : { reason }) }
        : { ...where, kind };
  return proposed(plan, from, published, revise(plan.segments, change, from), now);
}

/** Other settings of the definition; null takes one away. Throws `invalid` where the result would be nonsense. */
export function proposeSettings(plan: Plan, input: Omit<ChangeRotationInput, 'version'>, now: Date): Proposal {
  const { from: asked, name: _, approval: __, publishedWeeks: ___, reason: ____, ...settings } = input;
  const { from, published } = begin(plan, asked, now);
  const patch = Object.fromEntries(
    Object.entries(settings).map(([field, value]) => [field, value ?? undefined]),
  ) as Patch;
  refuseNonsense(plan.segments, patch, from);
  const revised = redefine(plan.segments, patch, from);
  return proposed(plan, from, published, revised, now);
}

/** An earlier version from a handoff on; `earlier`: its revisions. `left`: who is not of the team any more. */
export function proposeRestore(
  plan: Plan,
  earlier: readonly Segment[],
  asked: string | undefined,
  now: Date,
): Proposal & { left: PersonId[] } {
  const { from, published } = begin(plan, asked, now);
  const { left, ...revised } = restored(plan.segments, earlier, plan.joinable, from);
  return { ...proposed(plan, from, published, revised, now), left };
}

/** One override more, on top of all others. Throws `invalid` by field. */
export function proposeOverride(plan: Plan, override: Override, now: Date): Proposal {
  const faults = overrideFaults(plan, override, now);
  if (Object.keys(faults).length > 0) throw invalid(faults);
  return relaid(plan, [...plan.overrides, override], override, now);
}

/** One override less from now on; what has passed of it stays. Throws `not-possible` when it is over. */
export function proposeRemoval(plan: Plan, overrideId: string, now: Date): Proposal {
  const gone = plan.overrides.find(({ id }) => id === overrideId);
  if (!gone || gone.to <= now) throw new AppError('not-possible', 'This override is over, or was taken back already');
  const begun = gone.from < now;
  const rest = plan.overrides.flatMap((each) => (each !== gone ? [each] : begun ? [{ ...each, to: now }] : []));
  return relaid(plan, rest, { from: begun ? now : gone.from, to: gone.to }, now);
}

/** Other overrides over the same revisions: the weeks of the span are compared. */
function relaid(plan: Plan, overrides: readonly Override[], span: Span, now: Date): Proposal {
  const { segments, zone, timeOff, publishedWeeks } = plan;
  const from = handoffBefore(segments, span.from);
  const weeks = Math.min(mostWeeks, Math.ceil((span.to.getTime() - from.getTime()) / weekMs));
  const question = { before: { segments, overrides: plan.overrides }, after: { segments, overrides } };
  const published = publishedUntil(segments, publishedWeeks, now);
  return {
    revised: { segments: [...segments], added: [], effectiveFrom: span.from, dropped: [] },
    difference: differenceBetween({ ...question, from, weeks, zone, now, publishedUntil: published, timeOff }),
  };
}

const weekMs = 7 * 86_400_000;
const mostWeeks = 54;

function overrideFaults({ segments, joinable }: Plan, override: Override, now: Date): FieldFaults {
  const { personId, from, to } = override;
  const stranger = personId !== null && !joinable.includes(personId);
  return {
    ...(to.getTime() - from.getTime() > yearMs && { to: 'An override lasts at most a year: change the queue instead' }),
    ...(stranger && { personId: 'This is no active member of the team: choose somebody else' }),
    ...timeFaults(segments, override, now),
  };
}

const yearMs = 366 * 86_400_000;

/** Before anything is computed from it: an unknown time zone has no handoffs. */
function refuseNonsense(segments: readonly Segment[], patch: Patch, from: Date): void {
  const governing = (segmentAt(segments, from) ?? segments[0])?.definition;
  if (!governing) return;
  const faults = faultsOf({ ...asSet(governing), ...patch } as Definition);
  if (Object.keys(faults).length > 0) throw invalid(faults);
}

type ShownShift = Omit<Shift, 'turnStartsAt'>;

const shown = ({ role, personId, from, to, source }: Shift): ShownShift => ({ role, personId, from, to, source });

/** What the API answers to a change, asked for or made; `version` is the one to name next. */
export function proposalView({ revised, difference }: Proposal, version: number) {
  return {
    version,
    effectiveFrom: revised.effectiveFrom,
    before: difference.before.shifts.map(shown),
    after: difference.after.shifts.map(shown),
    affected: difference.affected.map(({ personId }) => personId),
    conflicts: difference.conflicts,
    people: difference.affected,
    dropped: revised.dropped,
  };
}

export type ProposalView = ReturnType<typeof proposalView>;
