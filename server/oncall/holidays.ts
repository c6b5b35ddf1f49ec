import Holidays from 'date-holidays';
import type { PersonId } from '@/server/rotation/definition';
import type { Span } from '@/server/time/span';
import { addDays, instantOf, isZone, localParts } from '@/server/time/wall-clock';
import type { Away } from './calendar';

type Resident = { id: PersonId; country: string | null; timeZone: string };

/** Public holidays of people whose country is known, inside a span, each as a whole day on the person's own clock. */
export function holidaysOf(people: readonly Resident[], span: Span): Away[] {
  const found = people.flatMap(({ id, country, timeZone }) => {
    if (!country || !isZone(timeZone)) return [];
    return holidaysIn(country, timeZone, span).map((day): Away => ({ personId: id, kind: 'holiday', ...day }));
  });
  return found.sort((a, b) => a.from.getTime() - b.from.getTime());
}

/** Public holidays of a country (ISO 3166 code) as days on a zone's clock, inside a span. Unknown countries have none. */
export function holidaysIn(country: string, zone: string, span: Span): { name: string; from: Date; to: Date }[] {
  const [first, last] = [localParts(span.from, zone).year, localParts(span.to, zone).year];
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return years
    .flatMap((year) => publicDays(country, year))
    .map(({ name, day, days }) => {
      const from = instantOf(`${day}T00:00`, zone);
      return { name, from, to: addDays(from, days, zone) };
    })
    .filter(({ from, to }) => from < span.to && to > span.from);
}

type PublicDay = { name: string /** "2026-12-25" */; day: string; days: number };

const known = new Map<string, PublicDay[]>();

/** Working the rules out costs milliseconds a year, and a calendar asks for the same few again and again. */
function publicDays(country: string, year: number): PublicDay[] {
  const key = `${country} ${year}`;
  const found = known.get(key) ?? readPublicDays(country, year);
  known.set(key, found);
  return found;
}

function readPublicDays(country: string, year: number): PublicDay[] {
  // Without a zone of its own the library would take the machine's.
  const holidays = new Holidays(
    { country: country.toUpperCase() },
    { languages: 'en', types: ['public'], timezone: 'UTC' },
  );
  return (holidays.getHolidays(year) ?? []).map(({ name, date, start, end }) => {
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    return { name, day: date.slice(0, 10), days };
  });
}
