import { z } from 'zod';
import { bodies } from '../bounds';
import { moveTestClock } from '../clock';
import { makeContext } from '../context';
import { env } from '../env';
import { notFound } from '../errors';
import { system } from '../policy/actor';
import { parseJson, readBody } from './body';
import type { Door } from './door';
import { faultsOf } from './faults';

const shape = z.strictObject({
  now: z.iso.datetime({ offset: true }),
  rate: z.number().min(0).max(100_000).optional(),
});

/** Moves the whole system's time. Does not exist without BATON_TEST_CLOCK, nor for anybody but this machine. */
export const testClockDoor: Door = {
  pattern: '/api/test/clock',
  methods: ['POST'],
  guard: 'this machine, with BATON_TEST_CLOCK=1',
  async handle(ask) {
    if (!env.BATON_TEST_CLOCK || !ask.local) throw notFound();
    const parsed = shape.safeParse(parseJson(await readBody(ask.request, bodies.api)));
    if (!parsed.success) throw faultsOf(parsed.error);
    const ctx = makeContext(system('test clock'));
    await moveTestClock(ctx.db, new Date(parsed.data.now), parsed.data.rate ?? 1);
    return { status: 200, body: { now: (await ctx.now()).toISOString() } };
  },
};
