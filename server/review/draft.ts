import { instantLabel } from '@/server/time/label';
import { addDaysWall, formatLocal, isoWeekday, localDate, parseLocal } from '@/server/time/wall-clock';
import type { Section, SectionTemplate } from './section';

/** What an incident knows that a review begins with. */
export type Known = {
  summary: string;
  services: string[];
  impactFrom: Date | null;
  impactTo: Date | null;
  whatHappened: string | null;
  whatWasDone: string | null;
  remainingRisk: string | null;
  lines: { at: Date; text: string; by: string; starred: boolean }[];
};

/** The sections of a new review, with what is known already; instants in `zone`. */
export function drafted(template: readonly SectionTemplate[], known: Known, zone: string, now: Date): Section[] {
  const texts: Record<string, string> = {
    summary: known.whatHappened ?? known.summary,
    impact: impactOf(known, zone),
    timeline: known.lines
      .map(({ at, text, by, starred }) => lineOf(instantLabel(at, zone), text, by, starred))
      .join('\n'),
    resolution: [known.whatWasDone, known.remainingRisk && `Risk that is left: ${known.remainingRisk}`]
      .filter(Boolean)
      .join('\n\n'),
  };
  return template.map((section) => ({ ...section, text: texts[section.key] ?? '', version: 1, changedAt: now }));
}

const lineOf = (at: string, text: string, by: string, starred: boolean): string =>
  `- **${at}** ${text.replaceAll('\n', ' ')}${by === '' ? '' : ` (${by})`}${starred ? ' ★' : ''}`;

function impactOf({ services, impactFrom, impactTo }: Known, zone: string): string {
  const span =
    impactFrom && impactTo ? `From ${instantLabel(impactFrom, zone)} to ${instantLabel(impactTo, zone)}.` : '';
  return [services.length > 0 ? `Affected: ${services.join(', ')}.` : '', span].filter(Boolean).join('\n');
}

/** The day so many working days (Monday to Friday) after an instant, on a zone's calendar. */
export function workingDayAfter(instant: Date, days: number, zone: string): string {
  let wall = parseLocal(`${localDate(instant, zone)}T00:00`) ?? 0;
  for (let left = days; left > 0; ) {
    wall = addDaysWall(wall, 1);
    if (isoWeekday(new Date(wall), 'UTC') <= 5) left -= 1;
  }
  return formatLocal(wall).slice(0, 10);
}
