import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepBoth } from './merge';

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe('two people writing in one place', () => {
  it('loses no line of either, whatever they wrote; a last line may have been gone on with', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', ' ') });
    fc.assert(
      fc.property(text, fc.oneof(text, fc.string()), (theirs, mine) => {
        const kept = lines(keepBoth(theirs, { text: mine, writer: 'Ben' }));
        for (const line of [...lines(theirs).slice(0, -1), ...lines(mine)]) expect(kept).toContain(line);
        for (const line of lines(theirs).slice(-1)) expect(kept.some((one) => one.startsWith(line))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says who wrote what comes second', () => {
    expect(keepBoth('The database is full.', { text: 'The queue is slow.', writer: 'Ben' })).toBe(
      'The database is full.\n\nBen, at the same time:\nThe queue is slow.',
    );
  });

  it('takes a text that goes on from what stands there as it is: an answer that was lost brings nothing twice', () => {
    expect(keepBoth('One', { text: 'One and two', writer: 'Ben' })).toBe('One and two');
    expect(keepBoth('One\nTwo', { text: 'Two', writer: 'Ben' })).toBe('One\nTwo');
    expect(keepBoth('', { text: 'One', writer: 'Ben' })).toBe('One');
  });
});
