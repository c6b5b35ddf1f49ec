import { type Weekday, weekdays } from '@/server/time/wall-clock';

/** What the first rotation asks: who, in which order, and when one hands over to the next. */
export type RotationDraft = {
  name: string;
  queue: string[];
  timeZone: string;
  weekday: Weekday;
  /** "HH:mm" on the zone's clock. */
  time: string;
  pairing: 'secondary-then-primary' | 'primary-then-secondary';
};

const dayMs = 86_400_000;

/**
 * The last handoff at or before `localNow` ("YYYY-MM-DDTHH:mm" on the zone's clock), as the same: from it on the first
 * in the queue is on call, so somebody is as soon as the rotation is made.
 */
export function lastHandoff(localNow: string, weekday: Weekday, time: string): string {
  const today = Date.parse(`${localNow.slice(0, 10)}T00:00Z`);
  const isoDay = new Date(today).getUTCDay() || 7;
  const back = (isoDay - (weekdays.indexOf(weekday) + 1) + 7) % 7;
  const day = new Date(today - back * dayMs).toISOString().slice(0, 10);
  const handoff = `${day}T${time}`;
  return handoff <= localNow
    ? handoff
    : `${new Date(Date.parse(`${day}T00:00Z`) - 7 * dayMs).toISOString().slice(0, 10)}T${time}`;
}

/** The definition as the server takes it: one week each, primary and secondary from the one queue. */
export const definitionOf = ({ queue, timeZone, weekday, time, pairing }: RotationDraft, localNow: string) => ({
  timeZone,
  cadence: { unit: 'week' as const, count: 1 },
  startsAt: lastHandoff(localNow, weekday, time),
  queue,
  roles: ['primary', 'secondary'],
  pairing,
});
