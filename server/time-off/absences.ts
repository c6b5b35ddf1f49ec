import ICAL from 'ical.js';
import { merge, overlaps, type Span } from '@/server/time/span';
import { startOfDayWall, type Wall } from '@/server/time/wall-clock';
import { clockOf, digitsOf, type EventClock, onClock } from './event-clock';
import { type RepeatRule, repeatedDays, type WeekdayRule } from './repeat';

const dayMs = 86_400_000;
const mostSpans = 400;
/** How many days of repetition are looked at in one feed, whatever its rules say. */
const mostSteps = 200_000;

/** One event as it is written: where it begins on its own clock, and how long it lasts there. */
type Event = { component: ICAL.Component; uid: string; clock: EventClock; start: Wall; isDay: boolean; length: number };

/**
 * When a calendar of absences says that its owner is away, inside the span: all-day events on the person's own clock,
 * times in their zone (or the person's, where they float), repetitions and their exceptions; cancelled events are not.
 * Throws with a sentence for a text that is no calendar, or repeats beyond measure.
 */
export function absencesIn(text: string, zone: string, span: Span): Span[] {
  const events = componentOf(text)
    .getAllSubcomponents('vevent')
    .filter((component) => component.hasProperty('dtstart'))
    .map((component) => eventOf(component, zone));
  const masters = new Map(events.filter((event) => !isException(event)).map((event) => [event.uid, event]));
  const replaced = new Set(events.filter(isException).map((event) => replacedBy(event, masters.get(event.uid), zone)));
  const found: Span[] = [];
  let steps = 0;
  for (const event of events) {
    if (String(event.component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') continue;
    for (const wall of isException(event) ? [event.start] : beginnings(event)) {
      steps += 1;
      if (steps > mostSteps) throw tooMuch();
      const { instantOf } = event.clock;
      const away = { from: new Date(instantOf(wall)), to: new Date(instantOf(wall + event.length)) };
      const isReplaced = !isException(event) && replaced.has(`${event.uid} ${wall}`);
      if (!isReplaced && overlaps(away, span)) found.push(away);
    }
  }
  return merge(found).slice(0, mostSpans);

  function beginnings(event: Event): Wall[] {
    const extra = timesOf(event, 'rdate', zone);
    const rule = ruleOf(event, zone);
    const excluded = new Set(timesOf(event, 'exdate', zone));
    // Excluded by its day alone: calendars write that for events with a time as well.
    const excludedDays = new Set(timesOf(event, 'exdate', zone, true));
    const isLeftOut = (wall: Wall) => excluded.has(wall) || excludedDays.has(startOfDayWall(wall));
    const regular = rule ? repeated(event, rule) : [event.start];
    return [...new Set([...regular, ...extra])].filter((wall) => !isLeftOut(wall));
  }

  function repeated(event: Event, rule: RepeatRule): Wall[] {
    const window = {
      from: event.clock.wallAt(span.from.getTime()) - event.length - dayMs,
      to: event.clock.wallAt(span.to.getTime()) + dayMs,
    };
    const { walls, looked } = repeatedDays(rule, event.start, window, mostSteps - steps);
    steps += looked;
    if (steps >= mostSteps) throw tooMuch();
    return walls;
  }
}

const tooMuch = (): Error => new Error('It repeats too much to be read');
const noFeed = (): Error => new Error('This is no iCalendar feed');

function componentOf(text: string): ICAL.Component {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    if (calendar.name === 'vcalendar') return calendar;
  } catch {
    // said below
  }
  throw noFeed();
}

function eventOf(component: ICAL.Component, zone: string): Event {
  const start = timeOf(component, 'dtstart');
  return {
    component,
    uid: String(component.getFirstPropertyValue('uid') ?? ''),
    clock: clockOf(start, zoneNameOf(component.getFirstProperty('dtstart')), zone),
    start: digitsOf(start),
    isDay: start.isDate,
    length: lengthOf(component, start),
  };
}

const isException = ({ component }: Event): boolean => component.hasProperty('recurrence-id');

/** Which occurrence an exception stands for, as the event that repeats names its own. */
function replacedBy(exception: Event, master: Event | undefined, zone: string): string {
  const { component, uid, clock } = exception;
  const named = zoneNameOf(component.getFirstProperty('recurrence-id'));
  return `${uid} ${onClock(master?.clock ?? clock, timeOf(component, 'recurrence-id'), named, zone)}`;
}

function timeOf(component: ICAL.Component, name: string): ICAL.Time {
  const value = component.getFirstPropertyValue(name);
  if (value instanceof ICAL.Time) return value;
  throw noFeed();
}

function zoneNameOf(property: ICAL.Property | null): string | undefined {
  const named = property?.getParameter('tzid');
  return typeof named === 'string' ? named : undefined;
}

/** On the clock: a day stays a day when the clock changes. */
function lengthOf(component: ICAL.Component, start: ICAL.Time): number {
  const duration = component.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) return Math.max(0, duration.toSeconds() * 1_000);
  if (component.hasProperty('dtend')) return Math.max(0, digitsOf(timeOf(component, 'dtend')) - digitsOf(start));
  return start.isDate ? dayMs : 0;
}

/**
 * Further and excluded times, as the event's own clock shows them. `days`: those given by their day alone for an event
 * that has a time; else all others.
 */
function timesOf({ component, clock, isDay }: Event, name: 'rdate' | 'exdate', zone: string, days = false): Wall[] {
  return component.getAllProperties(name).flatMap((property) =>
    property.getValues().flatMap((value) => {
      const time = value instanceof ICAL.Period ? value.start : value;
      if (!(time instanceof ICAL.Time) || (time.isDate && !isDay) !== days) return [];
      return [onClock(clock, time, zoneNameOf(property), zone)];
    }),
  );
}

/** Null for none, and for rules that absences do not have (times of the day): then the first occurrence counts alone. */
function ruleOf({ component, clock, isDay }: Event, zone: string): RepeatRule | null {
  const rule = ruleIn(component);
  const parts = (rule?.parts ?? {}) as Record<string, (string | number)[] | undefined>;
  if (!rule || !isFrequency(rule.freq) || Object.keys(parts).some((part) => !known.includes(part))) return null;
  const weekdays = (parts.BYDAY ?? []).map((day) => weekdayOf(String(day)));
  if (weekdays.some((day) => day === null)) return null;
  const numbers = (part: string): number[] => (parts[part] ?? []).map(Number);
  return {
    freq: rule.freq,
    interval: Math.max(1, rule.interval || 1),
    count: rule.count ?? null,
    until: untilOf(rule.until, clock, isDay, zone),
    // The library counts from Sunday, 1.
    weekStart: ((rule.wkst + 5) % 7) + 1,
    weekdays: weekdays.filter((day) => day !== null),
    monthDays: numbers('BYMONTHDAY'),
    yearDays: numbers('BYYEARDAY'),
    weeks: numbers('BYWEEKNO'),
    months: numbers('BYMONTH'),
    positions: numbers('BYSETPOS'),
  };
}

const known = ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYMONTH', 'BYSETPOS'];

function ruleIn(component: ICAL.Component): ICAL.Recur | null {
  try {
    const rule = component.getFirstPropertyValue('rrule');
    return rule instanceof ICAL.Recur ? rule : null;
  } catch {
    return null; // a rule that means nothing
  }
}

/** The end of its day where it names one; else that instant on the event's clock. */
function untilOf(until: ICAL.Time | null, clock: EventClock, isDay: boolean, zone: string): Wall | null {
  if (!until) return null;
  if (until.isDate) return digitsOf(until) + dayMs - 1;
  const wall = onClock(clock, until, undefined, zone);
  return isDay ? startOfDayWall(wall) + dayMs - 1 : wall;
}

function weekdayOf(text: string): WeekdayRule | null {
  const [, nth = '', day = ''] = /^([+-]?\d{0,2})([A-Z]{2})$/.exec(text) ?? [];
  const weekday = isoDays.indexOf(day) + 1;
  return weekday === 0 ? null : { weekday, nth: Number(nth) || 0 };
}

const isoDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const isFrequency = (text: string): text is RepeatRule['freq'] =>
  ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(text);
