import type { Context } from '@/server/context';
import { env } from '@/server/env';
import { notFound } from '@/server/errors';
import { absolute, paths } from '@/server/paths';
import { abilitiesOf, authorize, visibleTeams } from '@/server/policy/authorize';
import { peopleByIds } from '@/server/team/queries';
import { historyOf } from '@/server/timeline/queries';
import { type Subject, subject } from '@/server/timeline/subject';
import { deadlineOf, type FollowUp, type FollowUpState, isOverdue, reference } from './follow-up';
import type { ListFollowUps } from './schema';
import * as store from './store';
import { asText } from './wording';

const open: FollowUpState[] = ['open', 'in-progress'];

async function viewsOf(ctx: Context, list: FollowUp[]) {
  const ids = list.flatMap(({ ownerId, createdById, doneById }) => [ownerId, createdById, doneById]);
  const people = await peopleByIds(
    ctx,
    ids.filter((id) => id !== null),
  );
  const now = await ctx.now();
  const named = (id: string | null) => {
    const person = id === null ? undefined : people.get(id);
    return person ? { id: person.id, name: person.name, active: person.active } : null;
  };
  return list.map(({ ownerId, createdById, doneById, ...one }) => ({
    ...one,
    reference: reference(one),
    owner: named(ownerId),
    createdBy: named(createdById),
    doneBy: named(doneById),
    deadline: deadlineOf(one),
    overdue: isOverdue(one, now),
    may: abilitiesOf(ctx.actor, ['follow-up.edit'], { teamId: one.teamId }),
  }));
}

export type FollowUpView = Awaited<ReturnType<typeof viewsOf>>[number];

/** What is owed, as far as the caller may see it: overdue first. */
export async function listFollowUps(ctx: Context, { tab, teamId }: ListFollowUps): Promise<FollowUpView[]> {
  if (teamId !== undefined) authorize(ctx.actor, 'follow-up.view', { teamId });
  else authorize(ctx.actor, 'organisation.view');
  const mine = ctx.actor.kind === 'person' ? ctx.actor.personId : '';
  const filters: Record<ListFollowUps['tab'], store.Filter> = {
    mine: { states: open, ownerId: mine },
    team: { states: open },
    overdue: { states: open },
    reviews: { states: open, sources: ['review', 'incident'] },
    noise: { states: open, sources: ['rule', 'alert'] },
    done: { states: ['done', 'dropped'] },
  };
  const views = await viewsOf(ctx, await store.list(ctx, visibleTeams(ctx.actor), { ...filters[tab], teamId }));
  return tab === 'overdue' ? views.filter(({ overdue }) => overdue) : views;
}

async function visible(ctx: Context, id: string): Promise<FollowUp> {
  const [found] = await store.byIds(ctx, [id]);
  if (!found) throw notFound();
  authorize(ctx.actor, 'follow-up.view', { teamId: found.teamId });
  return found;
}

/** One follow-up with its history, and as a text to paste elsewhere. Throws `not-found` for others' too. */
export async function followUpById(ctx: Context, input: { followUpId: string }) {
  const found = await visible(ctx, input.followUpId);
  const [view] = await viewsOf(ctx, [found]);
  if (!view) throw notFound();
  const [history, sent, tracker] = await Promise.all([
    historyOf(ctx, subject('follow-up', found.id)),
    store.exportOf(ctx, found.id),
    store.trackerOf(ctx, found.teamId),
  ]);
  const names = await peopleByIds(
    ctx,
    history.flatMap(({ actor }) => (actor.kind === 'person' && actor.id ? [actor.id] : [])),
  );
  return {
    ...view,
    text: asText(found, view.owner?.name ?? '', absolute(env.PUBLIC_URL, paths.followUp(found.id))),
    /** How far an issue of it got in the team's tracker; `tracker`: which there is. */
    export: sent && { state: sent.state, reason: sent.reason },
    tracker: tracker?.kind ?? null,
    history: history.map(({ id, at, kind, actor, data }) => ({
      id,
      at,
      kind,
      by: actor.kind === 'person' ? (names.get(actor.id ?? '')?.name ?? '') : 'Baton',
      data,
    })),
  };
}

/** Follow-ups of these subjects. Internal: the caller has authorised the subjects. */
export const followUpsAbout = async (ctx: Context, subjects: readonly Subject[]): Promise<FollowUpView[]> =>
  viewsOf(ctx, await store.about(ctx, subjects));

/** Open ones of a team. Internal: for handoff notes. */
export const openOfTeam = async (ctx: Context, teamId: string): Promise<FollowUpView[]> =>
  viewsOf(ctx, await store.list(ctx, null, { states: open, teamId }));

/** Where a team's follow-ups are made issues of, without its token; null where nobody named a place. */
export async function trackerOf(ctx: Context, input: { teamId: string }) {
  authorize(ctx.actor, 'team.view', { teamId: input.teamId });
  const found = await store.trackerOf(ctx, input.teamId);
  const may = abilitiesOf(ctx.actor, ['team.edit'], { teamId: input.teamId });
  if (!found) return { tracker: null, may };
  const { kind, baseUrl, project, issueType, account } = found;
  return { tracker: { kind, baseUrl, project, issueType, account }, may };
}
