import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const views = ['lanes', 'month', 'week', 'list'] as const;
export type View = (typeof views)[number];

/** How much of time the lanes show: four weeks, a month of the calendar, or a quarter. */
export const ranges = ['weeks', 'month', 'quarter'] as const;
export type Range = (typeof ranges)[number];

/** On whose clock. */
export const zoneChoices = ['mine', 'rotation', 'utc'] as const;

/** What a lane is: one role of a rotation, or one person. */
export const lanings = ['role', 'person'] as const;
export type Laning = (typeof lanings)[number];

/** What the address of the calendar keeps, so that a link shows another person the same. */
export const calendarAddress = {
  team: parseAsString,
  rotation: parseAsString,
  view: parseAsStringLiteral(views),
  by: parseAsStringLiteral(lanings).withDefault('role'),
  range: parseAsStringLiteral(ranges).withDefault('weeks'),
  /** A day of what is looked at, "2026-11-23". */
  day: parseAsString,
  /** One of the choices, or the name of a zone that somebody lives in. */
  zone: parseAsString.withDefault('mine'),
  /** The shift whose panel is open. */
  shift: parseAsString,
};

export const loadCalendarAddress = createLoader(calendarAddress);

/** What the server is asked for: the same in the page that fetches it first and in the browser. */
export function questionOf({ team, rotation, day }: Record<'team' | 'rotation' | 'day', string | null>) {
  const around =
    day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? `${day.slice(0, 7)}-01` : null;
  return {
    ...(team === null ? {} : { teamId: team }),
    ...(rotation === null ? {} : { rotationId: rotation }),
    ...(around === null ? {} : { around }),
  };
}
