import { isPagingRole, type PersonId, peopleOf } from '@/server/rotation/definition';
import type { Segment } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import type { Source } from '@/server/rotation/piece';
import { type Shift, shifts } from '@/server/rotation/shifts';
import { type OnCall, onCallAt } from './on-call-at';

type Plan = { segments: readonly Segment[]; overrides: readonly Override[] };

/** One role of a rotation as the first screen shows it. */
export interface BoardRole extends OnCall {
  /** Somebody should hold it and nobody does. False also outside active hours and before the start. */
  readonly isGap: boolean;
  /** Who would hold it without overrides; null unless an override is why. */
  readonly insteadOf: PersonId | null;
}

export interface RotationNow {
  readonly roles: BoardRole[];
  /** One person alone holds every paging role that is held; null while there is a backup or nobody at all. */
  readonly noBackup: { readonly personId: PersonId; readonly until: Date | null } | null;
}

/** Who holds what at `now`, what is missing, and how it came about. */
export function rotationNow({ segments, overrides }: Plan, now: Date): RotationNow {
  const answers = onCallAt({ segments, overrides }, now);
  const instant = { from: now, to: new Date(now.getTime() + 1) };
  const gaps = new Set(shifts({ segments, overrides, span: instant }).gaps.map(({ role }) => role));
  const covered = answers.some(({ source }) => source === 'override');
  const without = covered ? onCallAt({ segments, overrides: [] }, now) : [];
  const roles = answers.map((answer) => {
    const planned = without.find(({ role }) => role === answer.role)?.personId ?? null;
    const insteadOf = answer.source === 'override' && planned !== answer.personId ? planned : null;
    return { ...answer, isGap: gaps.has(answer.role), insteadOf };
  });
  return { roles, noBackup: noBackupIn(roles) };
}

function noBackupIn(roles: readonly BoardRole[]): RotationNow['noBackup'] {
  const expected = roles.filter(({ role, personId, isGap }) => isPagingRole(role) && (isGap || personId !== null));
  const held = expected.filter(({ personId }) => personId !== null);
  const [first] = held;
  if (!first?.personId || expected.length < 2 || new Set(held.map(({ personId }) => personId)).size > 1) return null;
  const ends = expected.map(({ until }) => until).filter((until) => until !== null);
  return { personId: first.personId, until: earliest(ends) };
}

const earliest = (instants: readonly Date[]): Date | null =>
  instants.reduce<Date | null>((first, each) => (first && first <= each ? first : each), null);

export interface ComingShift {
  readonly rotationId: string;
  readonly role: string;
  readonly from: Date;
  readonly to: Date;
  readonly source: Source;
}

const sightMs = 200 * 86_400_000;
/** Longer than a month: the longest turn there is. */
const pastSightMs = 35 * 86_400_000;

/** The next shifts of one person over several rotations, the running ones first; none beyond 200 days. */
export function comingShifts(
  plans: readonly (Plan & { id: string })[],
  personId: PersonId,
  now: Date,
  most: number,
): ComingShift[] {
  // From before now: a shift that is under way began when it began, not at this instant.
  const span = { from: new Date(now.getTime() - pastSightMs), to: new Date(now.getTime() + sightMs) };
  const own = plans
    .filter((plan) => concerns(plan, personId))
    .flatMap(({ id, segments, overrides }) => {
      const held = shifts({ segments, overrides, span }).shifts.filter(
        (shift) => shift.personId === personId && shift.to > now,
      );
      return held.map(({ role, from, to, source }: Shift) => ({ rotationId: id, role, from, to, source }));
    });
  return own.sort((a, b) => a.from.getTime() - b.from.getTime() || a.to.getTime() - b.to.getTime()).slice(0, most);
}

/** Whether somebody stands in a queue of a rotation, now or ever, or covers a shift of it. */
export const concerns = ({ segments, overrides }: Plan, personId: PersonId): boolean =>
  overrides.some((override) => override.personId === personId) ||
  segments.some(({ definition }) => peopleOf(definition).includes(personId));

export interface BoardPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  /** Verified numbers, ready to dial. */
  readonly phones: readonly string[];
  /** Whether a page would leave for them: they have a working contact method. */
  readonly reachable: boolean;
}

export interface BoardRotation extends RotationNow {
  readonly id: string;
  readonly name: string;
  /** The name of its team. */
  readonly team: string;
  /** The zone of its handoffs. */
  readonly zone: string;
}

/** The first screen: who owns this now, in every rotation the viewer may see, and what is coming for the viewer. */
export interface Board {
  readonly now: Date;
  /** Null for a machine. */
  readonly viewer: { readonly id: PersonId; readonly timeZone: string } | null;
  readonly people: readonly BoardPerson[];
  readonly rotations: readonly BoardRotation[];
  readonly mine: readonly ComingShift[];
}

type Planned = Plan & { id: string; name: string; teamId: string; zone: string };

/** Every rotation as it is now, with the name of its team. */
export const boardRotations = (
  plans: readonly Planned[],
  teams: readonly { id: string; name: string }[],
  now: Date,
): BoardRotation[] =>
  plans.map((plan) => {
    const { id, name, teamId, zone } = plan;
    const team = teams.find((each) => each.id === teamId)?.name ?? '';
    return { id, name, team, zone, ...rotationNow(plan, now) };
  });

/** Everybody whose name the rotations show. */
export const namedOn = (
  rotations: readonly { roles: readonly (OnCall & { insteadOf?: PersonId | null })[] }[],
): PersonId[] =>
  rotations
    .flatMap(({ roles }) => roles)
    .flatMap(({ personId, next, insteadOf }) => [personId, next?.personId ?? null, insteadOf ?? null])
    .filter((id) => id !== null);

type Known = ReadonlyMap<PersonId, Omit<BoardPerson, 'phones' | 'reachable'>>;

/** People as the first screen shows them: whoever has no known method cannot be reached. */
export const boardPeople = (
  people: Known,
  phones: ReadonlyMap<PersonId, string[]>,
  reach: ReadonlyMap<PersonId, { readonly reachable: boolean }>,
): BoardPerson[] =>
  [...people.values()].map(({ id, name, email, timeZone }) => {
    const reachable = reach.get(id)?.reachable ?? false;
    return { id, name, email, timeZone, phones: phones.get(id) ?? [], reachable };
  });

/** Whoever looks, with their clock; null for a machine. */
export const viewerIn = (people: ReadonlyMap<PersonId, { timeZone: string }>, id: PersonId | null): Board['viewer'] =>
  id === null ? null : { id, timeZone: people.get(id)?.timeZone ?? 'UTC' };
