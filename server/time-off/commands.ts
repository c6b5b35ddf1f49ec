import { type Context, inTransaction } from '@/server/context';
import { AppError, notFound } from '@/server/errors';
import { authorize } from '@/server/policy/authorize';
import { seal, unseal } from '@/server/secret';
import type { Person } from '@/server/team/person';
import { peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import type { NewTimeOff, SetTimeOffFeed } from './schema';
import * as store from './store';
import { mostTimeOff, type OwnTimeOff, type ReadAbsences, wholeDays } from './time-off';

async function mustFind(ctx: Context, id: string): Promise<Person> {
  const person = (await peopleByIds(ctx, [id])).get(id);
  if (!person) throw notFound();
  return person;
}

const told = (ctx: Context, now: Date, personId: string, data: Record<string, unknown>): Promise<void> =>
  tell(ctx, now, { subject: subject('person', personId), teamId: null, kind: 'changed', data });

/** Whole days away, on the person's own clock. Throws `not-possible` past 200 of them ahead. */
export async function addTimeOff(ctx: Context, input: NewTimeOff): Promise<OwnTimeOff> {
  const { personId, firstDay, lastDay, note } = input;
  authorize(ctx.actor, 'time-off.edit', { personId });
  return inTransaction(ctx, async (ctx) => {
    const [person, now] = [await mustFind(ctx, personId), await ctx.now()];
    if ((await store.timeOffIn(ctx, [personId], { from: now })).length >= mostTimeOff)
      throw new AppError('not-possible', `There are ${mostTimeOff} entries already: remove some first`);
    const days = wholeDays(firstDay, lastDay, person.timeZone);
    const row = { id: crypto.randomUUID(), personId, ...days, note: note || null, source: 'typed' };
    await store.insertTimeOff(ctx, row, now);
    await told(ctx, now, personId, { timeOffAdded: { firstDay, lastDay } });
    return row;
  });
}

export async function removeTimeOff(ctx: Context, { id }: { id: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [found, now] = [await store.timeOffById(ctx, id), await ctx.now()];
    if (!found) throw notFound();
    authorize(ctx.actor, 'time-off.edit', { personId: found.personId });
    await store.deleteTimeOff(ctx, id);
    const { personId, from, to } = found;
    await told(ctx, now, personId, { timeOffRemoved: { from, to } });
  });
}

/** Where a calendar of one's absences is; null: nowhere. It is read within minutes, and then every few hours. */
export async function setTimeOffFeed(ctx: Context, { personId, address }: SetTimeOffFeed): Promise<void> {
  authorize(ctx.actor, 'time-off.edit', { personId });
  await inTransaction(ctx, async (ctx) => {
    const [person, now] = [await mustFind(ctx, personId), await ctx.now()];
    await store.putTimeOffFeed(ctx, person.id, address && seal(address), now);
    await told(ctx, now, personId, { timeOffFeed: address !== null });
  });
}

/** For the worker: reads what is due. Where that fails, the days known so far stay, and the person sees why. */
export async function readTimeOffFeeds(ctx: Context, read: ReadAbsences): Promise<void> {
  const now = await ctx.now();
  for (const { personId, address } of await store.takeDueFeeds(ctx, now)) {
    const { timeZone } = await mustFind(ctx, personId);
    const found = await read(unseal(address), timeZone, now).catch((error: Error) => error.message);
    await inTransaction(ctx, (ctx) => store.keepRead(ctx, { personId, address }, found, now));
  }
}
