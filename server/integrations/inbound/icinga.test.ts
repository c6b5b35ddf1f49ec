import { expect, it } from 'vitest';
import { readBody, readFixture } from '@/server/testing/sender';

it('a problem opens and its recovery closes, by host and service', () => {
  expect(readFixture('icinga', 'icinga-problem').signals).toMatchObject([
    { key: 'db-1!disk', state: 'open', title: 'db-1/disk is CRITICAL', priority: 'P1', links: [{ text: 'Icinga' }] },
  ]);
  expect(readFixture('icinga', 'icinga-recovery').signals).toMatchObject([{ key: 'db-1!disk', state: 'resolve' }]);
});

it('downtime and flapping are recorded only, an acknowledgement is offered, an unknown type opens', () => {
  const state = (type: unknown) => readBody('icinga', { type, host: 'db-1' }).signals[0]?.state;
  expect(state('DOWNTIMESTART')).toBe('record');
  expect(state('FlappingEnd')).toBe('record');
  expect(state('ACKNOWLEDGEMENT')).toBe('acknowledge');
  for (const odd of ['', undefined, 'OK', 'toString']) expect(state(odd)).toBe('open');
  expect(() => readBody('icinga', { service: 'disk' })).toThrowError(expect.objectContaining({ code: 'invalid' }));
});
