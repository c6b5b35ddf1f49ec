import { expect, it } from 'vitest';
import { deliveryState } from './delivery-state';

const sent = { state: 'sent', receipt: null, lastError: null, possibleDuplicate: false };

it('says "arrived" only of what a provider said it of', () => {
  expect(deliveryState(sent).word).toBe('Accepted');
  expect(deliveryState({ ...sent, receipt: 'delivered' }).word).toBe('Arrived');
  expect(deliveryState({ ...sent, receipt: 'no-answer' })).toEqual({
    mark: 'critical',
    word: 'Did not get there',
    why: 'Nobody picked up.',
  });
});

it('gives the reason of what failed or is tried again, and says what may have come twice', () => {
  expect(deliveryState({ ...sent, state: 'failed', lastError: '550' })).toMatchObject({ word: 'Failed', why: '550' });
  expect(deliveryState({ ...sent, state: 'due', lastError: '451' })).toMatchObject({ word: 'Waiting', why: '451' });
  expect(deliveryState({ ...sent, possibleDuplicate: true }).why).toContain('twice');
});
