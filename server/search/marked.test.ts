import fc from 'fast-check';
import { expect, it } from 'vitest';
import { excerpt, marked } from './marked';

const textOf = (segments: { text: string }[]): string => segments.map(({ text }) => text).join('');

it('says every letter of the text, whatever is marked in it', () => {
  const words = fc.array(fc.constantFrom('disk', 'b', 'ü'), { maxLength: 2 });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), words, (text, sought) => {
      expect(textOf(marked(text, sought, 'd'))).toBe(text);
    }),
  );
});

it('marks whole words and the beginnings that were typed', () => {
  expect(marked('Disk of disks', ['disk'], null).filter(({ hit }) => hit)).toEqual([{ text: 'Disk', hit: true }]);
  expect(marked('Disk of disks', [], 'dis').filter(({ hit }) => hit)).toHaveLength(2);
});

it('shows the stretch where the most of what was sought stands together, cut between words', () => {
  const far = `disk ${'filler '.repeat(80)}the disk was full ${'filler '.repeat(80)}`;
  const shown = excerpt(far, ['disk', 'full'], null);
  expect(textOf(shown)).toContain('the disk was full');
  expect(textOf(shown)).toMatch(/^… .* …$/);
  expect(textOf(shown).length).toBeLessThan(240);
  expect(textOf(excerpt('short\n\ntext', ['nothing'], null))).toBe('short text');
});

it('shows the words of Markdown without its signs', () => {
  const text = '## Look\n- [ ] at **/var** of `queue_depth`\n> 2 * 3 * 4';
  expect(textOf(excerpt(text, ['var'], null))).toBe('Look at /var of queue_depth 2 * 3 * 4');
});
