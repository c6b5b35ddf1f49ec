import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { act, hold, promiseUpdate, say } from '@/server/incident/commands';
import type { Entry } from '@/server/incident/entry';
import type { Incident } from '@/server/incident/incident';
import { incidentById, updatesDue } from '@/server/incident/queries';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { nextUpdateAt } from '@/server/severity/severity';
import { subject } from '@/server/timeline/subject';
import type { AddEntry, ChangeEntry } from './schema';
import * as store from './store';
import { updateDueNotice } from './wording';

const personIn = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);

/** Somebody's finding, decision, action or update; in the past where it was learnt late. */
export async function addEntry(ctx: Context, input: AddEntry) {
  return act(ctx, input.incidentId, async (ctx, incident) => {
    const personId = personIn(ctx);
    if (!personId) throw new AppError('not-possible', 'People write the timeline: sign in');
    const now = await ctx.now();
    const happenedAt = input.happenedAt === undefined ? now : new Date(input.happenedAt);
    if (happenedAt > now) throw invalid({ happenedAt: 'That lies ahead: give a time that has passed' });
    const { kind, text } = input;
    await write(ctx, incident, { kind, text, happenedAt, personId }, now);
    if (kind === 'update') await promiseUpdate(ctx, incident, nextUpdateAt(incident.severity, now));
  });
}

type Written = Pick<Entry, 'kind' | 'text' | 'happenedAt' | 'personId'>;

async function write(ctx: Context, incident: Incident, entry: Written, now: Date, data: object = {}): Promise<string> {
  const id = crypto.randomUUID();
  const fresh = { writtenAt: now, starred: false, version: 1, removedAt: null };
  await store.insert(ctx, { id, incidentId: incident.id, ...entry, ...fresh });
  await say(ctx, incident, now, 'entry-written', { entryId: id, kind: entry.kind, text: entry.text, ...data });
  return id;
}

/** Edits an entry; what it said before is kept. Throws `changed` where somebody edited it meanwhile. */
export async function changeEntry(ctx: Context, input: ChangeEntry) {
  return onEntry(ctx, input.entryId, async (ctx, entry, incident, now) => {
    if (entry.version !== input.version)
      throw new AppError(
        'changed',
        'Somebody edited this entry while you were writing: look at theirs, then save again',
      );
    const happenedAt = input.happenedAt === undefined ? entry.happenedAt : new Date(input.happenedAt);
    if (happenedAt > now) throw invalid({ happenedAt: 'That lies ahead: give a time that has passed' });
    await keep(ctx, entry, now);
    await store.save(ctx, entry.id, { text: input.text ?? entry.text, happenedAt, version: entry.version + 1 });
    await say(ctx, incident, now, 'entry-changed', { entryId: entry.id, before: entry.text, after: input.text });
  });
}

/** Takes an entry off the timeline; it stays in the history. */
export async function removeEntry(ctx: Context, input: { entryId: string }) {
  return onEntry(ctx, input.entryId, async (ctx, entry, incident, now) => {
    await keep(ctx, entry, now);
    await store.save(ctx, entry.id, { removedAt: now, version: entry.version + 1 });
    await say(ctx, incident, now, 'entry-removed', { entryId: entry.id, before: entry.text });
  });
}

/** Marks a key moment, or takes the mark away. */
export async function starEntry(ctx: Context, input: { entryId: string; starred: boolean }) {
  return onEntry(ctx, input.entryId, async (ctx, entry, incident, now) => {
    await store.save(ctx, entry.id, { starred: input.starred });
    await say(ctx, incident, now, 'entry-changed', { entryId: entry.id, starred: input.starred });
  });
}

const keep = (ctx: Context, { id, version, text, happenedAt, personId }: Entry, now: Date) =>
  store.keep(ctx, { entryId: id, version, text, happenedAt, at: now, personId: personIn(ctx) ?? personId });

async function onEntry(
  ctx: Context,
  entryId: string,
  done: (ctx: Context, entry: Entry, incident: Incident, now: Date) => Promise<void>,
) {
  const incidentId = await inTransaction(ctx, async (ctx) => {
    const entry = await store.lock(ctx, entryId);
    if (!entry || entry.removedAt) throw notFound();
    const incident = await hold(ctx, entry.incidentId);
    await done(ctx, entry, incident, await ctx.now());
    return incident.id;
  });
  return incidentById(ctx, { incidentId });
}

/** What somebody wrote in the incident's channel stands on its timeline, in their name. */
export async function noteFromChat(ctx: Context, { incidentId, text }: { incidentId: string; text: string }) {
  await inTransaction(ctx, async (ctx) => {
    const incident = await hold(ctx, incidentId);
    await say(ctx, incident, await ctx.now(), 'noted', { text, from: 'slack' });
  });
}

/**
 * A status update stands on the timeline as an update, and promises the next one. In the caller's transaction; `make`
 * is handed the incident, locked, and answers what was said and until when. For the concept that tells people outside.
 */
export async function tellUpdate(
  ctx: Context,
  { incidentId, statusUpdate }: { incidentId: string; statusUpdate: string },
  make: (incident: Incident, now: Date) => Promise<{ text: string; nextUpdateAt: Date | null }>,
): Promise<{ incident: Incident; entryId: string; personId: string; now: Date }> {
  const incident = await hold(ctx, incidentId);
  const personId = personIn(ctx);
  if (!personId) throw new AppError('not-possible', 'People say how it is: sign in');
  const now = await ctx.now();
  const { text, nextUpdateAt: promised } = await make(incident, now);
  const entryId = await write(ctx, incident, { kind: 'update', text, happenedAt: now, personId }, now, {
    statusUpdate,
  });
  await promiseUpdate(ctx, incident, promised);
  return { incident, entryId, personId, now };
}

/** Reminds who speaks for an incident that the promised update is due: once for each promise. For the worker. */
export async function remindOfUpdates(ctx: Context): Promise<number> {
  const now = await ctx.now();
  let reminded = 0;
  for (const incident of await updatesDue(ctx, now)) {
    const personId = incident.communicatorId ?? incident.leadId;
    if (!personId || !incident.nextUpdateAt) continue;
    const notice = updateDueNotice(incident, absolute(env.PUBLIC_URL, paths.incident(incident.id)));
    const key = `incident update ${incident.id} ${incident.nextUpdateAt.getTime()}`;
    const mail = { about: { subject: subject('incident', incident.id), teamId: incident.teamId }, notice, key, now };
    await notify(ctx, { ...mail, personIds: [personId] });
    reminded += 1;
  }
  return reminded;
}
