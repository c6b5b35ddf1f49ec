import { expect, it } from 'vitest';
import { pulseFigure } from './pulse';

const answers = (...slept: number[]) => slept.map((value) => ({ slept: value, supported: 5, again: 1 }));

it('is the share of answers of 4 or 5', () => {
  expect(pulseFigure(answers(1, 3, 4, 5, 5))).toEqual({ answers: 5, slept: 0.6, supported: 1, again: 0 });
});

it('says nothing below five answers: who said what could be told', () => {
  expect(pulseFigure(answers(5, 5, 5, 5))).toEqual({ answers: 4, slept: null, supported: null, again: null });
});
