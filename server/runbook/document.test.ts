import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDocument, parseDocument } from './document';

const line = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const day = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const documents = fc.record({
  meta: fc.record(
    {
      title: line,
      owner: line,
      services: fc.array(line, { minLength: 1, maxLength: 3 }),
      rules: fc.array(line, { minLength: 1, maxLength: 3 }),
      tested: day.map((date) => date.toISOString().slice(0, 10)),
      'tested-by': line,
    },
    { requiredKeys: ['title'] },
  ),
  body: fc.string({ maxLength: 200 }).filter((text) => !/^[\r\n]/.test(text)),
});

describe('a runbook as a Markdown file', () => {
  it('is read back unchanged, whatever it holds', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(parseDocument(formatDocument(document))).toEqual(document);
      }),
    );
  });

  it('without front matter takes its title from the first heading, else from its file', () => {
    expect(parseDocument('# Database is down\n\n- [ ] look').meta).toEqual({ title: 'Database is down' });
    expect(parseDocument('look', 'database').meta).toEqual({ title: 'database' });
  });

  it('says which line of the front matter is wrong, and refuses what YAML could be bent to', () => {
    const fields = (text: string) => {
      try {
        return parseDocument(text);
      } catch (error) {
        return (error as { fields?: Record<string, string> }).fields;
      }
    };
    expect(fields('---\ntitle: A\ntested: someday\n---\n')).toEqual({
      'markdown.tested': 'Give a day such as 2026-10-03',
    });
    expect(fields('---\ntitle: A\nowners: x\n---\n')).toEqual({
      'markdown.front matter': expect.stringContaining('knows no owners'),
    });
    expect(fields('---\ntitle: [\n---\n')).toEqual({ 'markdown.front matter': expect.stringContaining('not YAML') });
    expect(fields('---\na: &a [x]\ntitle: *a\n---\n')).toHaveProperty(['markdown.front matter']);
  });
});
