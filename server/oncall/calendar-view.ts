import type { PersonId } from '@/server/rotation/definition';
import type { Segment } from '@/server/rotation/history';
import { handoffsIn, publishedUntil } from '@/server/rotation/publication';
import type { Gap, Schedule, Shift } from '@/server/rotation/shifts';
import type { Span } from '@/server/time/span';
import { viewerIn } from './board';
import type { CalendarView } from './calendar';
import { holidaysOf } from './holidays';

type Named = { readonly id: string; readonly name: string };
type Scheduled = Named &
  Schedule & {
    readonly zone: string;
    readonly roles: string[];
    readonly segments: readonly Segment[];
    readonly publishedWeeks: number;
  };

interface Read {
  readonly now: Date;
  readonly span: Span;
  readonly viewerId: PersonId | null;
  readonly people: ReadonlyMap<PersonId, { id: PersonId; name: string; timeZone: string; country: string | null }>;
  readonly teams: readonly Named[];
  /** Every rotation that can be chosen, and those that are. */
  readonly all: readonly (Named & { readonly teamId: string })[];
  readonly schedules: readonly Scheduled[];
  /** Time off of those who hold a shift. */
  readonly off: readonly { personId: PersonId; from: Date; to: Date }[];
}

/** What was read, as `/calendar` shows it. */
export function calendarView({ now, span, viewerId, people, teams, all, schedules, off }: Read): CalendarView {
  const holders = new Set(schedules.flatMap((each) => each.shifts.map(({ personId }) => personId)));
  const residents = [...people.values()].filter(({ id }) => holders.has(id));
  return {
    now,
    ...span,
    viewer: viewerIn(people, viewerId),
    people: [...people.values()].map(({ id, name, timeZone }) => ({ id, name, timeZone })),
    teams: teams.map(({ id, name }) => ({ id, name })),
    away: [
      ...holidaysOf(residents, span),
      ...off.map((time) => ({ ...time, kind: 'time-off' as const, name: 'Time off' })),
    ],
    choices: all.map(({ id, name, teamId }) => {
      return { id, name, team: teams.find((team) => team.id === teamId)?.name ?? '' };
    }),
    rotations: schedules.map(({ id, name, zone, roles, segments, publishedWeeks, shifts, gaps }) => ({
      ...{ id, name, zone, roles, shifts, gaps },
      handoffs: handoffsIn(segments, span),
      publishedUntil: publishedUntil(segments, publishedWeeks, now),
    })),
  };
}

/** Shifts and gaps as the API answers them. */
export const scheduleView = (schedule: { shifts: readonly Shift[]; gaps: readonly Gap[] } | undefined) => ({
  shifts: (schedule?.shifts ?? []).map(({ role, personId, from, to, source }) => ({
    role,
    personId,
    from,
    to,
    source,
  })),
  gaps: (schedule?.gaps ?? []).map(({ role, from, to }) => ({ role, from, to })),
});
