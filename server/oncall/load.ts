import { isPagingRole, type PersonId } from '@/server/rotation/definition';
import type { Shift } from '@/server/rotation/shifts';
import { hours, merge, overlap, type Span } from '@/server/time/span';
import { addDaysWall, partsOfWall, resolveWall, startOfDayWall, type Wall, wallAt } from '@/server/time/wall-clock';

/** What being on call takes of one person, on that person's own clock. */
export interface Load {
  readonly personId: PersonId;
  /** Hours in any paging role; time in two roles at once counts once. */
  readonly hours: number;
  /** Hours held, role by role. */
  readonly byRole: Readonly<Record<string, number>>;
  /** Nights, each named after the date it begins on, that a shift reaches into. */
  readonly nights: number;
  /** Weekends, Saturday 00:00 to Monday 00:00, that a shift reaches into. */
  readonly weekends: number;
  /** Public holidays that a shift reaches into; 0 where nobody says when they are. */
  readonly holidays: number;
}

export interface LoadQuestion {
  readonly shifts: readonly Shift[];
  /** IANA zone of a person. */
  readonly zoneOf: (personId: PersonId) => string;
  /** When a person's public holidays are, within a span. */
  readonly holidaysFor?: ((personId: PersonId, span: Span) => readonly Span[]) | undefined;
  /** Hours of the clock at which a night begins and ends; 22 and 8 when left out. */
  readonly night?: { readonly from: number; readonly to: number } | undefined;
}

const hourMs = 3_600_000;

/** The load of everybody who holds a paging role in the shifts given, the heaviest first. */
export function loadsOf({ shifts, zoneOf, holidaysFor, night = { from: 22, to: 8 } }: LoadQuestion): Load[] {
  const paging = shifts.filter((shift) => isPagingRole(shift.role));
  const loads = [...new Set(paging.map((shift) => shift.personId))].map((personId): Load => {
    const own = paging.filter((shift) => shift.personId === personId);
    const time = merge(own);
    const zone = zoneOf(personId);
    return {
      personId,
      hours: total(time),
      byRole: byRole(own),
      nights: countDays(time, zone, (day) => [day + night.from * hourMs, addDaysWall(day, 1) + night.to * hourMs]),
      weekends: countDays(time, zone, (day) => (partsOfWall(day).weekday === 6 ? [day, addDaysWall(day, 2)] : null)),
      holidays: holidaysFor ? countHolidays(time, (span) => holidaysFor(personId, span)) : 0,
    };
  });
  return loads.sort((a, b) => b.hours - a.hours);
}

const total = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + hours(span), 0);

function byRole(own: readonly Shift[]): Record<string, number> {
  const roles = [...new Set(own.map((shift) => shift.role))];
  return Object.fromEntries(roles.map((role) => [role, total(merge(own.filter((shift) => shift.role === role)))]));
}

function countHolidays(time: readonly Span[], holidaysIn: (span: Span) => readonly Span[]): number {
  const [first, last] = [time[0], time.at(-1)];
  if (!first || !last) return 0;
  const days = holidaysIn({ from: first.from, to: last.to }).filter((day) => time.some((span) => overlap(day, span)));
  // Two holidays on one day are one day given up.
  return new Set(days.map(({ from }) => from.getTime())).size;
}

/** How many local days there are whose stretch (from–to on the wall clock) the time reaches into. */
function countDays(time: readonly Span[], zone: string, stretchOf: (day: Wall) => [Wall, Wall] | null): number {
  const days = new Set<Wall>();
  for (const span of time) {
    const last = startOfDayWall(wallAt(span.to.getTime(), zone));
    let day = addDaysWall(startOfDayWall(wallAt(span.from.getTime(), zone)), -2);
    for (; day <= last; day = addDaysWall(day, 1)) {
      const [from, to] = stretchOf(day) ?? [0, 0];
      const stretch = { from: new Date(resolveWall(from, zone)), to: new Date(resolveWall(to, zone)) };
      if (from < to && overlap(stretch, span)) days.add(day);
    }
  }
  return days.size;
}
