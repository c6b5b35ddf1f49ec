import type { ActiveHours, Layer, NamedLayer, Pairing, Place } from '@/server/rotation/definition';
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

/** One schedule as a form holds it, the rotation's own or a layer's: text as typed. */
export type ScheduleFields = {
  unit: Every['unit'];
  count: string;
  /** Counts where a turn lasts whole weeks. */
  weekday: Weekday;
  /** "HH:mm". */
  time: string;
  /** The day of a handoff, where the weekday does not say it: turns of hours, days and months. */
  day: string;
  timeZone: string;
  roles: RoleFields[];
  pairing: Pairing;
  activeHours: ActiveHours[];
  /** A local time, or nothing: it goes on. */
  until: string;
};

/** `own`: the role's own queue, as it was set; null: drawn from the common one. */
export type RoleFields = { name: string; own: readonly Place[] | null };

export function scheduleFieldsOf(layer: Layer): ScheduleFields {
  const start = parseLocal(layer.startsAt) ?? 0;
  return {
    unit: layer.cadence.unit,
    count: String(layer.cadence.count),
    weekday: weekdays[partsOfWall(start).weekday - 1] ?? 'monday',
    time: layer.startsAt.slice(11, 16),
    day: layer.startsAt.slice(0, 10),
    timeZone: layer.timeZone,
    roles: layer.roles.map((name) => ({ name, own: layer.queues?.[name] ?? null })),
    pairing: layer.pairing,
    activeHours: [...(layer.activeHours ?? [])],
    until: layer.until ?? '',
  };
}

/** Whether handoffs come at other times. */
export const handsOverOtherwise = (before: ScheduleFields, after: ScheduleFields): boolean =>
  (['unit', 'count', 'weekday', 'time', 'day', 'timeZone'] as const).some((field) => before[field] !== after[field]);

export const cadenceOf = ({ unit, count }: ScheduleFields): Every => ({ unit, count: Number(count) });

export const roleNames = ({ roles }: ScheduleFields): string[] => roles.map(({ name }) => name.trim());

/** The queues of roles that have one of their own; null where none has. */
export function queuesOf({ roles }: ScheduleFields): Record<string, Place[]> | null {
  const own = roles.flatMap(({ name, own: queue }): [string, Place[]][] => (queue ? [[name.trim(), [...queue]]] : []));
  return own.length > 0 ? Object.fromEntries(own) : null;
}

export const activeHoursOf = ({ activeHours }: ScheduleFields) =>
  activeHours.length > 0 ? activeHours.map(({ days, start, end }) => ({ days: [...days], start, end })) : null;

export const untilOf = ({ until }: ScheduleFields): string | null => (until === '' ? null : until.slice(0, 16));

/** The first handoff of the form's kind at or after an instant, on the clock of the form's zone. */
export function firstHandoff({ unit, weekday, time, day, timeZone }: ScheduleFields, from: Date): string {
  if (unit === 'hour' || unit === 'month') return `${day}T${time}`;
  const midnight = startOfDayWall(wallAt(from.getTime(), timeZone));
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const ahead = unit === 'week' ? (weekdays.indexOf(weekday) + 1 - partsOfWall(midnight).weekday + 7) % 7 : 0;
  const wall = addDaysWall(midnight, ahead) + (hours * 60 + minutes) * 60_000;
  const isPast = resolveWall(wall, timeZone) < from.getTime();
  return formatLocal(isPast ? addDaysWall(wall, unit === 'week' ? 7 : 1) : wall);
}

/** The last such handoff at or before an instant: a layer begins in the middle of a turn rather than late. */
function handoffUpTo(fields: ScheduleFields, instant: Date): string {
  const { unit, timeZone } = fields;
  const first = firstHandoff(fields, instant);
  const wall = parseLocal(first);
  if (unit === 'hour' || unit === 'month' || wall === null) return first;
  if (resolveWall(wall, timeZone) === instant.getTime()) return first;
  return formatLocal(addDaysWall(wall, unit === 'week' ? -7 : -1));
}

/** What can be said of the form before it is a change at all, by field. */
export function faultsOfSchedule(fields: ScheduleFields): Record<string, string> {
  const names = roleNames(fields);
  const faults: Record<string, string> = {};
  if (!/^\d+$/.test(fields.count) || Number(fields.count) < 1 || Number(fields.count) > 10_000)
    faults.count = 'Give a whole number, at least 1';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(fields.time)) faults.time = 'Give a time of day such as 12:00';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(fields.day)) faults.day = 'Choose a day';
  if (fields.activeHours.some(({ start, end }) => start === '' || end === ''))
    faults.activeHours = 'Give a start and an end';
  if (fields.activeHours.some(({ days }) => days.length === 0)) faults.activeHours = 'Choose at least one day';
  if (names.length === 0) faults.roles = 'Name at least one role, such as primary';
  if (names.some((name) => name === '')) faults.roles = 'Give every role a name';
  if (new Set(names).size < names.length) faults.roles = 'A role is named twice: remove one';
  if (fields.roles.some(({ own }) => own?.length === 0)) faults.roles = 'Put at least one person in each queue';
  if (fields.until !== '' && parseLocal(fields.until) === null) faults.until = 'Choose a day and a time';
  return faults;
}

/** A layer as a form holds it. `was`: as it is set now; null for a new one. `key` tells it apart while its name is typed. */
export type LayerFields = ScheduleFields & { key: string; name: string; queue: Place[]; was: NamedLayer | null };

export const layerFieldsOf = (layer: NamedLayer): LayerFields => ({
  ...scheduleFieldsOf(layer),
  ...{ key: layer.name, name: layer.name, queue: [...(layer.queue ?? [])], was: layer },
});

export const isUnchanged = (fields: LayerFields): boolean =>
  fields.was !== null && JSON.stringify(layerFieldsOf(fields.was)) === JSON.stringify(fields);

/** The layer that the form describes, as one that begins at an instant. */
export function layerOf(fields: LayerFields, from: Date) {
  const { was, queue, pairing } = fields;
  const [queues, activeHours, until] = [queuesOf(fields), activeHoursOf(fields), untilOf(fields)];
  const begins = was === null || handsOverOtherwise(scheduleFieldsOf(was), fields);
  const startsAt = begins && isZone(fields.timeZone) ? handoffUpTo(fields, from) : (was?.startsAt ?? '');
  return {
    ...{ name: fields.name.trim(), timeZone: fields.timeZone, cadence: cadenceOf(fields), startsAt, pairing },
    ...{ roles: roleNames(fields) },
    ...(queue.length > 0 && { queue: [...queue] }),
    ...(queues && { queues }),
    ...(activeHours && { activeHours }),
    ...(until && { until }),
  };
}

export function faultsOfLayers(layers: readonly LayerFields[]): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [i, layer] of layers.entries()) {
    const say = (field: string, words: string) => {
      faults[`layers.${i}.${field}`] = words;
    };
    const name = layer.name.trim();
    for (const [field, words] of Object.entries(faultsOfSchedule(layer))) say(field, words);
    if (name === '') say('name', 'Give the layer a name');
    if (layers.some((other, j) => j < i && other.name.trim() === name)) say('name', 'Give each layer its own name');
    if (layer.queue.length === 0 && layer.roles.some(({ own }) => own === null))
      say('queue', 'Put at least one person in the queue');
  }
  return faults;
}

/**
 * The layers as they are edited, over the layers as they are now: what was typed stays, what was not follows the
 * rotation, and what somebody else added meanwhile (`known`: what was there when the editing began) is kept.
 */
export function mergedLayers(
  now: readonly LayerFields[],
  edited: readonly LayerFields[],
  known: readonly string[],
): LayerFields[] {
  const kept = edited.flatMap((layer) => {
    if (!isUnchanged(layer)) return [layer];
    return now.find(({ key }) => key === layer.key) ?? [];
  });
  return [...kept, ...now.filter(({ key }) => !known.includes(key) && kept.every((layer) => layer.key !== key))];
}
