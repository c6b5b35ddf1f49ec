import { expect, test } from 'vitest';
import { deliveryWords } from './delivery-words';

const now = new Date('2026-11-17T08:00:00Z');
const delivery = { state: 'due', dueAt: now, sentAt: null, lastError: null, possibleDuplicate: false, receipt: null };
const wordOf = (part: object, withdrawnAt: Date | null = null) =>
  deliveryWords({ withdrawnAt, delivery: { ...delivery, ...part } }, now);

test('only what a provider took counts as delivered', () => {
  expect(wordOf({ state: 'sent' }).word).toBe('Delivered');
  expect(wordOf({ state: 'sending' }).word).toBe('Sending');
  expect(wordOf({ state: 'due', dueAt: new Date(now.getTime() + 1) }).word).toBe('Waits for its time');
  expect(wordOf({ state: 'due' }, now).word).toBe('Not sent');
});

test('a page that failed says why', () => {
  expect(wordOf({ state: 'failed', lastError: '550 unknown' })).toEqual({
    mark: 'critical',
    word: 'Not delivered',
    why: '550 unknown',
  });
});
