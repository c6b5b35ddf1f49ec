import { expect, test } from 'vitest';
import { addressOf, placeIn, rowsOf, withoutRows } from './address';

test('a place survives its own address', () => {
  const place = placeIn({
    team: 't',
    period: 'quarter',
    at: '2026-10-01T00:00:00.000Z',
    show: 'A1.primary',
    key: 'a&b=c',
  });
  const again = Object.fromEntries(new URL(addressOf(place), 'https://baton.example').searchParams);
  expect(placeIn(again)).toEqual(place);
});

test('what cannot be is what is by itself', () => {
  expect(placeIn({ period: 'decade', team: ['a', 'b'], at: '' })).toMatchObject({
    period: 'week',
    team: null,
    at: null,
  });
  expect(addressOf(placeIn({}))).toBe('/health');
});

test('closing the rows leaves the report as it was, and opening others forgets how the last were narrowed', () => {
  const place = placeIn({ team: 't', show: 'A0', weekday: '1', hour: '3' });
  expect(addressOf(withoutRows(place))).toBe('/health?team=t');
  expect(rowsOf(place, 'A2', { week: '2026-11-02T17:00:00.000Z' })).toBe(
    '/health?team=t&show=A2&week=2026-11-02T17%3A00%3A00.000Z',
  );
});
