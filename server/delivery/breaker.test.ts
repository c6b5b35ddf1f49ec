import fc from 'fast-check';
import { expect, it } from 'vitest';
import { after, ask, type Breaker, closed } from './breaker';

const down = { outcome: 'try-again', reason: 'no answer' } as const;
const up = { outcome: 'accepted', providerId: null } as const;
const fail = (times: number, now = 0): Breaker => {
  let breaker = closed;
  for (let i = 0; i < times; i++) breaker = after(breaker, down, now);
  return breaker;
};

it('opens after five failures in a row, and rests for ten seconds', () => {
  expect(ask(fail(4), 0).ask).toBe(true);
  expect(ask(fail(5), 0)).toMatchObject({ ask: false, waitSeconds: 10 });
  expect(ask(fail(5), 9.9).ask).toBe(false);
  expect(ask(after(fail(4), up, 0), 0).next).toEqual(closed);
});

it('F30: lets one through when its rest is over, and no second beside it', () => {
  const first = ask(fail(5), 10);
  expect(first.ask).toBe(true);
  expect(ask(first.next, 10).ask).toBe(false);
  expect(after(first.next, up, 11)).toEqual(closed);
  expect(ask(after(first.next, down, 11), 11)).toMatchObject({ ask: false, waitSeconds: 10 });
});

it('takes a refusal, a wait that was asked for and a channel that is off for no failure of the provider', () => {
  for (const receipt of [
    { outcome: 'refused', reason: '550' },
    { outcome: 'off', reason: 'not set up' },
    { outcome: 'try-again', reason: '429', retryAfterSeconds: 30 },
  ] as const)
    expect(after(fail(4), receipt, 0)).toEqual(closed);
});

it('F30: asks a provider that is back within a minute, whatever happened before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ ok: fc.boolean(), wait: fc.double({ min: 0, max: 30, noNaN: true }) })),
      (events) => {
        let [breaker, now] = [closed, 0];
        for (const { ok, wait } of events) {
          now += wait;
          const asked = ask(breaker, now);
          breaker = asked.ask ? after(asked.next, ok ? up : down, now) : asked.next;
        }
        expect(ask(breaker, now + 60).ask).toBe(true);
      },
    ),
  );
});
