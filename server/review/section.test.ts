import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftOut, ownTemplate, sectionKey } from './section';

describe('the key of a new section', () => {
  it('is its title in small letters, without marks', () => {
    expect(sectionKey('What helped, what hindered?', [])).toBe('what-helped-what-hindered');
    expect(sectionKey('Où étions-nous chanceux ?', [])).toBe('ou-etions-nous-chanceux');
  });

  it('is counted on where another has it, and is there where the title has no letter of the alphabet', () => {
    expect(sectionKey('Lessons', ['lessons', 'lessons-2'])).toBe('lessons-3');
    expect(sectionKey('教訓', ['section'])).toBe('section-2');
  });

  it('is always one that the server takes, and none that is taken, whatever the titles are', () => {
    const title = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.constant('a '.repeat(50)));
    fc.assert(
      fc.property(fc.array(title, { maxLength: 20 }), (titles) => {
        const keys: string[] = [];
        for (const each of titles) keys.push(sectionKey(each, keys));
        expect(new Set(keys).size).toBe(titles.length);
        for (const key of keys) expect(key).toMatch(/^[a-z0-9-]{1,60}$/);
      }),
    );
  });
});

it('names the sections that a review is not done without, and no other', () => {
  expect(leftOut(ownTemplate)).toEqual([]);
  expect(leftOut([{ key: 'summary' }, { key: 'lessons' }])).toEqual(['Impact', 'Contributing factors', 'Resolution']);
});
