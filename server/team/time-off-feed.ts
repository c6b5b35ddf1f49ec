import ICAL from 'ical.js';
import { merge, overlaps, type Span } from '@/server/time/span';
import { isZone, resolveWall, type Wall, wallAt } from '@/server/time/wall-clock';
import { type RepeatRule, repeatedDays } from './repeat';

const dayMs = 86_400_000;
const mostSpans = 400;
/** How many days of repetition are looked at in one feed, whatever its rules say. */
const mostSteps = 200_000;

/**
 * When a calendar of absences says that its owner is away, inside the span: all-day events on the person's own clock,
 * times in their zone (or the person's, where they float), repetitions and their exceptions; cancelled events are not.
 * Throws with a sentence for a text that is no calendar, or repeats beyond measure.
 */
export function absencesIn(text: string, zone: string, span: Span): Span[] {
  const events = componentOf(text)
    .getAllSubcomponents('vevent')
    .filter((event) => event.hasProperty('dtstart'));
  const moved = new Set(
    events.filter(isException).map((event) => occurrenceKey(event, timeOf(event, 'recurrence-id'))),
  );
  const found: Span[] = [];
  let steps = 0;
  for (const event of events) {
    if (String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') continue;
    const [start, length] = [wallOf(timeOf(event, 'dtstart')), lengthOf(event)];
    const walls = isException(event) || !event.hasProperty('rrule') ? [start] : repeats(event, start, length);
    for (const wall of walls) {
      steps += 1;
      if (steps > mostSteps || found.length > mostSteps) throw new Error('It repeats too much to be read');
      const isReplaced = !isException(event) && moved.has(`${uidOf(event)} ${wall}`);
      const away = { from: instantOf(event, wall, zone), to: instantOf(event, wall + length, zone) };
      if (!isReplaced && overlaps(away, span)) found.push(away);
    }
  }
  return merge(found).slice(0, mostSpans);

  function repeats(event: ICAL.Component, start: Wall, length: number): Wall[] {
    const excluded = new Set(event.getAllProperties('exdate').flatMap((property) => property.getValues().map(wallOf)));
    const rule = ruleOf(event);
    if (!rule) return [start];
    const window = {
      from: wallAt(span.from.getTime(), zone) - length - dayMs,
      to: wallAt(span.to.getTime(), zone) + dayMs,
    };
    const days = repeatedDays(rule, start, window, mostSteps - steps);
    steps += days.looked;
    if (steps >= mostSteps) throw new Error('It repeats too much to be read');
    return days.walls.filter((wall) => !excluded.has(wall));
  }
}

function componentOf(text: string): ICAL.Component {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    if (calendar.name === 'vcalendar') return calendar;
  } catch {
    // said below
  }
  throw new Error('This is no iCalendar feed');
}

const uidOf = (event: ICAL.Component): string => String(event.getFirstPropertyValue('uid') ?? '');
const isException = (event: ICAL.Component): boolean => event.hasProperty('recurrence-id');
const occurrenceKey = (event: ICAL.Component, time: ICAL.Time): string => `${uidOf(event)} ${wallOf(time)}`;

function timeOf(event: ICAL.Component, name: string): ICAL.Time {
  const value = event.getFirstPropertyValue(name);
  if (value instanceof ICAL.Time) return value;
  throw new Error('This is no iCalendar feed');
}

/** What the clock of the event shows; never by the machine's zone. */
const wallOf = (time: ICAL.Time): Wall =>
  Date.UTC(time.year, time.month - 1, time.day, time.hour ?? 0, time.minute ?? 0, time.second ?? 0);

/** On the clock: a day stays a day when the clock changes. */
function lengthOf(event: ICAL.Component): number {
  const start = timeOf(event, 'dtstart');
  const duration = event.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) return Math.max(0, duration.toSeconds() * 1_000);
  if (event.hasProperty('dtend')) return Math.max(0, wallOf(timeOf(event, 'dtend')) - wallOf(start));
  return start.isDate ? dayMs : 0;
}

function instantOf(event: ICAL.Component, wall: Wall, zone: string): Date {
  const start = timeOf(event, 'dtstart');
  const named = event.getFirstProperty('dtstart')?.getParameter('tzid');
  if (start.isDate) return new Date(resolveWall(wall, zone));
  if (start.zone?.tzid === 'UTC') return new Date(wall);
  // Names that the world knows keep the world's rules; others have those that the feed brings along.
  if (typeof named === 'string' && isZone(named)) return new Date(resolveWall(wall, named));
  if (start.zone?.component) return new Date(wall - start.zone.utcOffset(timeAt(wall)) * 1_000);
  return new Date(resolveWall(wall, zone));
}

function timeAt(wall: Wall): ICAL.Time {
  const clock = new Date(wall);
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth() + 1, clock.getUTCDate()];
  return ICAL.Time.fromData({ year, month, day, hour: clock.getUTCHours(), minute: clock.getUTCMinutes() });
}

/** Null for rules that absences do not have: then the first occurrence counts alone. */
function ruleOf(event: ICAL.Component): RepeatRule | null {
  const rule = event.getFirstPropertyValue('rrule');
  if (!(rule instanceof ICAL.Recur)) return null;
  const { freq, interval, count, until } = rule;
  const parts = rule.parts as Record<string, (string | number)[] | undefined>;
  const known = ['BYDAY', 'BYMONTHDAY', 'BYMONTH'];
  const weekdays = (parts.BYDAY ?? []).map((day) => isoDays.indexOf(String(day)) + 1);
  if (!isFrequency(freq) || Object.keys(parts).some((part) => !known.includes(part)) || weekdays.includes(0))
    return null;
  return {
    freq,
    interval: Math.max(1, interval || 1),
    count: count ?? null,
    until: until ? wallOf(until) + (until.isDate ? dayMs - 1 : 0) : null,
    weekdays,
    monthDays: (parts.BYMONTHDAY ?? []).map(Number),
    months: (parts.BYMONTH ?? []).map(Number),
  };
}

const isoDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const isFrequency = (text: string): text is RepeatRule['freq'] =>
  ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(text);
