import type { View } from './address';

/** "2026-11-23" on the zone's clock. */
export function dayIn(instant: Date, zone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return format.format(instant);
}

/** How many weeks the lanes show. */
export const laneWeeks = 4;

/** The day to look at after one step earlier (-1) or later (1) from `day`. */
export function stepFrom(day: string, view: View, step: 1 | -1): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const days = view === 'lanes' ? 7 * laneWeeks : 7;
  const next = view === 'month' ? Date.UTC(year, month - 1 + step, 1) : Date.UTC(year, month - 1, date + days * step);
  return new Date(next).toISOString().slice(0, 10);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  const at = new Date(day);
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}

/** "November 2026" for a month, "16 – 22 Nov 2026" for weeks. By hand: server and browser spell ranges differently. */
export function titleOf(day: string, view: View): string {
  if (view === 'month') {
    return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));
  }
  const [from, to] = [new Date(mondayOf(day)), new Date(stepFrom(mondayOf(day), view, 1))];
  to.setUTCDate(to.getUTCDate() - 1);
  const year = to.getUTCFullYear();
  const end = `${to.getUTCDate()} ${months[to.getUTCMonth()]} ${year}`;
  if (from.getUTCMonth() === to.getUTCMonth()) return `${from.getUTCDate()} – ${end}`;
  return `${from.getUTCDate()} ${months[from.getUTCMonth()]}${from.getUTCFullYear() === year ? '' : ` ${from.getUTCFullYear()}`} – ${end}`;
}
