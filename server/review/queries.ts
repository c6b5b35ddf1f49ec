import type { Context } from '@/server/context';
import { notFound } from '@/server/errors';
import { followUpsAbout } from '@/server/follow-up/queries';
import { incidentsByIds, incidentView } from '@/server/incident/queries';
import { abilitiesOf, authorize, visibleTeams } from '@/server/policy/authorize';
import { digest } from '@/server/secret';
import { peopleByIds } from '@/server/team/queries';
import { subject } from '@/server/timeline/subject';
import { together } from '@/server/together';
import { formatReview } from './document';
import { missingIn, namesInCauses, ownTemplate, type SectionTemplate } from './section';
import * as store from './store';

type Named = { id: string; name: string };
type People = Awaited<ReturnType<typeof peopleByIds>>;

const named = (people: People, id: string | null): Named | null => {
  const person = id === null ? undefined : people.get(id);
  return person ? { id: person.id, name: person.name } : null;
};

async function visible(ctx: Context, review: store.Review | undefined): Promise<store.Review> {
  if (!review) throw notFound();
  authorize(ctx.actor, 'review.view', { teamId: review.teamId });
  return review;
}

/** The reviews of incidents the caller may see, newest first; for lists and for what is missing. */
export async function listReviews(ctx: Context, input: { teamId?: string | undefined } = {}) {
  if (input.teamId !== undefined) authorize(ctx.actor, 'review.view', { teamId: input.teamId });
  else authorize(ctx.actor, 'organisation.view');
  const reviews = await store.list(ctx, visibleTeams(ctx.actor));
  return reviews.filter(({ teamId }) => input.teamId === undefined || teamId === input.teamId);
}

/** The review of an incident, whole; null where none was begun. Throws `not-found` for others' incidents. */
export const reviewOfIncident = (ctx: Context, { incidentId }: { incidentId: string }) =>
  together(ctx, `review of ${incidentId}`, async (ctx) => {
    const [incident] = await incidentsByIds(ctx, [incidentId]);
    if (!incident) throw notFound();
    authorize(ctx.actor, 'review.view', { teamId: incident.teamId });
    const [review] = await store.ofIncidents(ctx, [incidentId]);
    return review ? reviewById(ctx, { reviewId: review.id }) : null;
  });

/** One review with its sections, comments, reviewers and follow-ups. */
export async function reviewById(ctx: Context, input: { reviewId: string }) {
  const review = await visible(ctx, (await store.byIds(ctx, [input.reviewId]))[0]);
  const [sections, reviewers, comments, shares, incident] = await Promise.all([
    store.sectionsOf(ctx, review.id),
    store.reviewersOf(ctx, review.id),
    store.commentsOf(ctx, review.id),
    store.sharesOf(ctx, review.id),
    incidentView(ctx, review.incidentId),
  ]);
  const people = await peopleByIds(ctx, [
    ...reviewers.map(({ personId }) => personId),
    ...comments.map(({ personId }) => personId),
    ...shares.map(({ createdById }) => createdById),
    ...(review.doneById ? [review.doneById] : []),
  ]);
  const followUps = await followUpsAbout(ctx, aboutOf(review));
  const now = await ctx.now();
  const names = [...incident.responders.map(({ person }) => person?.name ?? ''), incident.lead?.name ?? ''];
  return {
    ...review,
    doneBy: named(people, review.doneById),
    incident: {
      ...{ id: incident.id, reference: incident.reference, title: incident.title, state: incident.state },
      ...{ severity: incident.severity, severityName: incident.severityName, lead: incident.lead },
      ...{ declaredAt: incident.declaredAt, mitigatedAt: incident.mitigatedAt, resolvedAt: incident.resolvedAt },
    },
    sections,
    missing: missingIn(sections),
    namesInCauses: namesInCauses(sections, names),
    reviewers: reviewers.map(({ personId, approvedAt }) => ({ person: named(people, personId), approvedAt })),
    comments: comments.map(({ personId, ...comment }) => ({ ...comment, person: named(people, personId) })),
    shares: shares
      .filter(({ revokedAt, expiresAt }) => !revokedAt && expiresAt > now)
      .map(({ createdById, revokedAt: _, ...share }) => ({ ...share, by: named(people, createdById) })),
    followUps,
    may: abilitiesOf(ctx.actor, ['review.edit'], { teamId: review.teamId }),
  };
}

export type ReviewView = Awaited<ReturnType<typeof reviewById>>;

const aboutOf = ({ id, incidentId }: store.Review) => [subject('review', id), subject('incident', incidentId)];

/** The versions of a section, newest first. */
export async function sectionVersions(ctx: Context, input: { reviewId: string; key: string }) {
  const review = await visible(ctx, (await store.byIds(ctx, [input.reviewId]))[0]);
  const versions = await store.versionsOf(ctx, review.id, input.key);
  const people = await peopleByIds(
    ctx,
    versions.flatMap(({ personId }) => personId ?? []),
  );
  return versions.map(({ personId, ...version }) => ({ ...version, by: named(people, personId) }));
}

/** What a section said at one of its versions. */
export async function sectionVersion(ctx: Context, input: { reviewId: string; key: string; version: number }) {
  const review = await visible(ctx, (await store.byIds(ctx, [input.reviewId]))[0]);
  const text = await store.versionText(ctx, review.id, input.key, input.version);
  if (text === null) throw notFound();
  return { text };
}

/** The review as a Markdown file that can be brought back unchanged. */
export async function reviewFile(
  ctx: Context,
  input: { reviewId: string },
): Promise<{ name: string; markdown: string }> {
  return fileOf(await reviewById(ctx, input));
}

function fileOf({ incident, sections, followUps, state, dueOn }: ReviewView): { name: string; markdown: string } {
  const instant = (at: Date | null) => at?.toISOString() ?? '';
  const meta = {
    title: `${incident.reference}: ${incident.title}`,
    severity: incident.severity,
    declared: instant(incident.declaredAt),
    mitigated: instant(incident.mitigatedAt),
    resolved: instant(incident.resolvedAt),
    lead: incident.lead?.name ?? '',
    state,
    due: dueOn,
  };
  const owed = followUps.map(
    ({ state: at, reference, title, owner, dueOn: day }) =>
      `- [${at === 'done' ? 'x' : ' '}] ${reference} ${title} (${owner?.name ?? 'nobody'}, due ${day})`,
  );
  const markdown = formatReview({ meta, sections, followUps: owed });
  return { name: `${incident.reference.toLowerCase()}-review.md`, markdown };
}

/** What a shared link shows: the text, and nobody's rights. Open to whoever holds it, until it expires or is revoked. */
export async function sharedReview(ctx: Context, input: { token: string }) {
  const share = await store.shareByHash(ctx, digest(input.token));
  const now = await ctx.now();
  const [review] = share && !share.revokedAt && share.expiresAt > now ? await store.byIds(ctx, [share.reviewId]) : [];
  if (!share || !review) throw notFound();
  const [sections, [incident]] = await Promise.all([
    store.sectionsOf(ctx, review.id),
    incidentsByIds(ctx, [review.incidentId]),
  ]);
  if (!incident) throw notFound();
  const { title, number, severity, declaredAt, mitigatedAt, resolvedAt } = incident;
  return {
    incident: { title, reference: `INC-${number}`, severity, declaredAt, mitigatedAt, resolvedAt },
    state: review.state,
    sections: sections.map(({ key, title: heading, text }) => ({ key, title: heading, text })),
    expiresAt: share.expiresAt,
  };
}

export type ReviewTemplate = {
  sections: readonly SectionTemplate[];
  /** Null: it is Baton's own. */
  changedAt: Date | null;
};

/** The sections that reviews to come begin with. */
export async function reviewTemplate(ctx: Context): Promise<ReviewTemplate & { own: boolean }> {
  authorize(ctx.actor, 'organisation.view');
  const changed = await store.template(ctx);
  return { sections: changed?.sections ?? ownTemplate, own: changed === null, changedAt: changed?.changedAt ?? null };
}
