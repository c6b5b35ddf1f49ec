import type { PersonId } from '@/server/rotation/definition';
import type { Person } from '@/server/team/person';
import { spanLabel } from '@/server/time/label';
import { addDaysWall, formatLocal, partsOfWall, resolveWall, startOfDayWall, wallAt } from '@/server/time/wall-clock';
import { nextWorkingMoment, type WorkingHours } from '@/server/time/working-hours';
import type { Thin } from './coverage';
import { hoursOf } from './reminder';

const dayMs = 86_400_000;

/** A week's digest goes out on its Monday morning; who was not there that day is told the next week. */
const lastsMs = dayMs;

/** The week of which a person's digest is due at `now`, by its Monday on their clock ("2026-11-23"); null: none is. */
export function digestWeekDue(hours: WorkingHours, now: Date): string | null {
  const today = startOfDayWall(wallAt(now.getTime(), hours.zone));
  const monday = addDaysWall(today, 1 - partsOfWall(today).weekday);
  const week = formatLocal(monday).slice(0, 10);
  const dueAt = nextWorkingMoment(new Date(resolveWall(monday, hours.zone)), hours);
  return dueAt <= now && now.getTime() < dueAt.getTime() + lastsMs ? week : null;
}

/** The digests of a team that are due, each once a person and week: for those who want one. */
export const digestsDue = (
  teamId: string,
  members: readonly Person[],
  now: Date,
): { personId: string; key: string }[] =>
  members.flatMap((person) => {
    const hours = person.digest ? hoursOf(person) : undefined;
    const week = hours ? digestWeekDue(hours, now) : null;
    return week === null ? [] : [{ personId: person.id, key: `digest ${teamId} ${week}` }];
  });

/** More of one kind than these are counted, not listed: the mail is read on a phone. */
const mostListed = 6;

/** Where the weeks ahead are thin, a line each, on the reader's clock. Empty: they are covered. */
export function thinLines({ gaps, noBackup }: Thin, nameOf: (id: PersonId) => string, zone: string): string[] {
  const missing = gaps.map(
    ({ role, rotation, from, to }) => `Nobody is ${role} of ${rotation}, ${spanLabel(from, to, zone)}`,
  );
  const alone = noBackup.map(
    ({ personId, rotation, from, to }) =>
      `${nameOf(personId)} is alone in ${rotation}, without a backup, ${spanLabel(from, to, zone)}`,
  );
  return [...listed(missing, 'gaps'), ...listed(alone, 'stretches without a backup')];
}

const listed = (lines: readonly string[], what: string): string[] => [
  ...lines.slice(0, mostListed),
  ...(lines.length > mostListed ? [`And ${lines.length - mostListed} more ${what} in the next 12 weeks`] : []),
];
