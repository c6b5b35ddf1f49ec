import { expect, test } from 'vitest';
import { announcementsOf } from './announcements';

const alert = (number: number, part: object = {}) => ({
  id: String(number),
  reference: `ALR-${number}`,
  title: `Trouble ${number}`,
  state: 'open' as const,
  priority: 'P1' as const,
  acknowledgedBy: null,
  ...part,
});
const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org' };

test('an opening, a taking and an end are heard; a list that did not change is silent', () => {
  expect(announcementsOf([alert(1)], [alert(1)])).toEqual([]);
  expect(announcementsOf([], [alert(1)])).toEqual(['New alert, Critical: Trouble 1']);
  expect(announcementsOf([alert(1)], [alert(1, { state: 'acknowledged', acknowledgedBy: ben })])).toEqual([
    'ALR-1 acknowledged by Ben',
  ]);
  expect(announcementsOf([alert(1)], [alert(1, { state: 'closed' })])).toEqual(['ALR-1 is closed']);
});

test('a storm is one sentence', () => {
  const storm = Array.from({ length: 200 }, (_, number) => alert(number));
  expect(announcementsOf([], storm)).toEqual(['200 new alerts']);
});
