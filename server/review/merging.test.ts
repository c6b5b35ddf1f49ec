import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merged, spliceBetween, spliced } from './merging';

const text = fc.array(fc.stringMatching(/^[a-d ]{0,6}$/), { maxLength: 8 }).map((lines) => lines.join('\n'));
const linesOf = (one: string) => one.split('\n');

describe('two people in one text', () => {
  it('lose no line that either wrote, and clash only where both wrote', () => {
    fc.assert(
      fc.property(text, text, text, (base, theirs, mine) => {
        const { text: both, clashes } = merged(base, theirs, mine);
        const known = new Set(linesOf(base));
        for (const line of [...linesOf(theirs), ...linesOf(mine)]) {
          if (!known.has(line)) expect(linesOf(both)).toContain(line);
        }
        if (theirs === base || mine === base) expect(clashes).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('in different paragraphs meet without a word', () => {
    const base = 'what happened\n\nwhat was done';
    const merge = merged(base, 'what happened at noon\n\nwhat was done', 'what happened\n\nwhat was done: a restart');
    expect(merge).toEqual({ text: 'what happened at noon\n\nwhat was done: a restart', clashes: [] });
  });

  it('on one line both stay, and are shown side by side', () => {
    expect(merged('a', 'a, says Ada', 'a, says Ben')).toEqual({
      text: 'a, says Ada\na, says Ben',
      clashes: [{ theirs: 'a, says Ada', mine: 'a, says Ben' }],
    });
  });
});

describe('a splice', () => {
  it('makes one text into the other, and is no longer than what changed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        const splice = spliceBetween(before, after);
        expect(spliced(before, splice)).toBe(after);
        expect(splice.insert.length).toBeLessThanOrEqual(after.length);
      }),
    );
    const long = 'x'.repeat(50_000);
    expect(JSON.stringify(spliceBetween(long, `${long.slice(0, 100)}word${long.slice(100)}`)).length).toBeLessThan(100);
  });

  it('that does not fit is refused', () => {
    expect(spliced('ab', { at: 1, remove: 2, insert: '' })).toBeNull();
  });
});
