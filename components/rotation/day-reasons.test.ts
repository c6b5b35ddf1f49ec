import { expect, it } from 'vitest';
import type { LoggedChange } from '@/server/rotation/change-log';
import { reasonFor } from './day-reasons';

const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const line = (id: string, at: number, rest: Partial<LoggedChange>): LoggedChange => ({
  ...{ id, at: day(at), by: 'Dee', effectiveFrom: null, version: null, reason: null, what: { kind: 'created' } },
  ...rest,
});
const laid = { overrideId: 'o', role: 'primary', personId: 'cho', from: day(12), to: day(14) };
const changes = [
  line('later', 20, { version: 3, effectiveFrom: day(25), what: { kind: 'settings', fields: ['roles'] } }),
  line('laid', 9, { what: { kind: 'override-added', ...laid } }),
  line('queue', 5, { version: 2, effectiveFrom: day(10), what: { kind: 'queue', change: 'join', personId: 'cho' } }),
  line('made', 1, { version: 1 }),
];
const held = { role: 'primary', personId: 'cho', source: 'rotation' as const };

it('names the version that governed, and the override that lay on top', () => {
  expect(reasonFor({ ...held, from: day(6), to: day(7) }, changes)?.id).toBe('made');
  expect(reasonFor({ ...held, from: day(11), to: day(12) }, changes)?.id).toBe('queue');
  expect(reasonFor({ ...held, from: day(26), to: day(27) }, changes)?.id).toBe('later');
  expect(reasonFor({ ...held, source: 'override', from: day(12), to: day(13) }, changes)?.id).toBe('laid');
  expect(reasonFor({ ...held, source: 'override', from: day(16), to: day(17) }, changes)).toBeUndefined();
});
