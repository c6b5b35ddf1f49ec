import { dateLabel } from '@/server/time/label';

/** "Thu 24 Dec 2026 – Sun 27 Dec 2026": the whole days of a half-open time, the last one included. */
export function dayLabel({ from, to }: { from: Date; to: Date }, zone: string): string {
  const [first, last] = [dateLabel(from, zone, true), dateLabel(new Date(to.getTime() - 1), zone, true)];
  return first === last ? first : `${first} – ${last}`;
}
