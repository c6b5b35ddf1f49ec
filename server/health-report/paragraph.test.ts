import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, ratio } from '@/server/health/figure';
import { hoursWords } from './figure-words';
import { paragraphOf } from './paragraph';

const quiet = [count('A0', 0), ratio('B1', 0, 0), ratio('B3', 0, 0), count('C5', 0), count('D1.ahead', 0)];

describe('the paragraph about a week', () => {
  it('tells what happened in counts, and what of it was no change by chance', () => {
    const metrics = [
      { ...count('A0', 9), change: { changed: 'not-distinguishable' as const } },
      { ...ratio('A3', 7, 9), parts: { business: 2, off: 3, sleep: 4 } },
      count('A2b', 3, { parts: { nightsOnCall: 15, mostOfOne: 2 } }),
      ...[ratio('B1', 5, 7), ratio('B3', 7, 7), ratio('C2', 5, 6), count('C5', 0)],
      ...[count('D1.secondary', 210, {}, 'minutes'), count('D1.ahead', 0, {}, 'minutes')],
      ...[ratio('F1', 0, 0), ratio('F2', 1, 2), { ...ratio('G1.again', 3, 4), value: null }],
    ];
    const pareto = [{ key: 'disk-full', title: 'Disk full', count: 3, followUp: null }];
    expect(paragraphOf({ metrics, pareto })).toBe(
      'People were interrupted 9 times: 2 in business hours, 3 in the evening, at the weekend or on a holiday and 4 in somebody’s sleep. ' +
        '3 nights of 15 on call were interrupted. That is no clear change from before. 7 of 7 alerts that paged are classified; 5 of 7 needed a human. ' +
        '“Disk full” interrupted most often, 3 times, and nobody has a follow-up for it. 5 of 6 were acknowledged in time. ' +
        'Nobody was secondary for 3 h 30 min. 1 of 2 follow-ups due were done in time.',
    );
  });

  it('says of a quiet week only that it was quiet, and of no figures nothing', () => {
    expect(paragraphOf({ metrics: quiet, pareto: [] })).toBe('Nobody was interrupted.');
    expect(paragraphOf({ metrics: [], pareto: [] })).toBe('');
  });

  it('never shows what is not known, whatever the figures are', () => {
    const figure = fc.record({
      id: fc.constantFrom('A0', 'A3', 'A2b', 'B1', 'B3', 'C2', 'C5', 'D1.primary', 'D1.ahead', 'F1', 'F2', 'G1.again'),
      value: fc.option(fc.nat(500)),
      numerator: fc.option(fc.nat(50)),
      denominator: fc.option(fc.nat(50)),
      parts: fc.constant({}),
    });
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 14 }), (metrics) => {
        expect(paragraphOf({ metrics, pareto: [] })).not.toMatch(/NaN|undefined|null|Infinity| {2}|\.\./);
      }),
    );
  });

  it('says minutes as people do', () => {
    expect([0, 59, 60, 210].map((minutes) => hoursWords(minutes / 60))).toEqual([
      '0 min',
      '59 min',
      '1 h',
      '3 h 30 min',
    ]);
  });
});
