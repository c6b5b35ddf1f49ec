import { expect, it } from 'vitest';
import { draftsDue } from './reminder';

const at = (iso: string) => new Date(iso);

it('drafts a day ahead, not earlier, and catches up on one that has just passed', () => {
  const monday = [at('2026-11-23T17:00:00Z')];
  expect(draftsDue(monday, at('2026-11-22T16:59:59Z'))).toEqual([]);
  expect(draftsDue(monday, at('2026-11-22T17:00:00Z'))).toEqual(monday);
  expect(draftsDue(monday, at('2026-11-23T18:59:59Z'))).toEqual(monday);
  expect(draftsDue(monday, at('2026-11-23T19:00:00Z'))).toEqual([]);
});

it('drafts one note at a time where handoffs are closer than a day', () => {
  const thrice = ['T00:00:00Z', 'T08:00:00Z', 'T16:00:00Z'].map((hour) => at(`2026-11-23${hour}`));
  expect(draftsDue(thrice, at('2026-11-23T03:00:00Z'))).toEqual([thrice[1]]);
  expect(draftsDue(thrice, at('2026-11-23T01:00:00Z'))).toEqual([thrice[0], thrice[1]]);
});
