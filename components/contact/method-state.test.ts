import { expect, it } from 'vitest';
import { addressWords, methodState } from './method-state';

const at = new Date('2026-11-18T09:00:00Z');
const fresh = { verifiedAt: null, provenAt: null, brokenAt: null, brokenReason: null };

it('says good only of what a page may go to', () => {
  expect(methodState(fresh)).toEqual({ mark: 'waiting', words: 'Waiting for its code' });
  expect(methodState({ ...fresh, verifiedAt: at }).words).toBe('Verified, no page sent yet');
  expect(methodState({ ...fresh, verifiedAt: at, provenAt: at }).mark).toBe('good');
});

it('gives the reason of a broken one, even if it worked before', () => {
  const broken = { ...fresh, verifiedAt: at, provenAt: at, brokenAt: at, brokenReason: '550 no such user' };
  expect(methodState(broken)).toEqual({ mark: 'critical', words: 'Broken: 550 no such user' });
  expect(methodState({ ...broken, brokenReason: null }).words).toBe('Broken');
});

it('does not show the inside of a browser’s subscription', () => {
  expect(addressWords({ channel: 'push', address: '{"endpoint":"https://push.example.org"}' })).toBe('a browser');
  expect(addressWords({ channel: 'email', address: 'ada@example.org' })).toBe('ada@example.org');
});
