import { expect, test } from 'vitest';
import { drawingOf, type Simulated, sinceWords, stepName, troubleWords } from './simulation-words';

const from = new Date('2026-11-17T08:12:00Z');
const at = (seconds: number) => new Date(from.getTime() + seconds * 1_000);
const step = (part: Partial<Simulated>): Simulated => ({
  at: from,
  stage: 'steps',
  round: 0,
  step: 0,
  heldBack: null,
  people: [],
  places: [],
  reasons: [],
  nobody: false,
  ...part,
});
const ada = (seconds: number) => ({
  id: 'ada',
  name: 'Ada',
  role: 'primary',
  pages: [
    { channel: 'push', at: at(seconds) },
    { channel: 'sms', at: at(seconds + 120) },
  ],
});

test('one lane for everybody, one column for every instant, in the order of time', () => {
  const { lanes, columns, dots } = drawingOf([
    step({ people: [ada(0)], places: [{ channel: 'slack', name: '#on-call' }] }),
    step({ at: at(60), step: 1, nobody: true, reasons: ['Nobody is secondary'] }),
    step({ at: at(60), step: 2, people: [ada(60)] }),
    step({ at: at(60), step: 3, heldBack: 'hours' }),
  ]);
  expect(lanes.map(({ name }) => name)).toEqual(['Ada', '#on-call', 'Nobody']);
  expect(columns.map(({ at: instant }) => sinceWords(instant, from))).toEqual([
    'At once',
    '+1 min',
    '+2 min',
    '+3 min',
  ]);
  expect(columns[1]).toMatchObject({ step: 'Step 2', nobody: true });
  expect(dots).toHaveLength(6);
});

test('seconds are told where a rule means them, and days where nobody counts seconds', () => {
  expect([0, 30, 90, 150, 3_600, 90_000].map((seconds) => sinceWords(at(seconds), from))).toEqual([
    'At once',
    '+30 s',
    '+1 min 30 s',
    '+2 min 30 s',
    '+1 h',
    '+1 day 1 h',
  ]);
});

test('says why a step reaches nobody', () => {
  expect(troubleWords(step({ heldBack: 'priority' }))).toEqual(['Not for this priority: passed over']);
  expect(troubleWords(step({ people: [{ ...ada(0), pages: [] }], reasons: ['Nobody is secondary'] }))).toEqual([
    'Nobody is secondary',
    'Ada has no usable contact method',
  ]);
  expect(stepName(step({ step: 1, round: 2 }))).toBe('Step 2, round 3');
  expect(stepName(step({ stage: 'fallback' }))).toBe('Fallback');
});
