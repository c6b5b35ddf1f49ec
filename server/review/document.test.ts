import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatReview, metaOf, parseReview } from './document';

const line = fc.oneof(
  fc.stringMatching(/^[^\n\r]{0,20}$/),
  fc.constantFrom('## Summary', '---', '<!-- section: impact -->', '\\<!-- section: impact -->', '<!-- end -->', ''),
);
const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));

it('is read back unchanged, whatever people wrote into it', () => {
  const sections = fc.uniqueArray(
    fc.record({ key: fc.stringMatching(/^[a-z][a-z-]{0,9}$/), title: fc.constant('Title'), text }),
    {
      selector: ({ key }) => key,
      minLength: 1,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(sections, (written) => {
      const meta = { title: 'INC-1: Checkout is down', resolved: '2026-11-16T09:00:00.000Z' };
      const document = { meta, sections: written, followUps: ['- [ ] FUP-1 Do it'] };
      const file = formatReview(document);
      const read = parseReview(file);
      expect([...read]).toEqual(written.map((section) => [section.key, section.text]));
      const again = { ...document, sections: written.map((one) => ({ ...one, text: read.get(one.key) ?? '' })) };
      expect(formatReview(again)).toBe(file);
      expect(metaOf(file)).toEqual(meta);
    }),
    { numRuns: 1_000 },
  );
});

it('says so where a file is no review', () => {
  expect(() => parseReview('# Notes')).toThrow('no exported review');
});
