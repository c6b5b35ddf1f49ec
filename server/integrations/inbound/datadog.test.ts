import { expect, it } from 'vitest';
import { readBody, readFixture } from '@/server/testing/sender';

it('the transition alone says the state; the cycle’s key joins the two', () => {
  expect(readFixture('datadog', 'datadog-triggered').signals).toMatchObject([
    { key: 'a1b2c3d4', state: 'open', priority: 'P2', source: 'web-1', links: [{ text: 'Datadog' }] },
  ]);
  expect(readFixture('datadog', 'datadog-recovered').signals).toMatchObject([{ key: 'a1b2c3d4', state: 'resolve' }]);
  for (const transition of ['Re-Triggered', 'Warn', 'No Data', 'recovered', '', undefined])
    expect(readBody('datadog', { alias: 'a', title: 'Recovered', transition }).signals[0]?.state).toBe('open');
});

it('says what to use when the template is another one', () => {
  expect(() => readBody('datadog', { text: 'x' })).toThrowError(expect.objectContaining({ code: 'invalid' }));
});
