import { expect, test } from 'vitest';
import { pagedInstead } from './paged-instead';

const pages = [
  { alertId: 'a', personId: 'ada' },
  { alertId: 'b', personId: 'ada' },
  { alertId: 'b', personId: 'ben' },
  { alertId: 'c', personId: 'cho' },
];

test('whoever was paged about an alert takes it without a question; for the others it is said who was', () => {
  expect(pagedInstead(pages, 'ben')).toEqual({ alertIds: ['a', 'c'], personIds: ['ada', 'cho'] });
  expect(pagedInstead(pages, 'ada')).toEqual({ alertIds: ['c'], personIds: ['cho'] });
});

test('what nobody was paged about is anybody’s to take', () => {
  expect(pagedInstead([], 'ben')).toEqual({ alertIds: [], personIds: [] });
});
