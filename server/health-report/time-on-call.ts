import { type HeldShift, type PersonFact, type Span, zoneAt } from '@/server/health/facts';
import { dateOf, feltAs, type HourClass, nightsIn } from '@/server/health/hour-class';
import { cut, cutAll, hoursOf, total, union } from '@/server/health/spans';
import { addDaysWall, formatLocal, instantOf, isoWeekday, localDate, parseLocal } from '@/server/time/wall-clock';

export type ByClass = Record<HourClass, number>;

/** What being on call took of one person in a period; time in two roles or two rotations at once counts once. */
export type TimeOnCall = {
  hours: number;
  byRole: { role: string; hours: number }[];
  byClass: ByClass;
  nights: number;
  weekends: number;
  holidays: number;
  /** Nights after which there were not eleven hours of rest on end before the next evening. */
  rest: { night: string; longestHours: number }[];
};

const hourMs = 3_600_000;

export function timeOf(
  person: PersonFact,
  shifts: readonly HeldShift[],
  period: Span,
  interruptedAt: readonly Date[],
): TimeOnCall {
  const own = shifts.filter(({ personId }) => personId === person.id);
  const held = union(cutAll(own, period));
  const roles = [...new Set(own.map(({ role }) => role))].sort();
  const byRole = roles.map((role) => ({
    role,
    hours:
      total(
        union(
          cutAll(
            own.filter((shift) => shift.role === role),
            period,
          ),
        ),
      ) / hourMs,
  }));
  const days = new Set(held.flatMap((span) => datesIn(span, person)));
  const isWeekend = (date: string) => isoWeekday(instantOf(`${date}T12:00`, person.zone), person.zone) >= 6;
  const weekends = new Set([...days].filter(isWeekend).map((date) => saturdayOf(date, person)));
  return {
    ...{
      hours: total(held) / hourMs,
      byRole: byRole.filter(({ hours }) => hours > 0),
      byClass: classesOf(held, person),
    },
    nights: new Set(held.flatMap((span) => nightsIn(span, person))).size,
    weekends: weekends.size,
    holidays: [...days].filter((date) => person.holidays.has(date)).length,
    rest: shortRests(person, interruptedAt),
  };
}

const nextDate = (date: string, days = 1): string =>
  formatLocal(addDaysWall(parseLocal(`${date}T00:00`) ?? 0, days)).slice(0, 10);

/** Every local date that a span reaches into. */
function datesIn({ from, to }: Span, person: PersonFact): string[] {
  const dates: string[] = [];
  const last = localDate(new Date(to.getTime() - 1), zoneAt(person, to));
  for (let date = localDate(from, zoneAt(person, from)); date <= last; date = nextDate(date)) dates.push(date);
  return dates;
}

const saturdayOf = (date: string, { zone }: PersonFact): string =>
  isoWeekday(instantOf(`${date}T12:00`, zone), zone) === 7 ? nextDate(date, -1) : date;

/** The hours of each class: a local day has four stretches of one class each, whatever the clocks do. */
function classesOf(held: readonly Span[], person: PersonFact): ByClass {
  const hours: ByClass = { business: 0, off: 0, sleep: 0 };
  for (const span of held) {
    for (const date of datesIn(span, person)) {
      const zone = zoneAt(person, instantOf(`${date}T12:00`, person.zone));
      const marks = ['00:00', '08:00', '18:00', '22:00'].map((time) => instantOf(`${date}T${time}`, zone));
      marks.push(instantOf(`${nextDate(date)}T00:00`, zone));
      for (const [i, from] of marks.entries()) {
        const to = marks[i + 1];
        if (!to) continue;
        for (const piece of cutAll([span], { from, to })) hours[feltAs(from, person).hourClass] += hoursOf(piece);
      }
    }
  }
  return hours;
}

const restHours = 11;

/**
 * Of each night with an interruption the longest rest between six in the evening and nine of the next working morning,
 * or the next evening where that day is free. Named where it is under the eleven hours of the working time directive.
 */
function shortRests(person: PersonFact, interruptedAt: readonly Date[]): TimeOnCall['rest'] {
  const nights = new Set(interruptedAt.flatMap((at) => feltAs(at, person).night ?? []));
  return [...nights]
    .sort((a, b) => a - b)
    .flatMap((day) => {
      const night = dateOf(day);
      const zone = zoneAt(person, instantOf(`${night}T22:00`, person.zone));
      const morning = nextDate(night);
      const isFree = isoWeekday(instantOf(`${morning}T12:00`, zone), zone) >= 6 || person.holidays.has(morning);
      const from = instantOf(`${night}T18:00`, zone);
      const to = instantOf(isFree ? `${morning}T18:00` : `${morning}T09:00`, zone);
      const marks = [from, ...interruptedAt.filter((at) => from < at && at < to), to].sort(
        (a, b) => a.getTime() - b.getTime(),
      );
      const longest =
        Math.max(...marks.map((at, i) => (marks[i + 1]?.getTime() ?? at.getTime()) - at.getTime())) / hourMs;
      return longest < restHours ? [{ night, longestHours: Math.round(longest * 10) / 10 }] : [];
    });
}

export type Rates = { currency: string; perWeek: number; perHour: ByClass; lieuPerHour: ByClass };

/** What is owed for it by a team's own rules: a sum, and hours of time off. Rounded to hundredths. */
export function payFor({ hours, byClass }: Pick<TimeOnCall, 'hours' | 'byClass'>, rates: Rates) {
  const by = (per: ByClass) => per.business * byClass.business + per.off * byClass.off + per.sleep * byClass.sleep;
  const hundredths = (value: number) => Math.round(value * 100) / 100;
  return {
    currency: rates.currency,
    amount: hundredths((hours / 168) * rates.perWeek + by(rates.perHour)),
    lieuHours: hundredths(by(rates.lieuPerHour)),
  };
}

type Schedule = {
  roles: readonly string[];
  shifts: readonly (Span & { role: string; personId: string })[];
};

/** Who held which role of a schedule for how many hours of a span; those with most of a role first. */
export function hoursHeld(
  { roles, shifts }: Schedule,
  span: Span,
): { role: string; personId: string; hours: number }[] {
  const held = new Map<string, { role: string; personId: string; hours: number }>();
  for (const { role, personId, ...shift } of shifts) {
    const known = held.get(`${role} ${personId}`) ?? { role, personId, hours: 0 };
    const inside = cut(shift, span);
    held.set(`${role} ${personId}`, { ...known, hours: known.hours + (inside ? hoursOf(inside) : 0) });
  }
  return [...held.values()]
    .filter(({ hours }) => hours > 0)
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || b.hours - a.hours);
}
