import { isPagingRole, type PersonId } from '@/server/rotation/definition';
import type { Span } from '@/server/time/span';

/** What the outgoing people are asked, in the order in which it is read. */
export const prompts = ['risks', 'recentChanges', 'toDo', 'whoIsAway'] as const;
export type Prompt = (typeof prompts)[number];

export const promptWords: Record<Prompt, { label: string; hint: string }> = {
  risks: { label: 'Risks', hint: 'What could break this week, and how would one notice?' },
  recentChanges: { label: 'Recent changes', hint: 'Deploys, migrations, new limits, silenced alerts.' },
  toDo: { label: 'To do', hint: 'What was begun and is not finished.' },
  whoIsAway: { label: 'Who is away', hint: 'Whom one would ask, and who stands in for them.' },
};

export type StoredState = 'draft' | 'published' | 'accepted' | 'not-needed';
export type NoteState = StoredState | 'late';

/** Somebody holding a paging role on one side of a handoff. */
export interface Hand {
  readonly personId: PersonId;
  readonly role: string;
}

export interface Hands {
  readonly outgoing: readonly Hand[];
  readonly incoming: readonly Hand[];
}

/** Time in which somebody holds a role. */
export interface Held extends Span, Hand {
  readonly source: 'rotation' | 'override' | 'swap';
}

/** Who held the paging roles up to an instant, and who holds them from it on, covers included. */
export function handsAt(shifts: readonly Held[], at: Date): Hands {
  const during = (isHeld: (shift: Held) => boolean): Hand[] =>
    shifts
      .filter((shift) => isPagingRole(shift.role) && isHeld(shift))
      .map(({ personId, role }) => ({ personId, role }));
  return {
    outgoing: during(({ from, to }) => from < at && at <= to),
    incoming: during(({ from, to }) => from <= at && at < to),
  };
}

/** The same people go on in the same roles, or nobody was there before: nobody has anything to tell. */
export function needsNoNote({ outgoing, incoming }: Hands): boolean {
  const written = (hands: readonly Hand[]) =>
    hands
      .map(({ personId, role }) => JSON.stringify([role, personId]))
      .sort()
      .join();
  return outgoing.length === 0 || written(outgoing) === written(incoming);
}

/** Who goes on with what the outgoing people lead: the new primary, else whoever comes first. Null: nobody comes. */
export const successorOf = ({ incoming }: Hands): PersonId | null =>
  (incoming.find(({ role }) => role === 'primary') ?? incoming[0])?.personId ?? null;

/** Each person once, in the order of the roles. */
export const peopleIn = (hands: readonly Hand[]): PersonId[] => [...new Set(hands.map(({ personId }) => personId))];

/** Accepted within this time the handoff counts as done. */
export const lateAfterMs = 2 * 3_600_000;

interface Dated {
  readonly state: StoredState;
  readonly handoffAt: Date;
}

/** What people are told it is. Without anybody to read it, a published note is never late. */
export function stateOf({ state, handoffAt }: Dated, { outgoing, incoming }: Hands, now: Date): NoteState {
  if (state === 'draft' && needsNoNote({ outgoing, incoming })) return 'not-needed';
  const isLate = state === 'published' && incoming.length > 0 && now.getTime() > handoffAt.getTime() + lateAfterMs;
  return isLate ? 'late' : state;
}

export interface WrittenText {
  readonly text: string;
  /** 0: nobody has written here yet. */
  readonly version: number;
  readonly changedAt: Date | null;
  readonly changedById: PersonId | null;
}

export const unwritten: WrittenText = { text: '', version: 0, changedAt: null, changedById: null };
