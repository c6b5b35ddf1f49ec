import { alertsByIds } from '@/server/alert/queries';
import type { Context } from '@/server/context';
import { incidentsByIds } from '@/server/incident/queries';
import { authorize, visibleTeams } from '@/server/policy/authorize';
import { type FoundKind, referenceOf } from './found';
import { excerpt, marked } from './marked';
import { type Question, questionOf } from './question';
import type { Search } from './schema';
import * as store from './store';

/**
 * What the caller may see of what they look for, the best first: `{ items, counts, nextCursor }`. Hits are marked in
 * segments of plain text. A number such as `#12` finds what bears it before anything else. `counts` stop at 300 a source.
 */
export async function search(ctx: Context, { q, kind, limit, cursor }: Search) {
  authorize(ctx.actor, 'organisation.view');
  const question = questionOf(q);
  if (!question) return { items: [], counts: {} as Partial<Record<FoundKind, number>>, nextCursor: null };
  const teams = visibleTeams(ctx.actor);
  const skip = cursor === undefined ? 0 : Number(cursor);
  const named = await numberedAs(ctx, teams, question, kind);
  if (question.number?.only)
    return { items: await viewsOf(ctx, named, question), counts: countsOf(named), nextCursor: null };
  const { rows, counts } = await store.find(ctx, teams, question, { kind, skip, take: limit + 1 });
  const page = rows.slice(0, limit);
  const first = skip === 0 ? named : [];
  const others = page.filter((row) => !named.some((one) => one.kind === row.kind && one.ofId === row.ofId));
  const items = await viewsOf(ctx, [...first, ...others], question);
  return { items, counts, nextCursor: rows.length > limit ? String(skip + limit) : null };
}

async function numberedAs(
  ctx: Context,
  teams: Parameters<typeof store.numbered>[1],
  { number }: Question,
  kind: FoundKind | undefined,
): Promise<store.Row[]> {
  if (!number) return [];
  const kinds = number.kinds.filter((one) => kind === undefined || one === kind);
  return store.numbered(ctx, teams, number.value, kinds);
}

function countsOf(rows: readonly store.Row[]): Partial<Record<FoundKind, number>> {
  const counts: Partial<Record<FoundKind, number>> = {};
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

async function viewsOf(ctx: Context, rows: store.Row[], { words, beginning }: Question) {
  const idsOf = (kind: FoundKind) => rows.filter((row) => row.kind === kind).map(({ ofId }) => ofId);
  const [alerts, incidents] = await Promise.all([
    alertsByIds(ctx, idsOf('alert')),
    incidentsByIds(ctx, idsOf('incident')),
  ]);
  const prefix = beginning?.toLowerCase() ?? null;
  return rows.map(({ kind, ofId, source, id, teamId, number, title, body, at }) => {
    const alert = kind === 'alert' ? alerts.find((one) => one.id === ofId) : undefined;
    const incident = kind === 'incident' ? incidents.find((one) => one.id === ofId) : undefined;
    return {
      kind,
      /** Of the alert, incident, runbook or follow-up; of a review its incident. */
      id: ofId,
      /** The words stand in a part of it: a note, an entry of the timeline, a section of the review. */
      part: source === kind ? null : { kind: source, id },
      reference: referenceOf(kind, number),
      teamId,
      at,
      title: marked(title, words, prefix),
      excerpt: excerpt(body, words, prefix),
      state: alert?.state ?? incident?.state ?? null,
      severity: incident?.severity ?? null,
      priority: alert?.priority ?? null,
      /** What an alert turned out to be. */
      classification: alert?.classification ?? null,
    };
  });
}
