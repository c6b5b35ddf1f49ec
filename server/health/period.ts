import { formatLocal, instantOf, parseLocal, wallAt } from '@/server/time/wall-clock';
import type { Facts, Span } from './facts';
import { holds } from './spans';

/** So many hours later on the zone's clock: the wall clock moves, whatever clock changes lie between. */
export function addHoursOnTheClock(from: Date, hours: number, zone: string): Date {
  const wall = wallAt(from.getTime(), zone) + hours * 3_600_000;
  const seconds = wall % 60_000;
  return new Date(instantOf(formatLocal(wall), zone).getTime() + seconds);
}

/** The instant of a local time on the day of another instant. */
export const midnightAfter = (at: Date, zone: string, days: number): Date => {
  const date = formatLocal(wallAt(at.getTime(), zone)).slice(0, 10);
  const wall = (parseLocal(`${date}T00:00`) ?? 0) + days * 86_400_000;
  return instantOf(formatLocal(wall), zone);
};

/** The facts of a part of the period: each row by the instant that anchors it. */
export function within(facts: Facts, period: Span): Facts {
  const inside = <T>(rows: readonly T[], anchor: (row: T) => Date): T[] =>
    rows.filter((row) => holds(period, anchor(row)));
  return {
    ...facts,
    period,
    weeks: facts.weeks.filter(({ from }) => holds(period, from)),
    alerts: inside(facts.alerts, ({ openedAt }) => openedAt),
    incidents: inside(facts.incidents, ({ declaredAt }) => declaredAt),
    requests: inside(facts.requests, ({ from }) => from),
    handoffs: inside(facts.handoffs, ({ at }) => at),
    pulses: inside(facts.pulses, ({ at }) => at),
  };
}
