import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caretAfter } from './caret';

describe('the caret while others write', () => {
  it('stays in its word when lines are put in above it', () => {
    expect(caretAfter('one\ntwo', 'new\none\ntwo', 5)).toBe(9);
  });

  it('stays when lines below it change', () => {
    expect(caretAfter('one\ntwo', 'one\nthree\nfour', 2)).toBe(2);
  });

  it('follows its line when that line grew', () => {
    expect(caretAfter('one\ntwo', 'zero\none\ntwo and more', 7)).toBe(12);
  });

  it('is always within the text, and unmoved when nothing changed', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'a\nb', ''), { maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, fc.nat({ max: 40 }), (before, after, at) => {
        const caret = Math.min(at, before.length);
        const moved = caretAfter(before, after, caret);
        expect(moved).toBeGreaterThanOrEqual(0);
        expect(moved).toBeLessThanOrEqual(after.length);
        expect(caretAfter(before, before, caret)).toBe(caret);
      }),
    );
  });
});
