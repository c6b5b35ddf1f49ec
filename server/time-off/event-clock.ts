import ICAL from 'ical.js';
import { isZone, resolveWall, type Wall, wallAt } from '@/server/time/wall-clock';

/** The clock that a time of a feed is written on. Clocks of one name show the same. */
export interface EventClock {
  readonly name: string;
  readonly instantOf: (wall: Wall) => number;
  readonly wallAt: (instant: number) => Wall;
}

const ofZone = (zone: string): EventClock => ({
  name: zone,
  instantOf: (wall) => resolveWall(wall, zone),
  wallAt: (instant) => wallAt(instant, zone),
});

/** `zone`: the person's own, on which whole days and floating times are meant. */
export function clockOf(time: ICAL.Time, named: string | undefined, zone: string): EventClock {
  if (time.isDate) return ofZone(zone);
  if (time.zone?.tzid === 'UTC') return ofZone('UTC');
  // Names that the world knows keep the world's rules; others have those that the feed brings along.
  if (named !== undefined && isZone(named)) return ofZone(named);
  return time.zone?.component ? ofFeed(time.zone) : ofZone(zone);
}

function ofFeed(zone: ICAL.Timezone): EventClock {
  const offsetAt = (wall: Wall): number => zone.utcOffset(timeAt(wall)) * 1_000;
  return {
    name: `feed ${zone.tzid}`,
    instantOf: (wall) => wall - offsetAt(wall),
    wallAt: (instant) => instant + offsetAt(instant + offsetAt(instant)),
  };
}

/** What the face of the clock shows, whichever clock it is; never by the machine's zone. */
export const digitsOf = (time: ICAL.Time): Wall =>
  Date.UTC(time.year, time.month - 1, time.day, time.hour ?? 0, time.minute ?? 0, time.second ?? 0);

/** A time of the feed as another clock of it shows it: an exception may be written in UTC for an event in Berlin. */
export function onClock(clock: EventClock, time: ICAL.Time, named: string | undefined, zone: string): Wall {
  const own = clockOf(time, named, zone);
  const isFloating = time.isDate || (named === undefined && time.zone?.tzid !== 'UTC');
  return isFloating || own.name === clock.name ? digitsOf(time) : clock.wallAt(own.instantOf(digitsOf(time)));
}

function timeAt(wall: Wall): ICAL.Time {
  const clock = new Date(wall);
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth() + 1, clock.getUTCDate()];
  return ICAL.Time.fromData({ year, month, day, hour: clock.getUTCHours(), minute: clock.getUTCMinutes() });
}
