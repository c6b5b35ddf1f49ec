import type { Reachability } from '@/server/contact/reachability';
import { isPagingRole, type PersonId } from '@/server/rotation/definition';
import type { Shift } from '@/server/rotation/shifts';
import type { Membership } from '@/server/team/membership';
import type { Person } from '@/server/team/person';
import type { Span } from '@/server/time/span';
import { holidaysIn } from './holidays';
import { type Load, loadsOf } from './load';

/** What being on call took of somebody in the weeks looked at. */
export interface Burden {
  /** Hours in any paging role, in weeks of 168. */
  readonly weeks: number;
  readonly nights: number;
  readonly weekends: number;
  /** Public holidays of the person's own country. */
  readonly holidays: number;
}

export interface TeamPerson {
  readonly person: Pick<Person, 'id' | 'name' | 'timeZone' | 'country' | 'workStart' | 'workEnd' | 'active'>;
  readonly role: Membership['role'];
  readonly reach: Reachability;
  /** The shift that runs or comes next. */
  readonly next: { rotation: string; role: string; from: Date; to: Date } | null;
  /** Away now, or next. */
  readonly away: Span | null;
  /** How much of the weeks looked at they served as first; null: nothing. */
  readonly served: { primaryWeeks: number; weeks: number; last: Date } | null;
  /** Never in the weeks looked at, or less than half of what is usual here; null: neither, or a viewer. */
  readonly mark: 'never' | 'rarely' | null;
  /** Null: not for the caller to see. */
  readonly burden: Burden | null;
}

export interface TeamView {
  readonly now: Date;
  /** From when on participation and load are counted. */
  readonly since: Date;
  /** Whoever has a shift first comes first; then those without one, by name. */
  readonly people: readonly TeamPerson[];
  /** What everybody who serves here carries on average. */
  readonly average: Burden | null;
}

interface Read {
  readonly now: Date;
  readonly since: Date;
  readonly members: readonly { person: Person; role: Membership['role'] }[];
  readonly reach: ReadonlyMap<PersonId, Reachability>;
  readonly passed: readonly { roles: readonly string[]; shifts: readonly Shift[] }[];
  readonly coming: readonly { name: string; shifts: readonly Shift[] }[];
  readonly off: readonly (Span & { personId: PersonId })[];
  readonly maySee: (personId: PersonId) => boolean;
}

const weekHours = 168;
const tenths = (value: number): number => Math.round(value * 10) / 10;

/** A team's people: who is on call next and can be reached, who serves how much, and what it takes of them. */
export function teamView({ now, since, members, reach, passed, coming, off, maySee }: Read): TeamView {
  const people = new Map(members.map(({ person }) => [person.id, person]));
  const shifts = passed.flatMap((each) => each.shifts);
  const first = passed.flatMap((each) => each.shifts.filter(({ role }) => role === each.roles.find(isPagingRole)));
  const zoneOf = (id: PersonId) => people.get(id)?.timeZone ?? 'UTC';
  const holidaysFor = (id: PersonId, span: Span) => {
    const country = people.get(id)?.country;
    return country ? holidaysIn(country, zoneOf(id), span) : [];
  };
  const loads = new Map(loadsOf({ shifts, zoneOf, holidaysFor }).map((load) => [load.personId, load]));
  const firsts = new Map(loadsOf({ shifts: first, zoneOf }).map((load) => [load.personId, load.hours]));
  const able = members.filter(({ person }) => person.active && person.role !== 'viewer');
  const usual = mean(able.map(({ person }) => loads.get(person.id)?.hours ?? 0));

  const rows = members.map(({ person, role }): TeamPerson => {
    const { id, name, timeZone, country, workStart, workEnd, active } = person;
    const load = loads.get(id);
    const last = shifts
      .filter(({ personId }) => personId === id)
      .reduce((latest, { to }) => Math.max(latest, to.getTime()), 0);
    const serves = active && person.role !== 'viewer';
    return {
      person: { id, name, timeZone, country, workStart, workEnd, active },
      role,
      reach: reach.get(id) ?? { reachable: false, usable: 0, channels: [], unverified: 0, broken: 0, provenAt: null },
      next: nextOf(coming, id),
      away: off.find(({ personId, to }) => personId === id && to > now) ?? null,
      served: load
        ? {
            primaryWeeks: tenths((firsts.get(id) ?? 0) / weekHours),
            weeks: tenths(load.hours / weekHours),
            last: new Date(last),
          }
        : null,
      mark: !serves ? null : !load ? 'never' : load.hours < usual / 2 ? 'rarely' : null,
      burden: maySee(id) ? burdenOf(load) : null,
    };
  });
  const starts = ({ next }: TeamPerson) => next?.from.getTime() ?? Number.POSITIVE_INFINITY;
  rows.sort((a, b) =>
    starts(a) < starts(b) ? -1 : starts(a) > starts(b) ? 1 : a.person.name.localeCompare(b.person.name),
  );
  return { now, since, people: rows, average: averageOf(able.flatMap(({ person }) => loads.get(person.id) ?? [])) };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const burdenOf = (load: Load | undefined): Burden => ({
  weeks: tenths((load?.hours ?? 0) / weekHours),
  nights: load?.nights ?? 0,
  weekends: load?.weekends ?? 0,
  holidays: load?.holidays ?? 0,
});

/** Of one alone it would be that person's own figures. */
function averageOf(loads: readonly Load[]): Burden | null {
  if (loads.length < 2) return null;
  const of = (pick: (burden: Burden) => number) => tenths(mean(loads.map((load) => pick(burdenOf(load)))));
  return {
    weeks: of(({ weeks }) => weeks),
    nights: of(({ nights }) => nights),
    weekends: of(({ weekends }) => weekends),
    holidays: of(({ holidays }) => holidays),
  };
}

function nextOf(coming: Read['coming'], id: PersonId): TeamPerson['next'] {
  const own = coming.flatMap(({ name, shifts }) =>
    shifts.filter(({ personId }) => personId === id).map(({ role, from, to }) => ({ rotation: name, role, from, to })),
  );
  return own.reduce<TeamPerson['next']>((first, each) => (first && first.from <= each.from ? first : each), null);
}

/** How far participation and load look back, and the list of shifts ahead. */
export const teamSightMs = { back: 26 * 7 * 86_400_000, ahead: 26 * 7 * 86_400_000 };
