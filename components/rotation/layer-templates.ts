import type { ActiveHours } from '@/server/rotation/definition';
import type { EditorPerson } from '@/server/rotation/editing';
import { hourOfDay, instantOf, localDate, weekdays } from '@/server/time/wall-clock';
import type { LayerFields, ScheduleFields } from './schedule-fields';

/** What a new layer is made from: the schedule below it, and who stands there. */
export type Ground = {
  fields: ScheduleFields;
  people: readonly EditorPerson[];
  /** Names that are taken. */
  taken: readonly string[];
  from: Date;
};

export const templates = {
  'business-hours': { word: 'Business hours', hint: 'Monday to Friday, 09:00 – 17:00' },
  weekends: { word: 'Weekends', hint: 'Saturday and Sunday, all day' },
  'follow-the-sun': { word: 'Follow the sun', hint: 'Three shifts a day, each for those whose day it is' },
  always: { word: 'Always', hint: 'On top of everything below it' },
} as const;

export type Template = keyof typeof templates;

const workingDays = weekdays.slice(0, 5);
const hoursOf: Record<Exclude<Template, 'follow-the-sun'>, ActiveHours[]> = {
  'business-hours': [{ days: workingDays, start: '09:00', end: '17:00' }],
  weekends: [{ days: weekdays.slice(5), start: '00:00', end: '24:00' }],
  always: [],
};

/** The layers of a template, lowest first, on the handoffs of the schedule below. */
export function layersFrom(template: Template, ground: Ground): LayerFields[] {
  if (template === 'follow-the-sun') return followTheSun(ground);
  return [made(ground, templates[template].word, hoursOf[template], ground.people)];
}

/** The day in three, each for whoever is nearest to the middle of their own day then. A third without anybody is none. */
function followTheSun(ground: Ground): LayerFields[] {
  const { fields, people, from } = ground;
  const thirds = ['00:00', '08:00', '16:00'].map((start, i) => ({ start, end: ['08:00', '16:00', '24:00'][i] ?? '' }));
  const noonIn = thirds.map(({ start }) => {
    const middle = `${String(Number(start.slice(0, 2)) + 4).padStart(2, '0')}:00`;
    return instantOf(`${localDate(from, fields.timeZone)}T${middle}`, fields.timeZone);
  });
  const farFromNoon = ({ timeZone }: EditorPerson, third: number) => {
    const hour = hourOfDay(noonIn[third] ?? from, timeZone);
    return Math.min(Math.abs(hour - 13), 24 - Math.abs(hour - 13));
  };
  const thirdOf = (person: EditorPerson) =>
    [0, 1, 2].reduce((best, third) => (farFromNoon(person, third) < farFromNoon(person, best) ? third : best), 0);
  return thirds.flatMap(({ start, end }, third) => {
    const there = people.filter((person) => thirdOf(person) === third);
    if (there.length === 0) return [];
    return [made(ground, `Follow the sun ${start} – ${end}`, [{ days: [...weekdays], start, end }], there)];
  });
}

function made(
  { fields, taken }: Ground,
  word: string,
  activeHours: ActiveHours[],
  people: readonly EditorPerson[],
): LayerFields {
  const name = taken.includes(word) ? `${word} ${taken.length + 1}` : word;
  const [first = 'primary'] = fields.roles.map((role) => role.name);
  return {
    ...fields,
    ...{ key: `new ${name}`, name, activeHours, until: '', was: null },
    roles: [{ name: first, own: null }],
    queue: people.map(({ id }) => id),
  };
}
