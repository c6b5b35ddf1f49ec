import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOffSeconds, verdict } from './attempt';

const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const tryAgain = { outcome: 'try-again', reason: '451 later' } as const;

it('waits longer after every failure, within a quarter of the nominal wait, and never over 20 s', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), jitter, (attempts, j) => {
      const wait = backOffSeconds(attempts, j);
      const nominal = Math.min(16, 2 ** (attempts - 1));
      expect(wait).toBeGreaterThanOrEqual(nominal * 0.75);
      expect(wait).toBeLessThanOrEqual(nominal * 1.25);
    }),
  );
});

it('F25: ends the retries of one message within its window, whatever the provider asks for', () => {
  fc.assert(
    fc.property(
      fc.array(jitter, { minLength: 60, maxLength: 60 }),
      fc.option(fc.double({ min: 0, max: 120, noNaN: true })),
      (jitters, asked) => {
        let left = 60;
        for (const [i, j] of jitters.entries()) {
          const receipt = asked === null ? tryAgain : { ...tryAgain, retryAfterSeconds: asked };
          const next = verdict(receipt, { attempts: i + 1, secondsLeft: left, jitter: j });
          if (next.state !== 'due') return;
          left -= next.waitSeconds;
          expect(left).toBeGreaterThanOrEqual(0);
          expect(next.waitSeconds).toBeGreaterThanOrEqual(asked ?? 0);
        }
        throw new Error('never gave up');
      },
    ),
  );
});

it('tries sooner first: five attempts fit into the window', () => {
  let left = 60;
  let attempts = 0;
  for (;;) {
    const next = verdict(tryAgain, { attempts: ++attempts, secondsLeft: left, jitter: 0.5 });
    if (next.state !== 'due') break;
    left -= next.waitSeconds;
  }
  expect(attempts).toBeGreaterThanOrEqual(5);
});

it('never tries again what was refused or switched off, and calls only the refusal permanent', () => {
  const now = { attempts: 1, secondsLeft: 60, jitter: 0 };
  expect(verdict({ outcome: 'refused', reason: '550' }, now)).toEqual({
    state: 'failed',
    reason: '550',
    permanent: true,
  });
  expect(verdict({ outcome: 'off', reason: 'off' }, now)).toEqual({ state: 'failed', reason: 'off', permanent: false });
});
