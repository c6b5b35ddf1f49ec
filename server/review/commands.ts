import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { incidentView, resolvedWithout, wholeTimeline } from '@/server/incident/queries';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { digest, mint } from '@/server/secret';
import { dueBySeverity } from '@/server/severity/queries';
import { membersOf, peopleByIds, readOrganisation } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import { parseReview } from './document';
import { drafted, type Known, workingDayAfter } from './draft';
import { isOpen, type ReviewAct, transition } from './lifecycle';
import { type Clash, merged, spliced } from './merging';
import { reviewById, reviewTemplate } from './queries';
import { type AskReview, longestSection, type SaveSection, type SaveTemplate } from './schema';
import { missingIn } from './section';
import * as store from './store';
import { askedNotice, draftedNotice } from './wording';

const actingPerson = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);
const actingName = ({ actor }: Context): string => (actor.kind === 'person' ? actor.name : 'Baton');
const link = (incidentId: string): string => absolute(env.PUBLIC_URL, paths.review(incidentId));

const say = (
  ctx: Context,
  { id, teamId }: store.Review,
  now: Date,
  kind: EventKind,
  data: Record<string, unknown> = {},
) => tell(ctx, now, { subject: subject('review', id), teamId, kind, data });

/** Begins the review of an incident, with what is known of it; the one that is there already is answered. */
export async function beginReview(ctx: Context, { incidentId }: { incidentId: string }) {
  const incident = await incidentView(ctx, incidentId);
  authorize(ctx.actor, 'review.edit', { teamId: incident.teamId });
  const lines = await wholeTimeline(ctx, incidentId);
  const timeZone = (await readOrganisation(ctx))?.timeZone ?? 'UTC';
  const { sections: template } = await reviewTemplate(ctx);
  const reviewId = await inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    const { reviewDays } = (await dueBySeverity(ctx))[incident.severity];
    const row: store.Review = {
      ...{ id: crypto.randomUUID(), incidentId, teamId: incident.teamId, state: 'draft', timeZone },
      ...{ dueOn: workingDayAfter(incident.resolvedAt ?? now, reviewDays, timeZone), meetingAt: null, createdAt: now },
      ...{ doneAt: null, doneById: null, reopenReason: null },
    };
    const review = await store.insert(ctx, row);
    if (review.id !== row.id) return review.id;
    await store.insertSections(ctx, row.id, drafted(template, knownOf(incident, lines), timeZone, now));
    await say(ctx, row, now, 'created', { incident: incident.reference });
    const told = { subject: subject('incident', incidentId), teamId: row.teamId, data: { reviewId: row.id } };
    await tell(ctx, now, { ...told, kind: 'review-begun' });
    if (incident.lead && incident.lead.id !== actingPerson(ctx)) {
      const notice = draftedNotice(incident, row.dueOn, link(incidentId));
      const about = { subject: subject('review', row.id), teamId: row.teamId };
      await notify(ctx, { personIds: [incident.lead.id], about, notice, key: `review ${row.id}`, now });
    }
    return row.id;
  });
  return reviewById(ctx, { reviewId });
}

const knownOf = (
  incident: Awaited<ReturnType<typeof incidentView>>,
  lines: Awaited<ReturnType<typeof wholeTimeline>>,
): Known => ({
  summary: incident.summary,
  services: incident.services.map(({ name }) => name),
  impactFrom: incident.impactFrom,
  impactTo: incident.impactTo,
  whatHappened: incident.closing?.whatHappened ?? null,
  whatWasDone: incident.closing?.whatWasDone ?? null,
  remainingRisk: incident.closing?.remainingRisk ?? null,
  lines: lines.flatMap((line) => {
    if (line.by === 'person')
      return [{ at: line.at, text: line.text, by: line.person?.name ?? '', starred: line.starred }];
    if (line.kind === 'declared') return [{ at: line.at, text: 'Declared', by: line.actor, starred: false }];
    if (line.kind !== 'state-changed') return [];
    return [{ at: line.at, text: `Now ${String(line.data.to)}`, by: line.actor, starred: false }];
  }),
});

/** Resolved incidents whose review nobody began get a draft. For the worker. */
export async function beginMissing(ctx: Context): Promise<number> {
  const ids = await resolvedWithout(ctx, (all) =>
    store.ofIncidents(ctx, all).then((found) => found.map((one) => one.incidentId)),
  );
  for (const incidentId of ids) await beginReview(ctx, { incidentId });
  return ids.length;
}

async function hold(ctx: Context, reviewId: string): Promise<store.Review> {
  const review = await store.lock(ctx, reviewId);
  if (!review) throw notFound();
  authorize(ctx.actor, 'review.edit', { teamId: review.teamId });
  return review;
}

function refuseDone({ state }: store.Review): void {
  if (!isOpen(state)) throw new AppError('not-possible', 'It is done: reopen it, and say why');
}

/**
 * One burst of typing. Where somebody else wrote since `baseVersion`, both are merged; on lines that both wrote, both
 * stay, and `clashes` shows them side by side. Answers the section as it is now.
 */
export async function saveSection(
  ctx: Context,
  input: SaveSection,
): Promise<{ text: string; version: number; clashes: Clash[] }> {
  const { reviewId, key, baseVersion, splice } = input;
  return inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, reviewId);
    refuseDone(review);
    const section = await store.lockSection(ctx, reviewId, key);
    if (!section) throw notFound();
    const base = await store.versionText(ctx, reviewId, key, baseVersion);
    if (base === null)
      throw new AppError('changed', 'This version is not known: copy what you typed, and load the review again');
    const mine = spliced(base, splice);
    if (mine === null) throw invalid({ splice: 'The change does not fit into the text' });
    const { text, clashes } = merged(base, section.text, mine);
    if (text.length > longestSection) throw invalid({ splice: `Keep a section under ${longestSection} characters` });
    if (text === section.text) return { text, version: section.version, clashes };
    const now = await ctx.now();
    const version = section.version + 1;
    await store.saveSection(ctx, { reviewId, key, version, text, at: now, personId: actingPerson(ctx) });
    await say(ctx, review, now, 'section-saved', { key, version });
    return { text, version, clashes };
  });
}

/** Asks people to look at it, with the day until when and a meeting where there is one. They are told. */
export async function askForReview(ctx: Context, input: AskReview) {
  const { reviewId, dueOn, meetingAt } = input;
  const wanted = [...new Set(input.reviewerIds)];
  await inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, reviewId);
    await refuseStrangers(ctx, review.teamId, wanted);
    const state = transition(review.state, 'ask');
    const now = await ctx.now();
    await store.save(ctx, reviewId, {
      ...(state === 'holds' ? {} : { state }),
      ...(dueOn && { dueOn }),
      ...(meetingAt !== undefined && { meetingAt: meetingAt === null ? null : new Date(meetingAt) }),
    });
    const before = new Set((await store.reviewersOf(ctx, reviewId)).map(({ personId }) => personId));
    await store.setReviewers(ctx, reviewId, wanted);
    await say(ctx, review, now, 'review-asked', { reviewers: wanted });
    const personIds = wanted.filter((id) => !before.has(id) && id !== actingPerson(ctx));
    const incident = await incidentView(ctx, review.incidentId);
    const notice = askedNotice(incident, actingName(ctx), dueOn ?? review.dueOn, link(review.incidentId));
    const about = { subject: subject('review', reviewId), teamId: review.teamId };
    await notify(ctx, { personIds, about, notice, key: `review asked ${reviewId} ${now.getTime()}`, now });
  });
  return reviewById(ctx, { reviewId });
}

async function refuseStrangers(ctx: Context, teamId: string, personIds: string[]): Promise<void> {
  const [people, members] = await Promise.all([peopleByIds(ctx, personIds), membersOf(ctx, teamId)]);
  const faults = personIds.flatMap((id, i) => {
    const person = people.get(id);
    const here = person?.active && (person.role === 'admin' || members.some(({ personId }) => personId === id));
    return here ? [] : [[`reviewerIds.${i}`, 'Choose somebody of the team']];
  });
  if (faults.length > 0) throw invalid(Object.fromEntries(faults));
}

/** A reviewer has read it and agrees. */
export async function approveReview(ctx: Context, { reviewId }: { reviewId: string }) {
  await inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, reviewId);
    const personId = actingPerson(ctx);
    const now = await ctx.now();
    if (!personId || !(await store.approve(ctx, reviewId, personId, now)))
      throw new AppError('not-possible', 'Nobody asked you to review it: comment instead');
    await say(ctx, review, now, 'review-approved');
  });
  return reviewById(ctx, { reviewId });
}

async function move(ctx: Context, reviewId: string, act: ReviewAct, reopenReason: string | null = null) {
  await inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, reviewId);
    const state = transition(review.state, act);
    if (state === 'holds') return;
    const missing = act === 'finish' ? missingIn(await store.sectionsOf(ctx, reviewId)) : [];
    if (missing.length > 0) throw new AppError('not-possible', `Still missing: ${missing.join(', ')}`);
    const now = await ctx.now();
    const end =
      state === 'done' ? { doneAt: now, doneById: actingPerson(ctx) } : { doneAt: null, doneById: null, reopenReason };
    await store.save(ctx, reviewId, { state, ...end });
    await say(ctx, review, now, 'state-changed', { from: review.state, to: state, reason: reopenReason });
  });
  return reviewById(ctx, { reviewId });
}

export const finishReview = (ctx: Context, input: { reviewId: string }) => move(ctx, input.reviewId, 'finish');
export const reopenReview = (ctx: Context, input: { reviewId: string; reason: string }) =>
  move(ctx, input.reviewId, 'reopen', input.reason);

/** A remark on a section, or on the whole. */
export async function addComment(ctx: Context, input: { reviewId: string; sectionKey: string | null; text: string }) {
  await inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, input.reviewId);
    const personId = actingPerson(ctx);
    if (!personId) throw new AppError('not-possible', 'People comment: sign in');
    const now = await ctx.now();
    await store.insertComment(ctx, { id: crypto.randomUUID(), ...input, personId, at: now, settledAt: null });
    await say(ctx, review, now, 'commented', { section: input.sectionKey });
  });
  return reviewById(ctx, { reviewId: input.reviewId });
}

/** A comment that was dealt with, or is open again. */
export async function settleComment(ctx: Context, input: { commentId: string }) {
  const comment = await store.commentById(ctx, input.commentId);
  if (!comment) throw notFound();
  await inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, comment.reviewId);
    const now = await ctx.now();
    await store.settleComment(ctx, comment.id, comment.settledAt ? null : now);
    await say(ctx, review, now, 'commented', { settled: !comment.settledAt });
  });
  return reviewById(ctx, { reviewId: comment.reviewId });
}

/** Texts of an exported file put into the sections they came from, each as a new version. */
export async function importReview(ctx: Context, { reviewId, markdown }: { reviewId: string; markdown: string }) {
  const texts = parseReview(markdown);
  await inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, reviewId);
    refuseDone(review);
    const now = await ctx.now();
    for (const section of await store.sectionsOf(ctx, reviewId)) {
      const text = texts.get(section.key);
      if (text === undefined || text === section.text) continue;
      const version = section.version + 1;
      await store.saveSection(ctx, { reviewId, key: section.key, version, text, at: now, personId: actingPerson(ctx) });
    }
    await say(ctx, review, now, 'changed', { imported: [...texts.keys()] });
  });
  return reviewById(ctx, { reviewId });
}

/** A link that shows the review, read only, to whoever holds it. Shown this once. */
export async function shareReview(ctx: Context, { reviewId, days }: { reviewId: string; days: number }) {
  return inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, reviewId);
    const createdById = actingPerson(ctx);
    if (!createdById) throw new AppError('not-possible', 'People share reviews: sign in');
    const now = await ctx.now();
    const token = mint();
    const share = { id: crypto.randomUUID(), reviewId, createdAt: now, createdById, revokedAt: null };
    const expiresAt = new Date(now.getTime() + days * 86_400_000);
    await store.insertShare(ctx, { ...share, tokenHash: digest(token), expiresAt });
    await say(ctx, review, now, 'shared', { until: expiresAt.toISOString() });
    return { id: share.id, url: absolute(env.PUBLIC_URL, paths.sharedReview(token)), expiresAt };
  });
}

export async function revokeShare(ctx: Context, { shareId }: { shareId: string }): Promise<{ revoked: true }> {
  const share = await store.shareById(ctx, shareId);
  if (!share) throw notFound();
  return inTransaction(ctx, async (ctx) => {
    const review = await hold(ctx, share.reviewId);
    const now = await ctx.now();
    await store.revokeShare(ctx, shareId, now);
    await say(ctx, review, now, 'removed', { share: shareId });
    return { revoked: true };
  });
}

/**
 * The sections that reviews to come begin with, or Baton's own again; those that are there keep theirs. Throws
 * `changed` where somebody saved another template than the one these were made from.
 */
export async function saveTemplate(ctx: Context, { sections, changedAt }: SaveTemplate) {
  authorize(ctx.actor, 'organisation.edit');
  return inTransaction(ctx, async (ctx) => {
    await store.lockTemplate(ctx);
    const before = await reviewTemplate(ctx);
    const known = changedAt && new Date(changedAt).getTime();
    if (changedAt !== undefined && known !== (before.changedAt?.getTime() ?? null))
      throw new AppError('changed', 'Somebody changed the template meanwhile: nothing you typed is lost');
    const now = await ctx.now();
    if (sections) await store.saveTemplate(ctx, sections, now);
    else await store.forgetTemplate(ctx);
    const after = await reviewTemplate(ctx);
    const data = { before: before.sections, after: after.sections };
    await tell(ctx, now, { subject: subject('organisation', '1'), teamId: null, kind: 'changed', data });
    return after;
  });
}
