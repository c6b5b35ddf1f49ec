import { asDate, dayAndTime, dayOf, type Instant, timeOfDay } from '@/components/ui/instant';
import type { Board, BoardPerson, BoardRole, BoardRotation } from '@/server/oncall/board';
import { isPagingRole } from '@/server/rotation/definition';

/** "primary" → "Primary". */
export const roleWord = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);

/** "18:00 your time", with the day where it is another one; null where the viewer's clock shows the same. */
export function yourTime(instant: Instant, zone: string, viewerZone: string | undefined, now: Instant): string | null {
  if (!viewerZone) return null;
  const [theirs, mine] = [dayOf(instant, zone, now), dayOf(instant, viewerZone, now)];
  const bare = (where: string) => timeOfDay(instant, where).slice(0, 5);
  if (theirs === mine && bare(zone) === bare(viewerZone)) return null;
  return `${theirs === mine ? bare(viewerZone) : `${mine} ${bare(viewerZone)}`} your time`;
}

/** "Mon 23 Nov 12:00 ET (18:00 your time)". */
export function bothTimes(instant: Instant, zone: string, viewerZone: string | undefined, now: Instant): string {
  const mine = yourTime(instant, zone, viewerZone, now);
  return `${dayAndTime(instant, zone, now)}${mine ? ` (${mine})` : ''}`;
}

/** Whose name stands for an id; people who left keep theirs. */
export const personIn = (board: Board, id: string | null): BoardPerson | undefined =>
  board.people.find((person) => person.id === id);

export const nameIn = (board: Board, id: string): string =>
  id === board.viewer?.id ? 'You' : (personIn(board, id)?.name ?? 'Somebody');

/** The rotation that the line on every screen speaks of: one's own present shift, else one's next, else the first. */
export function headlineOf(board: Board): BoardRotation | undefined {
  const mine = board.viewer?.id;
  const serving = board.rotations.find(({ roles }) =>
    roles.some(({ personId }) => personId !== null && personId === mine),
  );
  return serving ?? board.rotations.find(({ id }) => id === board.mine[0]?.rotationId) ?? board.rotations[0];
}

export const gapsOf = ({ roles }: BoardRotation): BoardRole[] => roles.filter(({ isGap }) => isGap);

/** Somebody holds the role, and no page would get to them. Of a role that is never paged nothing is said. */
export const cannotBeReached = (board: Board, { role, personId }: BoardRole): boolean =>
  isPagingRole(role) && personIn(board, personId)?.reachable === false;

const soonMs = 30 * 60_000;

/** A handoff within half an hour: both names are shown. */
export const handsOffSoon = ({ personId, until, next }: BoardRole, now: Date): boolean =>
  personId !== null && until !== null && next !== null && asDate(until).getTime() - now.getTime() <= soonMs;

/** When the first of all answers on the screen ends: from then on it must be asked again. */
export function firstEnd(board: Board): Date | null {
  const ends = board.rotations.flatMap(({ roles }) => roles.map(({ until }) => until)).filter((end) => end !== null);
  return ends.reduce<Date | null>((first, end) => (first && first <= end ? first : end), null);
}
