import type { Approval } from '@/server/rotation/approval';
import type { ActiveHours, Definition, Pairing } from '@/server/rotation/definition';
import type { EditorView } from '@/server/rotation/editing';
import { segmentAt } from '@/server/rotation/history';
import type { ChangeRotationInput } from '@/server/rotation/schema';
import type { Every } from '@/server/time/recurrence';
import {
  addDaysWall,
  formatLocal,
  isZone,
  parseLocal,
  partsOfWall,
  resolveWall,
  startOfDayWall,
  type Weekday,
  wallAt,
  weekdays,
} from '@/server/time/wall-clock';

/** The settings of a rotation as a form holds them: text as typed. */
export type SettingsFields = {
  name: string;
  approval: Approval;
  publishedWeeks: string;
  unit: Every['unit'];
  count: string;
  /** Counts where a turn lasts whole weeks. */
  weekday: Weekday;
  /** "HH:mm". */
  time: string;
  /** The day of a handoff, where the weekday does not say it: turns of hours, days and months. */
  day: string;
  timeZone: string;
  /** Role names, separated by commas. */
  roles: string;
  pairing: Pairing;
  activeHours: ActiveHours[];
  /** A local time, or nothing: it goes on. */
  until: string;
};

/** The definition that will govern when the published weeks are over: what a change is made to. */
export function definitionAt(plan: EditorView, from: Date): Definition | undefined {
  return (segmentAt(plan.segments, from) ?? plan.segments[0])?.definition;
}

export function fieldsOf(plan: EditorView, definition: Definition): SettingsFields {
  const start = parseLocal(definition.startsAt) ?? 0;
  return {
    name: plan.name,
    approval: plan.approval,
    publishedWeeks: String(plan.publishedWeeks),
    unit: definition.cadence.unit,
    count: String(definition.cadence.count),
    weekday: weekdays[partsOfWall(start).weekday - 1] ?? 'monday',
    time: definition.startsAt.slice(11, 16),
    day: definition.startsAt.slice(0, 10),
    timeZone: definition.timeZone,
    roles: definition.roles.join(', '),
    pairing: definition.pairing,
    activeHours: [...(definition.activeHours ?? [])],
    until: definition.until ?? '',
  };
}

const rolesIn = (text: string): string[] =>
  text
    .split(',')
    .map((role) => role.trim())
    .filter(Boolean);

const activeHoursOf = ({ activeHours }: SettingsFields) =>
  activeHours.length > 0 ? activeHours.map(({ days, start, end }) => ({ days: [...days], start, end })) : null;

const cadenceOf = ({ unit, count }: SettingsFields): Every => ({ unit, count: Number(count) });

/**
 * What is to be changed, and nothing else; null where nothing is. Another handoff, zone or cadence is counted from the
 * first such time at or after `from`, so that the rotation hands over exactly when the form says.
 */
export function patchOf(
  before: SettingsFields,
  after: SettingsFields,
  from: Date,
): Omit<ChangeRotationInput, 'version' | 'from'> | null {
  const differs = (...fields: (keyof SettingsFields)[]) =>
    fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const handoff = differs('unit', 'count', 'weekday', 'time', 'day', 'timeZone');
  const patch = {
    ...(differs('name') && { name: after.name }),
    ...(differs('approval') && { approval: after.approval }),
    ...(differs('publishedWeeks') && { publishedWeeks: Number(after.publishedWeeks) }),
    ...(differs('unit', 'count') && { cadence: cadenceOf(after) }),
    ...(differs('timeZone') && { timeZone: after.timeZone }),
    ...(handoff && isZone(after.timeZone) && { startsAt: firstHandoff(after, from) }),
    ...(differs('roles') && { roles: rolesIn(after.roles) }),
    ...(differs('pairing') && { pairing: after.pairing }),
    ...(differs('activeHours') && { activeHours: activeHoursOf(after) }),
    ...(differs('until') && { until: after.until === '' ? null : after.until.slice(0, 16) }),
  };
  return Object.keys(patch).length > 0 ? patch : null;
}

/** The first handoff of the form's kind at or after an instant, on the clock of the form's zone. */
export function firstHandoff({ unit, weekday, time, day, timeZone }: SettingsFields, from: Date): string {
  if (unit === 'hour' || unit === 'month') return `${day}T${time}`;
  const midnight = startOfDayWall(wallAt(from.getTime(), timeZone));
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const ahead = unit === 'week' ? (weekdays.indexOf(weekday) + 1 - partsOfWall(midnight).weekday + 7) % 7 : 0;
  const wall = addDaysWall(midnight, ahead) + (hours * 60 + minutes) * 60_000;
  const isPast = resolveWall(wall, timeZone) < from.getTime();
  return formatLocal(isPast ? addDaysWall(wall, unit === 'week' ? 7 : 1) : wall);
}

/** What can be said of the form before it is a change at all, by field. */
export function faultsOfFields(fields: SettingsFields): Partial<Record<keyof SettingsFields, string>> {
  const whole = (text: string, least: number, most: number) =>
    /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
  const named = new Set(rolesIn(fields.roles));
  return {
    ...(fields.name.trim() === '' && { name: 'Give the rotation a name' }),
    ...(!whole(fields.publishedWeeks, 0, 52) && { publishedWeeks: 'Give a whole number from 0 to 52' }),
    ...(!whole(fields.count, 1, 10_000) && { count: 'Give a whole number, at least 1' }),
    ...(!/^([01]\d|2[0-3]):[0-5]\d$/.test(fields.time) && { time: 'Give a time of day such as 12:00' }),
    ...(!/^\d{4}-\d{2}-\d{2}$/.test(fields.day) && { day: 'Choose a day' }),
    ...(fields.activeHours.some(({ start, end }) => start === '' || end === '') && {
      activeHours: 'Give a start and an end',
    }),
    ...(named.size < rolesIn(fields.roles).length && { roles: 'A role is named twice: remove one' }),
    ...(named.size === 0 && { roles: 'Name at least one role, such as primary' }),
    ...(fields.until !== '' && parseLocal(fields.until) === null && { until: 'Choose a day and a time' }),
  };
}
