import { type Context, inTransaction } from '@/server/context';
import { AppError, invalid, notFound } from '@/server/errors';
import { authorize } from '@/server/policy/authorize';
import { activePersonByEmail, peopleByIds, teamById } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { type Subject, subject } from '@/server/timeline/subject';
import { stepsOf } from './checklist';
import type { RunbookDocument } from './document';
import { type Plan, type Planned, planOf, strangersIn, testedBy } from './plan';
import { runbookById, runView } from './queries';
import { refuseTick } from './run';
import type { CreateRunbook, HelpedInput, ImportRunbooks, SaveRunbook, TickInput } from './schema';
import * as store from './store';

const personIn = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);

/** A new runbook of a team. Throws `invalid` for a stranger as owner, `not-possible` for a taken title. */
export async function createRunbook(ctx: Context, input: CreateRunbook) {
  authorize(ctx.actor, 'runbook.edit', { teamId: input.teamId });
  const runbookId = await inTransaction(ctx, async (ctx) => {
    await teamById(ctx, input.teamId);
    return insert(ctx, input, await ctx.now());
  });
  return runbookById(ctx, { runbookId });
}

async function insert(ctx: Context, input: CreateRunbook, now: Date): Promise<string> {
  await refuse(ctx, input);
  const id = crypto.randomUUID();
  const { teamId, title, body, ownerId, rules } = input;
  const fresh = { version: 1, createdAt: now, reviewedAt: null, testedAt: null, testedById: null, archivedAt: null };
  await store.insertRunbook(ctx, { id, teamId, title, body, ownerId, rules, ...fresh });
  await keepVersion(ctx, { id, version: 1, title, rules, body }, now);
  await say(ctx, { id, teamId }, now, 'created', { title });
  return id;
}

type Version = Pick<store.RunbookRow, 'id' | 'version' | 'title' | 'rules' | 'body'>;

function keepVersion(ctx: Context, { id, version, title, rules, body }: Version, now: Date): Promise<void> {
  const kept = { runbookId: id, version, title, rules, body };
  return store.insertVersion(ctx, { ...kept, createdAt: now, createdById: personIn(ctx) });
}

async function refuse(
  ctx: Context,
  { teamId, title, ownerId }: Pick<CreateRunbook, 'teamId' | 'title' | 'ownerId'>,
  self?: string,
): Promise<void> {
  if (ownerId !== null) {
    const owner = (await peopleByIds(ctx, [ownerId])).get(ownerId);
    if (!owner?.active) throw invalid({ ownerId: 'Choose somebody who is here' });
  }
  if (await store.titleIsTaken(ctx, teamId, title, self))
    throw new AppError('not-possible', `The team already has a runbook called “${title}”: choose another title`);
}

async function editable(ctx: Context, runbookId: string): Promise<store.RunbookRow> {
  const runbook = await store.lockRunbook(ctx, runbookId);
  if (!runbook) throw notFound();
  authorize(ctx.actor, 'runbook.edit', { teamId: runbook.teamId });
  if (runbook.archivedAt) throw new AppError('not-possible', 'This runbook was put away');
  return runbook;
}

/** Saves a new version; runs that are under way keep theirs. Throws `changed` when somebody saved one meanwhile. */
export async function saveRunbook(ctx: Context, input: SaveRunbook) {
  const { runbookId, version, ...change } = input;
  await inTransaction(ctx, async (ctx) => {
    const before = await editable(ctx, runbookId);
    if (before.version !== version)
      throw new AppError(
        'changed',
        'Somebody saved this runbook while you were writing: look at theirs, then save again',
      );
    const next = {
      title: change.title ?? before.title,
      body: change.body ?? before.body,
      rules: change.rules ?? before.rules,
      ownerId: change.ownerId === undefined ? before.ownerId : change.ownerId,
    };
    await refuse(ctx, { teamId: before.teamId, ...next }, runbookId);
    const now = await ctx.now();
    // Whoever changed it has read it.
    await store.saveRunbook(ctx, runbookId, { ...next, version: version + 1, reviewedAt: now });
    await keepVersion(ctx, { id: runbookId, version: version + 1, ...next }, now);
    await say(ctx, before, now, 'changed', { title: next.title, version: version + 1 });
  });
  return runbookById(ctx, { runbookId });
}

/** Somebody read it and it is right. `tested`: they even tried it out. */
export async function confirmRunbook(ctx: Context, input: { runbookId: string }, how: 'reviewed' | 'tested') {
  await inTransaction(ctx, async (ctx) => {
    const before = await editable(ctx, input.runbookId);
    const now = await ctx.now();
    const tested = how === 'tested' ? { testedAt: now, testedById: personIn(ctx) } : {};
    await store.saveRunbook(ctx, before.id, { reviewedAt: now, ...tested });
    await say(ctx, before, now, how === 'tested' ? 'runbook-tested' : 'runbook-reviewed', { title: before.title });
  });
  return runbookById(ctx, input);
}

/** Puts a runbook away. Runs under way go on with the text they have; nothing new starts from it. */
export async function archiveRunbook(ctx: Context, input: { runbookId: string }): Promise<{ archived: true }> {
  return inTransaction(ctx, async (ctx) => {
    const before = await editable(ctx, input.runbookId);
    const now = await ctx.now();
    await store.saveRunbook(ctx, before.id, { archivedAt: now });
    await store.setServices(ctx, before.id, []);
    await say(ctx, before, now, 'removed', { title: before.title });
    return { archived: true };
  });
}

/** Internal: which services a runbook belongs to; the caller knows that they are of its team. */
export async function setServices(ctx: Context, input: { runbookId: string; serviceIds: string[] }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await editable(ctx, input.runbookId);
    await store.setServices(ctx, before.id, [...new Set(input.serviceIds)]);
    await say(ctx, before, await ctx.now(), 'changed', { services: input.serviceIds });
  });
}

/** Internal: the runbook of a service of its team. Throws `invalid` for a runbook that the team does not have. */
export async function attachTo(
  ctx: Context,
  input: { runbookId: string; serviceId: string; teamId: string },
): Promise<void> {
  const runbook = await ofTeam(ctx, input.runbookId, input.teamId, 'runbookId');
  await store.attach(ctx, runbook.id, input.serviceId);
  await say(ctx, runbook, await ctx.now(), 'changed', { service: input.serviceId });
}

/**
 * Internal: all runbooks of a service of its team; those that other services have stay theirs too. The caller has
 * authorised the service. Throws `invalid` for a runbook that the team does not have.
 */
export async function setRunbooksOf(
  ctx: Context,
  { serviceId, teamId, runbookIds }: { serviceId: string; teamId: string; runbookIds: string[] },
): Promise<void> {
  const was = await store.ofService(ctx, serviceId);
  const now = await ctx.now();
  // In the order of their ids, so that two who save at once never wait for each other.
  for (const runbookId of [...new Set([...was, ...runbookIds])].sort()) {
    const isWanted = runbookIds.includes(runbookId);
    if (isWanted === was.includes(runbookId)) continue;
    const runbook = await ofTeam(ctx, runbookId, teamId, 'runbookIds');
    if (isWanted) await store.attach(ctx, runbookId, serviceId);
    else await store.detach(ctx, runbookId, serviceId);
    await say(ctx, runbook, now, 'changed', isWanted ? { service: serviceId } : { withoutService: serviceId });
  }
}

async function ofTeam(ctx: Context, runbookId: string, teamId: string, field: string): Promise<store.RunbookRow> {
  const runbook = await store.lockRunbook(ctx, runbookId);
  if (!runbook || runbook.archivedAt || runbook.teamId !== teamId)
    throw invalid({ [field]: 'The team has no such runbook: choose one of its own' });
  return runbook;
}

/**
 * Brings Markdown files in: by title a runbook is made, changed or left as it is. `preview` only says what would
 * happen. A file that cannot be read is refused by name, and the others are brought. `serviceIdOf`: by name, of the team.
 */
export async function importRunbooks(
  ctx: Context,
  input: ImportRunbooks,
  serviceIdOf: (name: string) => string | undefined,
): Promise<{ items: Planned[] }> {
  authorize(ctx.actor, 'runbook.edit', { teamId: input.teamId });
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    const present = new Map((await store.runbooksOf(ctx, [input.teamId])).map((row) => [row.title, row]));
    const items: Planned[] = [];
    for (const file of input.files) {
      const plan = planOf(file, present);
      const notes = 'document' in plan ? await bring(ctx, input, plan, serviceIdOf, now) : plan.notes;
      items.push({ name: file.name, title: plan.title, act: plan.act, steps: plan.steps, notes });
    }
    return { items };
  });
}

async function bring(
  ctx: Context,
  { teamId, preview }: ImportRunbooks,
  { act, document: { meta, body }, row }: Extract<Plan<store.RunbookRow>, { document: RunbookDocument }>,
  serviceIdOf: (name: string) => string | undefined,
  now: Date,
): Promise<string[]> {
  const owner = meta.owner === undefined ? null : await activePersonByEmail(ctx, meta.owner);
  const tester = meta['tested-by'] === undefined ? null : await activePersonByEmail(ctx, meta['tested-by']);
  const services = (meta.services ?? []).map((name) => ({ name, id: serviceIdOf(name) }));
  const notes = strangersIn(meta, owner, services);
  if (preview) return notes;
  const fields = { title: meta.title, body, ownerId: owner?.id ?? row?.ownerId ?? null, rules: meta.rules ?? [] };
  const id = row?.id ?? (await insert(ctx, { teamId, ...fields }, now));
  if (row && act === 'change') {
    const version = row.version + 1;
    await store.saveRunbook(ctx, id, { ...fields, version });
    await keepVersion(ctx, { id, version, ...fields }, now);
    await say(ctx, { id, teamId }, now, 'changed', { title: meta.title, version });
  }
  await store.saveRunbook(ctx, id, testedBy(meta, tester));
  const found = services.flatMap((service) => service.id ?? []);
  if (found.length > 0) await store.setServices(ctx, id, [...new Set(found)]);
  return notes;
}

/**
 * Internal: starts a runbook about something, or answers the run that is open already. The caller has authorised the
 * subject, which belongs to the same team. Throws `not-found` for a runbook of another team.
 */
export async function startRun(ctx: Context, input: { runbookId: string; subject: Subject; teamId: string }) {
  const { subject: about, teamId, runbookId } = input;
  authorize(ctx.actor, 'runbook.run', { teamId });
  const run = await inTransaction(ctx, async (ctx) => {
    const runbook = await store.lockRunbook(ctx, runbookId);
    if (!runbook || runbook.teamId !== teamId) throw notFound();
    if (runbook.archivedAt) throw new AppError('not-possible', 'This runbook was put away');
    const now = await ctx.now();
    const id = crypto.randomUUID();
    const begun = { startedAt: now, startedById: personIn(ctx), endedAt: null, endedById: null, ...store.unsaid };
    const run = await store.openRun(ctx, { id, runbookId, version: runbook.version, teamId, subject: about, ...begun });
    const data = { runId: run.id, runbookId, title: runbook.title };
    if (run.id === id) await tell(ctx, now, { subject: about, teamId, kind: 'runbook-started', data });
    return run;
  });
  return runView(ctx, { runId: run.id });
}

/** Ticks a step, skips it with a reason, or takes that back; told on the timeline of what the run is about. */
export async function tick(ctx: Context, input: TickInput) {
  await inTransaction(ctx, async (ctx) => {
    const run = await workable(ctx, input.runId);
    const [version] = await store.versionsByIds(ctx, [run]);
    const steps = stepsOf(version?.body ?? '');
    const { step: number, state, confirmed, reason = null } = input;
    refuseTick(steps, run.endedAt !== null, { step: number, state, confirmed, reason });
    const personId = personIn(ctx);
    if (personId === null) throw new AppError('not-possible', 'Steps are ticked by people: sign in');
    const now = await ctx.now();
    await store.insertTick(ctx, run.id, { step: number, state, at: now, personId, reason });
    const step = steps.find((each) => each.number === number);
    const done = { step: number, text: step?.text, care: step?.care, state, reason };
    const data = { runId: run.id, title: version?.title, ...done };
    await tell(ctx, now, { subject: run.subject, teamId: run.teamId, kind: 'runbook-step', data });
  });
  return runView(ctx, { runId: input.runId });
}

/** Nothing more is ticked in this run. */
export async function endRun(ctx: Context, input: { runId: string }) {
  await inTransaction(ctx, async (ctx) => {
    const run = await workable(ctx, input.runId);
    if (run.endedAt) return;
    const now = await ctx.now();
    await store.endRun(ctx, run.id, now, personIn(ctx));
    const [version] = await store.versionsByIds(ctx, [run]);
    const data = { runId: run.id, runbookId: run.runbookId, title: version?.title };
    await tell(ctx, now, { subject: run.subject, teamId: run.teamId, kind: 'runbook-ended', data });
  });
  return runView(ctx, input);
}

/** Whether it helped: said once the run has ended, and changed by whoever thinks again. */
export async function sayHelped(ctx: Context, input: HelpedInput) {
  const { helped, words } = input;
  await inTransaction(ctx, async (ctx) => {
    const run = await workable(ctx, input.runId);
    if (!run.endedAt) throw new AppError('not-possible', 'End the run first');
    const said = { helped, helpedWords: words || null, helpedById: personIn(ctx), helpedAt: await ctx.now() };
    await store.saveHelped(ctx, run.id, said);
  });
  return runView(ctx, { runId: input.runId });
}

async function workable(ctx: Context, runId: string): Promise<store.RunRow> {
  const run = await store.lockRun(ctx, runId);
  if (!run) throw notFound();
  authorize(ctx.actor, 'runbook.run', { teamId: run.teamId });
  return run;
}

const say = (
  ctx: Context,
  { id, teamId }: { id: string; teamId: string },
  now: Date,
  kind: EventKind,
  data: Record<string, unknown>,
) => tell(ctx, now, { subject: subject('runbook', id), teamId, kind, data });
