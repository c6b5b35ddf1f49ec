import type { Range, View } from './address';

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

/** What is looked at at once: one week, four of them, a month or a quarter of the calendar. */
export type Period = 'week' | Range;

export const periodOf = (view: View, range: Range): Period =>
  view === 'lanes' ? range : view === 'month' ? 'month' : 'week';

const monthsIn = { month: 1, quarter: 3 };
const daysIn = { week: 7, weeks: 28 };

/** The day to look at after one step earlier (-1) or later (1) from `day`. */
export function stepFrom(day: string, period: Period, step: 1 | -1): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const next =
    period === 'month' || period === 'quarter'
      ? Date.UTC(year, month - 1 + step * monthsIn[period], 1)
      : Date.UTC(year, month - 1, date + step * daysIn[period]);
  return new Date(next).toISOString().slice(0, 10);
}

/** The period that a day lies in: its first day, and the first after it. Weeks begin on their Monday. */
export function edgesOf(day: string, period: Period): { first: string; next: string } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const begin = period === 'quarter' ? month - ((month - 1) % 3) : month;
  const first =
    period === 'month' || period === 'quarter'
      ? new Date(Date.UTC(year, begin - 1, 1)).toISOString().slice(0, 10)
      : mondayOf(day);
  return { first, next: stepFrom(first, period, 1) };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  const at = new Date(day);
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}

const monthWord = (day: Date, year: boolean): string =>
  new Intl.DateTimeFormat('en-GB', {
    month: 'long',
    timeZone: 'UTC',
    ...(year ? { year: 'numeric' } : {}),
  }).format(day);

/**
 * "November 2026" for a month, "October – December 2026" for a quarter, "16 – 22 Nov 2026" for weeks. By hand: server
 * and browser spell ranges differently.
 */
export function titleOf(day: string, period: Period): string {
  const edges = edgesOf(day, period);
  const [from, to] = [new Date(edges.first), new Date(edges.next)];
  to.setUTCDate(to.getUTCDate() - 1);
  if (period === 'month') return monthWord(from, true);
  if (period === 'quarter') return `${monthWord(from, false)} – ${monthWord(to, true)}`;
  const year = to.getUTCFullYear();
  const end = `${to.getUTCDate()} ${months[to.getUTCMonth()]} ${year}`;
  if (from.getUTCMonth() === to.getUTCMonth()) return `${from.getUTCDate()} – ${end}`;
  return `${from.getUTCDate()} ${months[from.getUTCMonth()]}${from.getUTCFullYear() === year ? '' : ` ${from.getUTCFullYear()}`} – ${end}`;
}
