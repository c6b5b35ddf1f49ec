import { localParts } from './wall-clock';

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** "Mon 23 Nov": a date for people, on the zone's clock. The year only where the reader would guess wrong. */
export function dateLabel(instant: Date, zone: string, year = false): string {
  const parts = localParts(instant, zone);
  const label = `${weekdayNames[parts.weekday - 1]} ${parts.day} ${monthNames[parts.month - 1]}`;
  return year ? `${label} ${parts.year}` : label;
}

/** "12:00": hours and minutes on the zone's clock. */
export function timeLabel(instant: Date, zone: string): string {
  const parts = localParts(instant, zone);
  return `${two(parts.hour)}:${two(parts.minute)}`;
}

/** "Mon 23 Nov 12:00 ET": an instant for people, always with its zone. */
export const instantLabel = (instant: Date, zone: string): string =>
  `${dateLabel(instant, zone)} ${timeLabel(instant, zone)} ${zoneLabel(instant, zone)}`;

/** "Mon 23 Nov 12:00 – Tue 24 Nov 09:00 ET", or "Mon 23 Nov 12:00 – 14:00 ET" within one day. */
export function spanLabel(from: Date, to: Date, zone: string): string {
  const sameDay = dateLabel(from, zone, true) === dateLabel(to, zone, true);
  const end = sameDay ? timeLabel(to, zone) : `${dateLabel(to, zone)} ${timeLabel(to, zone)}`;
  return `${dateLabel(from, zone)} ${timeLabel(from, zone)} – ${end} ${zoneLabel(to, zone)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What people call the zone: "ET" where there is one short name for both halves of the year, else "CEST", "GMT+5:30". */
export function zoneLabel(instant: Date, zone: string): string {
  const generic = zoneName(instant, zone, 'en-US', 'shortGeneric');
  if (generic.length <= 4) return generic;
  const american = zoneName(instant, zone, 'en-US', 'short');
  return american.startsWith('GMT') ? zoneName(instant, zone, 'en-GB', 'short') : american;
}

function zoneName(instant: Date, zone: string, locale: string, style: 'short' | 'shortGeneric'): string {
  const key = `${zone} ${locale} ${style}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style });
    formats.set(key, format);
  }
  return format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
