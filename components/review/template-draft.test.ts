import { expect, it } from 'vitest';
import { ownTemplate } from '@/server/review/section';
import { draftOf, isChanged, keptIn, moved, sectionsIn, withNew } from './template-draft';

const stored = { sections: ownTemplate, changedAt: null };
const { sections } = draftOf(stored);

it('keeps a key while its title changes, and makes one for what is new from its title, beside those there are', () => {
  const renamed = sections.with(0, { id: 'summary', key: 'summary', title: 'In short', help: '' });
  const typed = withNew(withNew(renamed)).map((one) => (one.key === null ? { ...one, title: 'Impact' } : one));
  expect(new Set(typed.map(({ id }) => id)).size).toBe(9);
  const sent = sectionsIn(typed);
  expect(sent[0]).toEqual({ key: 'summary', title: 'In short', help: '' });
  expect(sent.slice(-2).map(({ key }) => key)).toEqual(['impact-2', 'impact-3']);
});

it('moves one a place at a time, and nothing beyond either end', () => {
  const ids = (list: typeof sections) => list.map(({ id }) => id).slice(0, 3);
  expect(ids(moved(sections, 0, 1))).toEqual(['impact', 'summary', 'timeline']);
  expect(moved(moved(sections, 2, -1), 1, 1)).toEqual(sections);
  expect(moved(sections, 0, -1)).toEqual(sections);
  expect(moved(sections, sections.length - 1, 1)).toEqual(sections);
});

it('is changed only while it says something else than what is stored', () => {
  expect(isChanged({ base: null, sections }, stored)).toBe(false);
  expect(isChanged({ base: null, sections: moved(sections, 0, 1) }, stored)).toBe(true);
});

it('comes back from the device as it was typed, and not at all where that is of another shape', () => {
  const draft = { base: '2026-11-20T09:00:00.000Z', sections: withNew(sections) };
  expect(keptIn(JSON.stringify(draft))).toEqual(draft);
  for (const other of [null, '{', '{}', '{"base":1,"sections":[]}', '{"base":null,"sections":[{"id":"a"}]}'])
    expect(keptIn(other)).toBeNull();
});
