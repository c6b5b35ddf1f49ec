import { expect, it } from 'vitest';
import { isAway, refusal } from './database-refusal';

const fromDriver = (originalCode: string, more: object = {}) => ({
  meta: { driverAdapterError: { cause: { originalCode, ...more } } },
});

it('reads which rule refused, wherever the driver put it', () => {
  expect(refusal(fromDriver('23505', { constraint: { index: 'Alert_one_open' } }))).toEqual({
    sqlState: '23505',
    constraint: 'Alert_one_open',
  });
  expect(
    refusal(
      fromDriver('23P01', {
        originalMessage: 'conflicting key value violates exclusion constraint "Shift_one_per_role"',
      }),
    )?.constraint,
  ).toBe('Shift_one_per_role');
  expect(refusal(new Error('no database in it'))).toBeUndefined();
  expect(refusal(undefined)).toBeUndefined();
});

it('tells a database that is away from one that refuses', () => {
  for (const code of ['57P01', '08006', '53300', '55P03']) expect(isAway(fromDriver(code))).toBe(true);
  for (const code of ['23505', '23P01', '22P02', '40001']) expect(isAway(fromDriver(code))).toBe(false);
  expect(isAway(new Error('connect ECONNREFUSED 127.0.0.1:5432'))).toBe(true);
  expect(isAway(new TypeError('undefined is not a function'))).toBe(false);
  expect(isAway(undefined)).toBe(false);
});

it('knows a refused connection by what the driver calls it, and does not stumble over our own words in a message', () => {
  const unreachable = {
    code: 'P2010',
    message: 'Raw query failed. Code: `N/A`.',
    meta: { driverAdapterError: { cause: { kind: 'DatabaseNotReachable' } } },
  };
  expect(isAway(unreachable)).toBe(true);
  for (const words of [
    'Connection terminated unexpectedly',
    'Query read timeout',
    'timeout exceeded when trying to connect',
  ])
    expect(isAway(new Error(words))).toBe(true);
  const ours = 'Invalid `ctx.db.alert.update()` invocation in alert/store.ts: where: { closedAt: null } // no timeout';
  expect(isAway(Object.assign(new Error(ours), { code: 'P2025' }))).toBe(false);
});
