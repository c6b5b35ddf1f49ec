import { afterEach, expect, it, vi } from 'vitest';
import type { Context } from '@/server/context';
import { housekeepingOf } from './housekeeping';

afterEach(() => vi.restoreAllMocks());

const now = new Date('2026-11-16T09:00:00Z');
const error = vi.fn();
const ctx = { now: async () => now, log: { error } } as unknown as Context;

it('is not waited for, is not begun twice, and says in the end what it did and as of when', async () => {
  let end = (_done: number) => {};
  const run = vi.fn(() => new Promise<number>((resolve) => (end = resolve)));
  const housekeeping = housekeepingOf([{ name: 'long', everySeconds: 60, run }]);
  expect(await housekeeping.keep(ctx, now)).toBeNull();
  expect(await housekeeping.keep(ctx, new Date(now.getTime() + 1_000))).toBeNull();
  end(7);
  await housekeeping.ended();
  expect(await housekeeping.keep(ctx, new Date(now.getTime() + 2_000))).toEqual({ began: now, worked: 7, failed: [] });
  expect(run).toHaveBeenCalledTimes(1);
});

it('counts as stuck while each round loses the database, until one ends well', async () => {
  const run = vi.fn<() => Promise<number>>().mockRejectedValue(new Error('no answer'));
  const housekeeping = housekeepingOf([{ name: 'lost', everySeconds: 0, run }]);
  const away = { ...ctx, now: () => Promise.reject(new Error('the database is away')) } as Context;
  const began = performance.now();
  const clock = vi.spyOn(performance, 'now');
  for (const seconds of [0, 200, 400]) {
    clock.mockReturnValue(began + seconds * 1_000);
    await expect(housekeeping.keep(away, now)).rejects.toThrow('the database is away');
    expect(housekeeping.isStuck()).toBe(seconds > 300);
  }
  run.mockResolvedValue(0);
  expect(await housekeeping.keep(ctx, now)).toMatchObject({ failed: [] });
  expect(housekeeping.isStuck()).toBe(false);
});

it('counts as stuck when it has run for longer than any round does, and says so once', async () => {
  const housekeeping = housekeepingOf([{ name: 'hangs', everySeconds: 60, run: () => new Promise(() => {}) }]);
  expect(housekeeping.isStuck()).toBe(false);
  await housekeeping.keep(ctx, now);
  expect(housekeeping.isStuck()).toBe(false);
  const later = performance.now() + 301_000;
  vi.spyOn(performance, 'now').mockReturnValue(later);
  expect(housekeeping.isStuck()).toBe(true);
  for (let turn = 0; turn < 2; turn++) expect(await housekeeping.keep(ctx, now)).toBeNull();
  expect(error).toHaveBeenCalledTimes(1);
});
