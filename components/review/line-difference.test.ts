import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineDifference } from './line-difference';

it('tells both texts completely: without what is new the one, without what is gone the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDifference(before.join('\n'), after.join('\n'));
      const without = (kind: string) => lines.filter((line) => line.kind !== kind).map((line) => line.text);
      expect(without('new')).toEqual(before);
      expect(without('gone')).toEqual(after);
    }),
  );
});
