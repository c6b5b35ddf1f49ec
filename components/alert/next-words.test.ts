import { expect, test } from 'vitest';
import { nextWords, peopleWords, untilWords } from './next-words';

const now = new Date('2026-11-17T08:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const person = (name: string) => ({ id: name.toLowerCase(), name, role: null });
const step = (people: string[], seconds = 252) => ({
  kind: 'step' as const,
  at: later(seconds),
  round: 1,
  step: 2,
  people: people.map(person),
  reasons: [],
});

test('the next step is told by whom it reaches and how long that is away', () => {
  expect(nextWords(step(['Ben']), 'ada', now)).toEqual({ who: 'Ben', when: 'in 4:12', isGap: false });
  expect(nextWords(step(['Ben']), 'ben', now).who).toBe('You');
});

test('a step that reaches nobody is a gap, and said', () => {
  expect(nextWords(step([]), 'ada', now)).toEqual({ who: 'Nobody', when: 'in 4:12', isGap: true });
});

test('an alert that was put off comes back, whoever is paged then', () => {
  expect(nextWords({ ...step([]), kind: 'wake-up' }, 'ada', now)).toMatchObject({ who: 'Comes back', isGap: false });
});

test('the viewer is never hidden among others', () => {
  expect(peopleWords(['Ada', 'Ben', 'Cho'].map(person), 'cho')).toBe('You and 2 others');
  expect(peopleWords(['Ada', 'Ben'].map(person), 'cho')).toBe('Ada and Ben');
});

test('a day and more is told in days, less as a clock, and what is due is now', () => {
  expect(untilWords(later(2 * 86_400 + 4 * 3_600), now)).toBe('in 2 days 4 h');
  expect(untilWords(later(43_200), now)).toBe('in 12:00:00');
  expect(untilWords(later(0), now)).toBe('now');
  expect(untilWords(later(-5), now)).toBe('now');
});
