import { expect, it } from 'vitest';
import { readBody, readFixture } from '@/server/testing/sender';

it('a lease ahead and a time that was not said are open; what has ended is resolved, under the same labels', () => {
  const [down] = readFixture('prometheus', 'prometheus-v2-alerts-firing').signals;
  expect(down).toMatchObject({
    state: 'open',
    title: 'app-1.example.org:9100 down',
    priority: 'P1',
    source: 'app-1.example.org:9100',
    links: [{ text: 'Source' }],
  });
  const [added] = readFixture('prometheus', 'amtool-alert-add').signals;
  const [ended] = readFixture('prometheus', 'amtool-alert-add-end').signals;
  expect([added?.state, ended?.state]).toEqual(['open', 'resolve']);
  expect(ended?.digestOf).toBe(added?.digestOf);
});

it('the end of a lease is its last instant: exactly now it is over', () => {
  const at = (endsAt: unknown) => readBody('prometheus', [{ labels: { a: '1' }, endsAt }]).signals[0]?.state;
  expect(at('2026-11-21T16:18:00Z')).toBe('resolve');
  expect(at('2026-11-21T16:18:00.001Z')).toBe('open');
  for (const odd of [undefined, '', 'soon', 7, '0001-01-01T00:00:00Z']) expect(at(odd)).toBe('open');
});

it('lists what it cannot read and refuses what is no list', () => {
  expect(readBody('prometheus', [{ labels: {} }, 7, {}]).rejected.map(({ index }) => index)).toEqual([1, 2]);
  expect(() => readBody('prometheus', { labels: {} })).toThrowError(expect.objectContaining({ code: 'invalid' }));
});
