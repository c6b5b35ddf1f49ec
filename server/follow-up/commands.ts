import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { runbookById, runView } from '@/server/runbook/queries';
import { seal, unseal } from '@/server/secret';
import { peopleByIds, readOrganisation, teamById } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { dayAfter, dueAfterDays, type FollowUp, fresh, isOpen, refuseMove } from './follow-up';
import { followUpById } from './queries';
import { dueReminder } from './reminder';
import type { ChangeFollowUp, CreateFollowUp, ReportStep, SetTracker } from './schema';
import * as store from './store';
import { type Made, type MakeIssue, mostTries, pauseSeconds, type TrackerKind } from './tracker';
import { asText, handedNotice, reminderNotice } from './wording';

const about = (id: string) => subject('follow-up', id);
const link = (id: string): string => absolute(env.PUBLIC_URL, paths.followUp(id));
const actingPerson = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);
const actingName = ({ actor }: Context): string =>
  actor.kind === 'person' || actor.kind === 'service' ? actor.name : 'Baton';

export type Origin = Pick<FollowUp, 'source' | 'subject' | 'serviceId' | 'key' | 'rule'>;

const byHand: Origin = { source: 'person', subject: null, serviceId: null, key: null, rule: null };

/** Makes a follow-up by hand. */
export async function createFollowUp(ctx: Context, input: CreateFollowUp) {
  authorize(ctx.actor, 'follow-up.edit', { teamId: input.teamId });
  const { id } = await openFollowUp(ctx, input, byHand);
  return followUpById(ctx, { followUpId: id });
}

/**
 * A step of a runbook that somebody is working through is wrong: its owner is asked to mend it, with the step quoted.
 * Of one step of one version only one is open. Without an owner it is whoever noticed.
 */
export async function reportStep(ctx: Context, { runId, step: number, words }: ReportStep) {
  const run = await runView(ctx, { runId });
  authorize(ctx.actor, 'follow-up.edit', { teamId: run.teamId });
  const step = run.steps.find((one) => one.number === number);
  if (!step) throw invalid({ step: 'This runbook has no such step' });
  const { ownerId } = await runbookById(ctx, { runbookId: run.runbookId });
  const keeper = ownerId && (await peopleByIds(ctx, [ownerId])).get(ownerId)?.active ? ownerId : actingPerson(ctx);
  if (!keeper) throw new AppError('not-possible', 'The runbook has no owner: name one first');
  const quoted = step.text.replace(/^/gm, '> ');
  const input: CreateFollowUp = {
    teamId: run.teamId,
    title: `Mend step ${number} of “${run.title}”`.slice(0, 200),
    details: `${quoted}\n\n${words}`,
    ownerId: keeper,
    priority: 'normal',
  };
  const { id } = await openFollowUp(ctx, input, {
    source: 'person',
    subject: subject('runbook', run.runbookId),
    serviceId: null,
    key: `version ${run.version} step ${number}`,
    rule: 'wrong-step',
  });
  return followUpById(ctx, { followUpId: id });
}

/**
 * Internal: makes a follow-up from something; the caller has authorised it. Of one rule and subject only one is open: a
 * second answers the first. `followUpDays`: until it is due where nobody says a day. Throws `invalid` for an owner who is not here.
 */
export async function openFollowUp(
  ctx: Context,
  { followUpDays, ...input }: CreateFollowUp & { followUpDays?: number },
  origin: Origin,
): Promise<FollowUp> {
  return inTransaction(ctx, async (ctx) => {
    await teamById(ctx, input.teamId);
    await refuseOwner(ctx, input.ownerId);
    const now = await ctx.now();
    const timeZone = (await readOrganisation(ctx))?.timeZone ?? 'UTC';
    const dueOn = input.dueOn ?? dayAfter(now, followUpDays ?? dueAfterDays[input.priority], timeZone);
    const made = { createdAt: now, createdById: actingPerson(ctx), changedAt: now };
    const row = { ...input, ...origin, ...made, ...fresh, id: crypto.randomUUID(), dueOn, timeZone };
    const stored = await store.insert(ctx, row);
    if (stored.id !== row.id) return stored;
    await tell(ctx, now, {
      subject: about(row.id),
      teamId: row.teamId,
      kind: 'created',
      data: { title: row.title, dueOn },
    });
    if (origin.subject) {
      const data = { followUpId: row.id, title: row.title };
      await tell(ctx, now, { subject: origin.subject, teamId: row.teamId, kind: 'follow-up-made', data });
    }
    await tellOwner(ctx, stored, now);
    return stored;
  });
}

async function refuseOwner(ctx: Context, ownerId: string): Promise<void> {
  const owner = (await peopleByIds(ctx, [ownerId])).get(ownerId);
  if (!owner?.active) throw invalid({ ownerId: 'Choose somebody who is here' });
}

async function tellOwner(ctx: Context, one: FollowUp, now: Date): Promise<void> {
  if (one.ownerId === actingPerson(ctx)) return;
  const notice = handedNotice(one, actingName(ctx), link(one.id));
  const key = `follow-up ${one.id} ${one.ownerId} ${now.getTime()}`;
  await notify(ctx, {
    personIds: [one.ownerId],
    about: { subject: about(one.id), teamId: one.teamId },
    notice,
    key,
    now,
  });
}

/** Changes what is owed, by whom and until when, or its state. Throws `not-possible` for what cannot follow. */
export async function changeFollowUp(ctx: Context, input: ChangeFollowUp) {
  const { followUpId, ...change } = input;
  await inTransaction(ctx, async (ctx) => {
    const before = await store.lock(ctx, followUpId);
    if (!before) throw notFound();
    authorize(ctx.actor, 'follow-up.edit', { teamId: before.teamId });
    if (change.ownerId !== undefined && change.ownerId !== before.ownerId) await refuseOwner(ctx, change.ownerId);
    if (change.state === 'dropped' && !change.outcome) throw invalid({ outcome: 'Say why it is dropped' });
    const now = await ctx.now();
    await store.save(ctx, followUpId, { ...defined(change), ...endOf(ctx, before, change, now), changedAt: now });
    const after = await store.lock(ctx, followUpId);
    if (!after) throw notFound();
    const data = { before: pick(before, change), after: pick(after, change) };
    await tell(ctx, now, { subject: about(followUpId), teamId: before.teamId, kind: 'changed', data });
    if (before.subject && isOpen(before) && after.state === 'done') {
      const told = { followUpId, title: after.title, outcome: after.outcome };
      await tell(ctx, now, { subject: before.subject, teamId: before.teamId, kind: 'follow-up-done', data: told });
    }
    if (after.ownerId !== before.ownerId) await tellOwner(ctx, after, now);
  });
  return followUpById(ctx, { followUpId });
}

function endOf(ctx: Context, before: FollowUp, { state }: Partial<ChangeFollowUp>, now: Date): store.Change {
  if (state === undefined || state === before.state) return {};
  refuseMove(before.state, state);
  if (state === 'done' || state === 'dropped') return { doneAt: now, doneById: actingPerson(ctx) };
  return { doneAt: null, doneById: null };
}

type Fields = Omit<ChangeFollowUp, 'followUpId'>;

const defined = (change: Fields): store.Change =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

const pick = (one: FollowUp, change: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.keys(change).map((field) => [field, one[field as keyof FollowUp]]));

/** Hands several to somebody, each for itself; answers in the order asked, with the reason where one could not be. */
export async function reassign(ctx: Context, input: { followUpIds: string[]; ownerId: string }) {
  const results = [];
  for (const followUpId of input.followUpIds) {
    const done = await changeFollowUp(ctx, { followUpId, ownerId: input.ownerId }).then(
      () => ({ done: true as const }),
      (error: Error) => ({ done: false as const, message: error.message }),
    );
    results.push(done);
  }
  return { results };
}

const sightMs = 4 * 86_400_000;

/** Reminds owners before and after the day, in their working hours, each once. For the worker. */
export async function remindOwners(ctx: Context): Promise<number> {
  const now = await ctx.now();
  const near = await store.nearlyDue(ctx, new Date(now.getTime() + sightMs));
  if (near.length === 0) return 0;
  const [sent, people] = await Promise.all([
    store.remindersSent(ctx, near),
    peopleByIds(
      ctx,
      near.map(({ ownerId }) => ownerId),
    ),
  ]);
  let reminded = 0;
  for (const one of near) {
    const owner = people.get(one.ownerId);
    if (!owner?.active) continue;
    const hours = { zone: owner.timeZone, start: owner.workStart, end: owner.workEnd };
    const due = dueReminder(one, hours, now, sent.get(one.id) ?? []);
    if (!due) continue;
    const { id, dueOn, teamId } = one;
    const key = `follow-up ${id} ${due.kind} ${dueOn}`;
    const notice = reminderNotice(one, due.kind, link(id));
    const mail = { personIds: [owner.id], about: { subject: about(id), teamId }, notice, key, now };
    const done = await inTransaction(ctx, async (ctx) => {
      const first = await store.noteReminder(ctx, { followUpId: id, kind: due.kind, dueOn }, now);
      if (first) await notify(ctx, mail);
      return first;
    });
    if (done) reminded += 1;
  }
  return reminded;
}

/** Where a team's follow-ups are made issues of. `token` left out: the one that is kept. */
export async function setTracker(ctx: Context, input: SetTracker): Promise<{ saved: true }> {
  const { token, ...tracker } = input;
  authorize(ctx.actor, 'team.edit', { teamId: input.teamId });
  return inTransaction(ctx, async (ctx) => {
    await teamById(ctx, input.teamId);
    const before = await store.trackerOf(ctx, input.teamId);
    // A kept token goes only where it was given for.
    const kept = before?.baseUrl === tracker.baseUrl && before.kind === tracker.kind ? before.sealedToken : null;
    const sealedToken = token === undefined ? kept : seal(token);
    if (sealedToken === null) throw invalid({ token: 'Give a token that may make issues there' });
    const now = await ctx.now();
    await store.saveTracker(ctx, { ...tracker, sealedToken, changedAt: now, changedById: actingPerson(ctx) });
    const data = { tracker: { kind: tracker.kind, baseUrl: tracker.baseUrl, project: tracker.project } };
    await tell(ctx, now, { subject: subject('team', input.teamId), teamId: input.teamId, kind: 'changed', data });
    return { saved: true };
  });
}

/** From now on nothing more is made there; links stay. */
export async function removeTracker(ctx: Context, input: { teamId: string }): Promise<{ removed: true }> {
  authorize(ctx.actor, 'team.edit', { teamId: input.teamId });
  return inTransaction(ctx, async (ctx) => {
    await store.removeTracker(ctx, input.teamId);
    const about = { subject: subject('team', input.teamId), teamId: input.teamId };
    await tell(ctx, await ctx.now(), { ...about, kind: 'changed', data: { tracker: null } });
    return { removed: true };
  });
}

/** Asks for an issue of a follow-up. One that is on its way or made is not asked for again. */
export async function exportFollowUp(ctx: Context, input: { followUpId: string }) {
  await inTransaction(ctx, async (ctx) => {
    const one = await store.lock(ctx, input.followUpId);
    if (!one) throw notFound();
    authorize(ctx.actor, 'follow-up.edit', { teamId: one.teamId });
    if (!(await store.trackerOf(ctx, one.teamId)))
      throw new AppError(
        'not-possible',
        'The team has named no tracker: copy it as text, or ask a manager to name one',
      );
    await store.wantExport(ctx, one, actingPerson(ctx), await ctx.now());
  });
  return followUpById(ctx, input);
}

const leaseMs = 120_000;

/** Makes the issues that were asked for, one after the other. For the worker; returns how many were tried. */
export async function exportDue(ctx: Context, makeIssue: MakeIssue): Promise<number> {
  await store.loseExports(ctx, 'Baton stopped while it was asking');
  let tried = 0;
  for (; tried < 20; tried++) {
    const now = await ctx.now();
    const taken = await store.takeExport(ctx, new Date(now.getTime() + leaseMs));
    if (!taken) break;
    const [[one], tracker] = [await store.byIds(ctx, [taken.followUpId]), await store.trackerOf(ctx, taken.teamId)];
    const owner = one && (await peopleByIds(ctx, [one.ownerId])).get(one.ownerId);
    const made: Made =
      one && tracker
        ? await makeIssue(
            { ...tracker, token: unseal(tracker.sealedToken) },
            { title: one.title, text: asText(one, owner?.name ?? '', link(one.id)) },
          )
        : { outcome: 'refused', reason: 'The team no longer names a tracker' };
    await settle(ctx, taken, made, tracker?.kind ?? null);
  }
  return tried;
}

async function settle(ctx: Context, taken: store.Export, made: Made, kind: TrackerKind | null): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    if (made.outcome === 'made') {
      await store.save(ctx, taken.followUpId, { trackerKind: kind, trackerUrl: made.url });
      await store.settleExport(ctx, taken, { state: 'made', reason: null, nextAt: null });
      const data = { after: { trackerUrl: made.url } };
      await tell(ctx, now, { subject: about(taken.followUpId), teamId: taken.teamId, kind: 'changed', data });
      return;
    }
    const again = made.outcome === 'try-again' && taken.tries < mostTries;
    const wait = made.outcome === 'try-again' ? (made.retryAfterSeconds ?? pauseSeconds(taken.tries)) : 0;
    await store.settleExport(ctx, taken, {
      state: again ? 'wanted' : made.outcome === 'unknown' ? 'unknown' : 'refused',
      reason: made.reason,
      nextAt: again ? new Date(now.getTime() + wait * 1_000) : null,
    });
  });
}
