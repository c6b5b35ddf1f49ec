import type { Context } from '@/server/context';
import { notFound } from '@/server/errors';
import { abilitiesOf, authorize, visibleTeams } from '@/server/policy/authorize';
import { peopleByIds } from '@/server/team/queries';
import type { Subject } from '@/server/timeline/subject';
import { type Step, stepsOf } from './checklist';
import { formatDocument } from './document';
import { freshnessOf } from './freshness';
import { runbooksFor } from './matching';
import { nextStep, progressOf } from './run';
import * as store from './store';

const mayOn = (ctx: Context, teamId: string) => abilitiesOf(ctx.actor, ['runbook.edit', 'runbook.run'], { teamId });

/** The runbooks the caller may see, by title, with how fresh each is: a constant number of queries. */
export async function listRunbooks(ctx: Context, input: { teamId?: string | undefined } = {}) {
  if (input.teamId !== undefined) authorize(ctx.actor, 'runbook.view', { teamId: input.teamId });
  else authorize(ctx.actor, 'organisation.view');
  const teams = input.teamId === undefined ? visibleTeams(ctx.actor) : [input.teamId];
  const runbooks = await store.runbooksOf(ctx, teams);
  const ids = runbooks.map(({ id }) => id);
  const [services, runs, people, now] = await Promise.all([
    store.servicesOf(ctx, ids),
    store.lastRuns(ctx, ids),
    peopleByIds(ctx, peopleIn(runbooks)),
    ctx.now(),
  ]);
  return runbooks.map(({ body, ...row }) => {
    const lastRunAt = runs.get(row.id) ?? null;
    return {
      ...row,
      owner: named(people, row.ownerId),
      testedBy: named(people, row.testedById),
      serviceIds: services.get(row.id) ?? [],
      steps: stepsOf(body).length,
      lastRunAt,
      ...freshnessOf({ ...row, lastRunAt }, now),
      may: mayOn(ctx, row.teamId),
    };
  });
}

type Named = { id: string; name: string };
type People = Awaited<ReturnType<typeof peopleByIds>>;

const named = (people: People, id: string | null): Named | null => {
  const person = id === null ? undefined : people.get(id);
  return person ? { id: person.id, name: person.name } : null;
};

const peopleIn = (rows: readonly { ownerId: string | null; testedById: string | null }[]): string[] =>
  rows.flatMap(({ ownerId, testedById }) => [ownerId, testedById]).filter((id) => id !== null);

async function visible(ctx: Context, runbookId: string): Promise<store.RunbookRow> {
  const runbook = (await store.runbooksByIds(ctx, [runbookId])).get(runbookId);
  if (!runbook) throw notFound();
  authorize(ctx.actor, 'runbook.view', { teamId: runbook.teamId });
  return runbook;
}

/** One runbook with its steps, versions and last runs. Throws `not-found` for others' too. */
export async function runbookById(ctx: Context, input: { runbookId: string }) {
  const row = await visible(ctx, input.runbookId);
  const [services, versions, runs, counts, words, now] = await Promise.all([
    store.servicesOf(ctx, [row.id]),
    store.versionsOf(ctx, row.id),
    store.recentRunsOf(ctx, row.id),
    store.helpedCounts(ctx, row.id),
    store.lastWords(ctx, row.id),
    ctx.now(),
  ]);
  const people = await peopleByIds(ctx, [
    ...peopleIn([row]),
    ...[
      ...versions.map(({ createdById }) => createdById),
      ...runs.map(({ startedById }) => startedById),
      words?.helpedById ?? null,
    ].filter((id) => id !== null),
  ]);
  return {
    ...row,
    owner: named(people, row.ownerId),
    testedBy: named(people, row.testedById),
    serviceIds: services.get(row.id) ?? [],
    steps: stepsOf(row.body),
    versions: versions.map(({ createdById, ...version }) => ({ ...version, by: named(people, createdById) })),
    /** Whether it helped, of all its runs, and the last words on it. */
    helped: {
      ...counts,
      last: words && {
        helped: words.helped,
        words: words.helpedWords,
        at: words.helpedAt,
        by: named(people, words.helpedById),
      },
    },
    runs: runs.map(({ startedById, endedById: _, helpedById: __, ...run }) => ({
      ...run,
      by: named(people, startedById),
    })),
    ...freshnessOf({ ...row, lastRunAt: runs[0]?.startedAt ?? null }, now),
    may: mayOn(ctx, row.teamId),
  };
}

/** What a runbook said at one of its versions. */
export async function runbookVersion(ctx: Context, input: { runbookId: string; version: number }) {
  await visible(ctx, input.runbookId);
  const [found] = await store.versionsByIds(ctx, [input]);
  if (!found) throw notFound();
  return { ...found, steps: stepsOf(found.body) };
}

/** The Markdown file of a runbook, front matter included. `serviceNames`: what its services are called. */
export async function runbookFile(
  ctx: Context,
  input: { runbookId: string },
  serviceNames: (ids: string[]) => Promise<string[]>,
): Promise<string> {
  const row = await visible(ctx, input.runbookId);
  const services = await serviceNames((await store.servicesOf(ctx, [row.id])).get(row.id) ?? []);
  const people = await peopleByIds(ctx, peopleIn([row]));
  const emailOf = (id: string | null) => (id === null ? undefined : people.get(id)?.email);
  const meta = {
    title: row.title,
    owner: emailOf(row.ownerId),
    services,
    rules: row.rules,
    tested: row.testedAt?.toISOString().slice(0, 10),
    'tested-by': emailOf(row.testedById),
  };
  return formatDocument({ meta, body: row.body });
}

/** A run: its steps as they were when it started, who ticked what, and what comes next. */
export async function runView(ctx: Context, input: { runId: string }) {
  const run = await store.runById(ctx, input.runId);
  if (!run) throw notFound();
  authorize(ctx.actor, 'runbook.view', { teamId: run.teamId });
  const [view] = await viewsOf(ctx, [run]);
  if (!view) throw notFound();
  return view;
}

/** Runs about these subjects, oldest first. Internal: the caller has authorised the subjects. */
export async function runsAbout(ctx: Context, subjects: readonly Subject[]) {
  return viewsOf(ctx, await store.runsAbout(ctx, subjects));
}

async function viewsOf(ctx: Context, runs: store.RunRow[]) {
  const [versions, ticks] = await Promise.all([
    store.versionsByIds(ctx, runs),
    store.ticksOf(
      ctx,
      runs.map(({ id }) => id),
    ),
  ]);
  const acting = runs.flatMap(({ id, startedById, endedById }) => [
    startedById,
    endedById,
    ...(ticks.get(id) ?? []).map(({ personId }) => personId),
  ]);
  const people = await peopleByIds(
    ctx,
    acting.filter((id) => id !== null),
  );
  return runs.map(({ startedById, endedById, helpedById: _, ...run }) => {
    const version = versions.find((each) => each.runbookId === run.runbookId && each.version === run.version);
    const steps: Step[] = version ? stepsOf(version.body) : [];
    const progress = progressOf(steps, ticks.get(run.id) ?? []);
    return {
      ...run,
      title: version?.title ?? '',
      startedBy: named(people, startedById),
      endedBy: named(people, endedById),
      steps: progress.map(({ by, ...step }) => ({ ...step, by: named(people, by) })),
      next: nextStep(progress)?.number ?? null,
      may: mayOn(ctx, run.teamId),
    };
  });
}

/** The runbooks that answer a trouble of a team, best first. Internal: for alerts and incidents. */
export async function suggestedFor(
  ctx: Context,
  trouble: { teamId: string; serviceId: string; title: string; key: string },
): Promise<{ id: string; title: string; steps: number }[]> {
  const runbooks = await store.runbooksOf(ctx, [trouble.teamId]);
  const services = await store.servicesOf(
    ctx,
    runbooks.map(({ id }) => id),
  );
  const known = runbooks.map((row) => ({ ...row, serviceIds: services.get(row.id) ?? [] }));
  return runbooksFor(known, trouble).map(({ id, title, body }) => ({ id, title, steps: stepsOf(body).length }));
}
