import { expect, it } from 'vitest';
import { acts, offersFor, pages } from './offers';

const labels = (typed: string) => [...offersFor(pages, typed), ...offersFor(acts, typed)].map(({ label }) => label);

it('offers what every typed word begins a word of, also by other names', () => {
  expect(labels('inc')).toEqual(['Incidents', 'Declare an incident']);
  expect(labels('declare inc')).toEqual(['Declare an incident']);
  expect(labels('vacation')).toEqual(['Ask for cover or a swap']);
  expect(labels('zebra')).toEqual([]);
  expect(labels('')).toHaveLength(pages.length + acts.length);
});

it('names each offer once', () => {
  const ids = [...pages, ...acts].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
