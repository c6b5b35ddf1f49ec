/** Instants as words. Every time of day carries its zone; nothing here knows what time it is. */

export type Instant = Date | string;

/** `instant` as a Date; an ISO string must carry its offset. */
export const asDate = (instant: Instant): Date => (typeof instant === 'string' ? new Date(instant) : instant);

/** The zone in one word beside a time of day: "ET", "UTC", or the city where the zone has no short name: "Kolkata". */
export function zoneWord(zone: string, at: Instant): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC';
  const name = part(asDate(at), { timeZone: zone, timeZoneName: 'shortGeneric' }, 'timeZoneName');
  if (/^[A-Z]{2,4}$/.test(name)) return name;
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** "12:00 ET"; with `seconds` "03:12:08 ET". */
export function timeOfDay(instant: Instant, zone: string, { seconds = false } = {}): string {
  return `${bareTime(instant, zone, seconds)} ${zoneWord(zone, instant)}`;
}

/** "Mon 23 Nov", with the year where it is not the year of `now`. */
export function dayOf(instant: Instant, zone: string, now: Instant): string {
  const { weekday, day, month, year } = parts(asDate(instant), zone);
  const thisYear = parts(asDate(now), zone).year;
  return `${weekday} ${day} ${month}${year === thisYear ? '' : ` ${year}`}`;
}

/** "Mon 23 Nov 12:00 ET". */
export function dayAndTime(instant: Instant, zone: string, now: Instant): string {
  return `${dayOf(instant, zone, now)} ${timeOfDay(instant, zone)}`;
}

/** "Mon 12:00 ET" within six days of `now`, where the weekday says it all; with the date beyond that. */
export function weekdayAndTime(instant: Instant, zone: string, now: Instant): string {
  const sixDays = 6 * 86_400_000;
  if (Math.abs(asDate(instant).getTime() - asDate(now).getTime()) >= sixDays) return dayAndTime(instant, zone, now);
  return `${parts(asDate(instant), zone).weekday} ${timeOfDay(instant, zone)}`;
}

/** Complete and without doubt even in the hour that a clock change repeats: "Mon 23 Nov 2026 12:00:00 ET (GMT-05:00)". */
export function inFull(instant: Instant, zone: string): string {
  const at = asDate(instant);
  const { weekday, day, month, year } = parts(at, zone);
  const offset = part(at, { timeZone: zone, timeZoneName: 'longOffset' }, 'timeZoneName');
  const time = `${weekday} ${day} ${month} ${year} ${timeOfDay(at, zone, { seconds: true })}`;
  return zoneWord(zone, at) === 'UTC' ? time : `${time} (${offset})`;
}

/** A half-open span: "Sun 22 Nov 18:00 – 21:30 ET", with both days where it runs over midnight. */
export function spanOf(from: Instant, to: Instant, zone: string, now: Instant): string {
  const [firstDay, lastDay] = [dayOf(from, zone, now), dayOf(to, zone, now)];
  const start = `${firstDay} ${bareTime(from, zone)}`;
  if (firstDay === lastDay) return `${start} – ${timeOfDay(to, zone)}`;
  const [startZone, endZone] = [zoneWord(zone, from), zoneWord(zone, to)];
  return `${start}${startZone === endZone ? '' : ` ${startZone}`} – ${lastDay} ${timeOfDay(to, zone)}`;
}

/** "just now", "4 min ago", "in 2 h 10 min", "3 days ago": two units at most, rounded down. */
export function relative(instant: Instant, now: Instant): string {
  const seconds = Math.trunc((asDate(instant).getTime() - asDate(now).getTime()) / 1000);
  if (Math.abs(seconds) < 45) return seconds > 0 ? 'in under a minute' : 'just now';
  const length = durationOf(Math.abs(seconds));
  return seconds > 0 ? `in ${length}` : `${length} ago`;
}

/** A length in words, for 0 seconds and more: "40 s", "4 min", "3 h 30 min", "2 days 4 h". */
export function durationOf(totalSeconds: number): string {
  const seconds = Math.max(0, Math.floor(totalSeconds));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(`${hours} h`, minutes % 60, 'min');
  const days = Math.floor(hours / 24);
  return joined(`${days} ${days === 1 ? 'day' : 'days'}`, days < 7 ? hours % 24 : 0, 'h');
}

/** What is left, as a clock: "4:12", "1:04:12"; "0:00" once it is over. */
export function countdownOf(until: Instant, now: Instant): string {
  const left = Math.max(0, Math.ceil((asDate(until).getTime() - asDate(now).getTime()) / 1000));
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  const padded = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(seconds)}` : `${minutes}:${padded(seconds)}`;
}

const joined = (first: string, rest: number, unit: string): string => (rest === 0 ? first : `${first} ${rest} ${unit}`);

function bareTime(instant: Instant, zone: string, seconds = false): string {
  return format({
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(asDate(instant));
}

function parts(at: Date, zone: string): { weekday: string; day: string; month: string; year: string } {
  const options = { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const found = Object.fromEntries(
    format(options)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return { weekday: found.weekday ?? '', day: found.day ?? '', month: found.month ?? '', year: found.year ?? '' };
}

function part(at: Date, options: Intl.DateTimeFormatOptions, wanted: Intl.DateTimeFormatPartTypes): string {
  return (
    format(options)
      .formatToParts(at)
      .find(({ type }) => type === wanted)?.value ?? ''
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using one, and a calendar needs hundreds. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-US', options);
  formats.set(key, known);
  return known;
}
