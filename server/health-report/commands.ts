import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { invalid, notFound } from '@/server/errors';
import { openFollowUp } from '@/server/follow-up/commands';
import { type FollowUp, reference } from '@/server/follow-up/follow-up';
import { subjectOf } from '@/server/health/queries';
import { weekAt } from '@/server/health/window';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { everyRotation, rotationOf } from '@/server/rotation/queries';
import { serviceById } from '@/server/service/queries';
import { adminIds, managersOf, membersOf, peopleByIds, readOrganisation, teamById } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { monthDue, monthNotice, monthOverview } from './month-mail';
import { lastWeekOf, loadOfWeek, monthOf, report } from './queries';
import type { Question } from './question';
import type { OpenFollowUpInput, Pay } from './schema';
import * as store from './store';
import { crossed } from './threshold';
import { weekNotice } from './week-mail';

/** The rule under which a noisy key has at most one open follow-up, whoever or whatever opened it. */
export const noisyKey = 'noisy-key';

/** One click on a noisy alert: somebody owes it quiet. Answers the follow-up that is open already, where there is one. */
export async function openNoiseFollowUp(
  ctx: Context,
  input: OpenFollowUpInput,
): Promise<{ id: string; reference: string; title: string }> {
  authorize(ctx.actor, 'follow-up.edit', { teamId: input.teamId });
  const service = await serviceById(ctx, { serviceId: input.serviceId });
  if (service.teamId !== input.teamId) throw notFound();
  const ownerId = input.ownerId ?? (ctx.actor.kind === 'person' ? ctx.actor.personId : null);
  if (ownerId === null) throw invalid({ ownerId: 'Say who is to quieten it' });
  const made: FollowUp = await openFollowUp(
    ctx,
    {
      ...{ teamId: input.teamId, ownerId, priority: 'normal', dueOn: input.dueOn },
      title: input.title ?? `Quieten ${input.key}`.slice(0, 200),
      details: `It interrupted people again and again: ${input.key} of ${service.name}.`,
    },
    { source: 'alert', subject: subject('service', service.id), serviceId: service.id, key: input.key, rule: noisyKey },
  );
  return { id: made.id, reference: reference(made), title: made.title };
}

/** A team's own review questions; null: Baton's ten again. */
export async function saveQuestions(
  ctx: Context,
  { teamId, questions }: { teamId: string; questions: readonly Question[] | null },
): Promise<void> {
  await saveSettings(ctx, teamId, { questions });
}

/** What a team gives for time on call; null: nothing is said. */
export async function savePay(ctx: Context, { teamId, pay }: { teamId: string; pay: Pay | null }): Promise<void> {
  await saveSettings(ctx, teamId, { pay });
}

async function saveSettings(ctx: Context, teamId: string, part: Partial<store.StoredSettings>): Promise<void> {
  authorize(ctx.actor, 'health.edit', { teamId });
  await inTransaction(ctx, async (tx) => {
    const now = await tx.now();
    const before = await store.settingsOf(tx, teamId);
    await store.saveSettings(tx, teamId, part, now);
    await tell(tx, now, {
      subject: subject('team', teamId),
      teamId,
      kind: 'changed',
      data: { before, after: { ...before, ...part } },
    });
  });
}

/** From what on a rotation opens a follow-up by itself; null: never. */
export async function saveThreshold(ctx: Context, input: store.ThresholdRow): Promise<void> {
  const { teamId } = await rotationOf(ctx, input.rotationId);
  authorize(ctx.actor, 'health.edit', { teamId });
  await inTransaction(ctx, async (tx) => {
    const now = await tx.now();
    await store.saveThreshold(tx, input, now);
    const data = { rule: input.rule, value: input.value };
    await tell(tx, now, {
      subject: subject('rotation', input.rotationId),
      teamId,
      kind: 'changed',
      data: { threshold: data },
    });
  });
}

type Entry = {
  rotationId: string;
  from: string;
  kind: 'note' | 'decision' | 'action';
  text: string;
  ownerId?: string | undefined;
};

/** What the meeting about a week wrote down. An action with an owner becomes a follow-up. Throws `invalid` for no week's start. */
export async function writeWeek(
  ctx: Context,
  personId: string,
  input: Entry,
): Promise<{ id: string; followUpId: string | null }> {
  const { teamId } = await rotationOf(ctx, input.rotationId);
  authorize(ctx.actor, 'health.review', { teamId });
  const weekFrom = new Date(input.from);
  const { main, otherwise } = await subjectOf(ctx, { teamId, rotationId: input.rotationId });
  if (weekAt(main?.segments ?? [], weekFrom, otherwise).from.getTime() !== weekFrom.getTime())
    throw invalid({ from: 'Give the instant at which an on-call week begins' });
  return inTransaction(ctx, async (tx) => {
    const createdAt = await tx.now();
    const owed = {
      teamId,
      title: input.text.slice(0, 200),
      details: '',
      priority: 'normal' as const,
      dueOn: undefined,
    };
    const origin = {
      source: 'person' as const,
      subject: subject('rotation', input.rotationId),
      serviceId: null,
      key: null,
      rule: null,
    };
    const made =
      input.kind === 'action' && input.ownerId
        ? await openFollowUp(tx, { ...owed, ownerId: input.ownerId }, origin)
        : null;
    const row = {
      id: crypto.randomUUID(),
      teamId,
      weekFrom,
      followUpId: made?.id ?? null,
      createdAt,
      createdById: personId,
    };
    await store.insertWeekEntry(tx, { ...row, rotationId: input.rotationId, kind: input.kind, text: input.text });
    return { id: row.id, followUpId: row.followUpId };
  });
}

/** Takes back what was written about a week. */
export async function removeWeekEntry(ctx: Context, { entryId }: { entryId: string }): Promise<void> {
  const entry = await store.weekEntryById(ctx, entryId);
  if (!entry) throw notFound();
  authorize(ctx.actor, 'health.review', { teamId: entry.teamId });
  await store.removeWeekEntry(ctx, entryId, await ctx.now());
}

/** How far into a week's aftermath the worker still looks at it. */
const lookedAtMs = 2 * 86_400_000;

/**
 * Opens a follow-up where a rotation's running or last week crossed a threshold: one a rule and key; while it is open
 * nothing more is opened. Owner: a manager of the team; none without one. Answers how many are new. For the worker.
 */
export async function openDueFollowUps(ctx: Context): Promise<number> {
  const now = await ctx.now();
  let opened = 0;
  for (const rotation of await everyRotation(ctx)) {
    const [ownerId] = await managersOf(ctx, rotation.teamId);
    if (ownerId === undefined) continue;
    const own = await store.thresholdsOf(ctx, [rotation.id]);
    for (const at of [now, new Date(now.getTime() - lookedAtMs)]) {
      const week = await loadOfWeek(ctx, rotation, at);
      for (const { rule, key, words } of crossed(week, own)) {
        const known = week.keys.find((one) => one.key === key);
        const about = known ? subject('service', known.serviceId) : subject('rotation', rotation.id);
        // What was settled within the week is judged by the weeks to come.
        if (await store.isOwed(ctx, { rule, key, subjectId: about.id, since: week.from })) continue;
        const title = (key ? `Quieten ${key}` : `${rotation.name}: ${words}`).slice(0, 200);
        await openFollowUp(
          ctx,
          { teamId: rotation.teamId, title, details: `${words}.`, ownerId, dueOn: undefined, priority: 'high' },
          { source: 'rule', subject: about, serviceId: known?.serviceId ?? null, key, rule },
        );
        opened += 1;
      }
    }
  }
  return opened;
}

/** After that a week's report is old news: a rotation that was set up with a past, a worker that was long away. */
const newsMs = 2 * 86_400_000;

const profile = (): string => absolute(env.PUBLIC_URL, paths.profile());

/** Of these people, those who want health reports by mail. */
async function readersOf(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const people = await peopleByIds(ctx, ids);
  return [...people.values()].filter(({ active, healthMail }) => active && healthMail).map(({ id }) => id);
}

const teamReaders = async (ctx: Context, teamId: string): Promise<string[]> =>
  readersOf(
    ctx,
    (await membersOf(ctx, teamId)).map(({ personId }) => personId),
  );

/** Writes a mail under a key, once: of two workers the first to claim it. Answers how many were written. */
async function mailOnce(
  ctx: Context,
  key: string,
  mail: Omit<Parameters<typeof notify>[1], 'key' | 'now'>,
): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const now = await tx.now();
    if (!(await store.claimReport(tx, key, now))) return 0;
    await notify(tx, { ...mail, key: `health ${key}`, now });
    return 1;
  });
}

/**
 * After each handoff of a rotation a mail about the week to its team: figures, paragraph and answers, nobody's own.
 * Answers how many reports were written. For the worker.
 */
export async function sendWeekReports(ctx: Context): Promise<number> {
  const now = await ctx.now();
  let written = 0;
  for (const { id, teamId, name } of await everyRotation(ctx)) {
    const week = await lastWeekOf(ctx, { id, teamId });
    if (!week || now.getTime() - week.to.getTime() > newsMs) continue;
    const from = week.from.toISOString();
    const key = `week ${id} ${from}`;
    if (await store.isReportSent(ctx, key)) continue;
    const [team, told] = [
      await teamById(ctx, teamId),
      await report(ctx, { teamId, rotationId: id, period: 'week', at: from }),
    ];
    const links = { review: absolute(env.PUBLIC_URL, paths.healthWeek(id, from)), profile: profile() };
    const notice = weekNotice({ team: team.name, rotation: name, report: told, links });
    const about = { subject: subject('rotation', id), teamId };
    written += await mailOnce(ctx, key, { personIds: await teamReaders(ctx, teamId), about, notice });
  }
  return written;
}

/**
 * In the first days of a month a mail about the on-call weeks that ended in the one before: to each team and its
 * managers, and to the admins one line a team. Answers how many reports were written. For the worker.
 */
export async function sendMonthReports(ctx: Context): Promise<number> {
  const [now, organisation] = [await ctx.now(), await readOrganisation(ctx)];
  const due = monthDue(now, organisation?.timeZone ?? 'UTC');
  const overview = `month admins ${due?.key}`;
  if (!due || (await store.isReportSent(ctx, overview))) return 0;
  let written = 0;
  const teams = [];
  for (const teamId of new Set((await everyRotation(ctx)).map((rotation) => rotation.teamId))) {
    const found = await monthOf(ctx, teamId, due.at);
    if (!found) continue;
    const team = await teamById(ctx, teamId);
    teams.push({ team: team.name, ...found.report });
    const asked = new URLSearchParams({ team: teamId, period: 'month', at: due.at.toISOString() });
    const links = { report: absolute(env.PUBLIC_URL, `${paths.health()}?${asked}`), profile: profile() };
    const notice = monthNotice({ team: team.name, month: due.name, ...found, links });
    const about = { subject: subject('team', teamId), teamId };
    const personIds = await teamReaders(ctx, teamId);
    written += await mailOnce(ctx, `month ${teamId} ${due.key}`, { personIds, about, notice });
  }
  const [first] = teams;
  if (!first) return written;
  const links = { report: absolute(env.PUBLIC_URL, paths.health()), profile: profile() };
  const notice = monthOverview(due.name, teams, links);
  const about = { subject: subject('team', first.scope.teamId), teamId: null };
  const personIds = await readersOf(ctx, await adminIds(ctx));
  return written + (await mailOnce(ctx, overview, { personIds, about, notice }));
}
