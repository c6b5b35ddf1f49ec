import { instantOf, localTime, parseLocal } from '@/server/time/wall-clock';

const hourMs = 3_600_000;

/** Every instant at which the zone's clock shows a local time: none where it is skipped, two where it is repeated. */
export function readingsOf(local: string, zone: string): Date[] {
  if (parseLocal(local) === null) return [];
  const first = instantOf(local, zone);
  if (localTime(first, zone) !== local.slice(0, 16)) return [];
  const again = new Date(first.getTime() + hourMs);
  return localTime(again, zone) === local.slice(0, 16) ? [first, again] : [first];
}

/** The instant meant: `second` chooses the later of two. Undefined where the clock never shows it. */
export function readingOf(local: string, zone: string, second: boolean): Date | undefined {
  const [first, again] = readingsOf(local, zone);
  return second && again ? again : first;
}
