import { expect, it } from 'vitest';
import type { ContactMethod } from './contact-method';
import { nightOf, nightWords, ruleWords } from './night';

const at = new Date(0);
const method = (id: string, channel: ContactMethod['channel'], brokenAt: Date | null = null): ContactMethod => ({
  ...{ id, channel, brokenAt, personId: 'ada', address: id, label: null, verifiedAt: at, provenAt: null },
  ...{ brokenReason: null, createdAt: at },
});
const rule = (contactMethodId: string, afterSeconds: number) => ({
  urgency: 'high' as const,
  contactMethodId,
  afterSeconds,
});
const rules = [rule('call', 300), rule('push', 0), rule('sms', 120)];

it('shows a night minute by minute, in the order in which it would happen', () => {
  const methods = [method('push', 'push'), method('sms', 'sms'), method('call', 'voice')];
  expect(nightWords(nightOf(rules, methods, 'high'))).toBe('03:12 push · 03:14 SMS · 03:17 call');
  expect(nightWords(nightOf([rule('push', 3_000), rule('sms', 3_590)], methods, 'high'))).toBe(
    '04:02 push · 04:11:50 SMS',
  );
});

it('shows what a real page would do when a method is broken: the others move up', () => {
  const methods = [method('push', 'push', at), method('sms', 'sms'), method('call', 'voice')];
  expect(nightWords(nightOf(rules, methods, 'high'))).toBe('03:12 SMS · 03:15 call');
  expect(nightWords(nightOf(rules, [], 'high'))).toBe('');
});

it('says a rule as people do', () => {
  expect([0, 120, 90].map((afterSeconds) => ruleWords({ afterSeconds }, 'sms'))).toEqual([
    'SMS now',
    'SMS after 2 min',
    'SMS after 90 s',
  ]);
});
