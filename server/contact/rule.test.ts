import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attempts, type NotificationRule } from './rule';

const at = new Date(0);
const method = (id: string, state: 'usable' | 'unverified' | 'broken' = 'usable') => ({
  id,
  verifiedAt: state === 'unverified' ? null : at,
  brokenAt: state === 'broken' ? at : null,
});
const rule = (contactMethodId: string, afterSeconds: number, urgency: 'high' | 'low' = 'high'): NotificationRule => ({
  contactMethodId,
  afterSeconds,
  urgency,
});
const plan = (rules: NotificationRule[], methods: ReturnType<typeof method>[]) =>
  attempts(rules, methods, 'high').map(({ method, afterSeconds }) => `${method.id} ${afterSeconds}`);

it('tries every usable method at once without rules', () => {
  expect(plan([], [method('mail'), method('sms'), method('new', 'unverified'), method('old', 'broken')])).toEqual([
    'mail 0',
    'sms 0',
  ]);
  expect(plan([rule('mail', 60, 'low')], [method('mail')])).toEqual(['mail 0']);
});

it('follows the rules of the urgency, and moves later ones up when the first cannot be used', () => {
  const rules = [rule('push', 0), rule('sms', 120), rule('call', 300)];
  expect(plan(rules, [method('push'), method('sms'), method('call')])).toEqual(['push 0', 'sms 120', 'call 300']);
  expect(plan(rules, [method('push', 'broken'), method('sms'), method('call')])).toEqual(['sms 0', 'call 180']);
  expect(plan(rules, [method('push', 'broken'), method('mail')])).toEqual(['mail 0']);
});

it('reaches whoever has a usable method, whatever the rules say, and never anything unusable', () => {
  const methods = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      state: fc.constantFrom('usable' as const, 'unverified' as const, 'broken' as const),
    }),
    { selector: ({ id }) => id },
  );
  const rules = fc.array(
    fc.record({
      contactMethodId: fc.constantFrom('a', 'b', 'c', 'd', 'gone'),
      afterSeconds: fc.nat(900),
      urgency: fc.constantFrom('high' as const, 'low' as const),
    }),
  );
  fc.assert(
    fc.property(methods, rules, (drafts, rules) => {
      const all = drafts.map(({ id, state }) => method(id, state));
      const planned = attempts(rules, all, 'high');
      expect(planned.length > 0).toBe(drafts.some(({ state }) => state === 'usable'));
      for (const { method } of planned) expect(drafts.find(({ id }) => id === method.id)?.state).toBe('usable');
      expect(new Set(planned.map(({ method }) => method.id)).size).toBe(planned.length);
      const asked = rules.filter(({ urgency }) => urgency === 'high').map(({ afterSeconds }) => afterSeconds);
      if (planned.length > 0)
        expect(Math.min(...planned.map(({ afterSeconds }) => afterSeconds))).toBeLessThanOrEqual(
          asked.length > 0 ? Math.min(...asked) : 0,
        );
    }),
  );
});
