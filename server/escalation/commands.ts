import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { notify, page, pageAddress } from '@/server/notification/commands';
import type { Notice } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { adminIds, managersOf, peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { NewEvent } from '@/server/timeline/event';
import { type Subject, subject as subjectOf } from '@/server/timeline/subject';
import { after, climbFrom, type Firing, type Missed, type Outcome, present } from './ladder';
import { type PolicySnapshot, snapshotOf } from './policy';
import type { Priority } from './priority';
import { type Asked, type Fired, policyView, resolveTargets, type Turns, targetFaults, targetsAt } from './queries';
import type { CreatePolicy, UpdatePolicy } from './schema';
import { eventsOfStep, placeInWords } from './step-events';
import * as store from './store';
import { type Gone, inTurn, keyOfTarget, meansPeople, placesOf } from './target';
import { beginsAnew, firesWith, heldBackAt } from './together';
import { goneNotice } from './wording';

/** Makes a policy of a team. Throws `invalid` by field, `not-possible` when the team has one of that name. */
export async function createPolicy(ctx: Context, input: CreatePolicy) {
  const { teamId, ...fields } = input;
  authorize(ctx.actor, 'policy.edit', { teamId });
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    await refuse(ctx, teamId, fields);
    const id = crypto.randomUUID();
    await store.insertPolicy(ctx, id, teamId, fields, now);
    await tell(ctx, now, { subject: subjectOf('policy', id), teamId, kind: 'created', data: { after: fields } });
    return policyView({ ...fields, policyId: id, teamId, createdAt: now, archivedAt: null });
  });
}

/** Replaces a policy. Escalations under way keep the one they began with. */
export async function updatePolicy(ctx: Context, input: UpdatePolicy) {
  const { policyId, ...fields } = input;
  return inTransaction(ctx, async (ctx) => {
    const before = await editable(ctx, policyId);
    const now = await ctx.now();
    await refuse(ctx, before.teamId, fields, policyId);
    await store.savePolicy(ctx, policyId, fields);
    const { teamId, createdAt: _, archivedAt: __, policyId: ___, ...was } = before;
    await tell(ctx, now, {
      subject: subjectOf('policy', policyId),
      teamId,
      kind: 'changed',
      data: { before: was, after: fields },
    });
    return policyView({ ...before, ...fields });
  });
}

/** Takes a policy out of the lists. Services that still name it go on paging by it. */
export async function archivePolicy(ctx: Context, input: { policyId: string }) {
  return inTransaction(ctx, async (ctx) => {
    const policy = await editable(ctx, input.policyId);
    const now = await ctx.now();
    if (policy.archivedAt) return policyView(policy);
    await store.archivePolicy(ctx, policy.policyId, now);
    await tell(ctx, now, {
      subject: subjectOf('policy', policy.policyId),
      teamId: policy.teamId,
      kind: 'removed',
      data: { name: policy.name },
    });
    return policyView({ ...policy, archivedAt: now });
  });
}

async function editable(ctx: Context, policyId: string): Promise<store.PolicyRow> {
  const policy = await store.lockPolicy(ctx, policyId);
  if (!policy) throw notFound();
  authorize(ctx.actor, 'policy.edit', { teamId: policy.teamId });
  return policy;
}

async function refuse(ctx: Context, teamId: string, fields: Omit<CreatePolicy, 'teamId'>, self?: string) {
  const faults = await targetFaults(ctx, fields);
  if (Object.keys(faults).length > 0) throw invalid(faults);
  const same = (await store.policiesOf(ctx, null)).some(
    (one) => one.teamId === teamId && one.name === fields.name && one.policyId !== self,
  );
  if (same)
    throw new AppError('not-possible', `The team already has a policy called “${fields.name}”: choose another name`);
}

export type Beginning = {
  subject: Subject;
  teamId: string;
  policy: PolicySnapshot;
  urgency: 'high' | 'low';
  /** What storms are counted by; left out: nothing in particular. */
  source?: string;
  now: Date;
};

/** Starts escalations, in the caller's transaction: from here on each subject has a next action. Internal. */
export async function begin(ctx: Context, beginnings: Beginning[]): Promise<void> {
  const runs = beginnings.map(({ now, policy, source = null, ...rest }) => ({
    ...rest,
    source,
    policy: snapshotOf(policy),
    position: climbFrom(policy, now),
    startedAt: now,
  }));
  await store.insertRuns(ctx, runs);
}

/** Nothing more fires for these subjects. The caller holds their locks. Internal. */
export const halt = (ctx: Context, kind: Subject['kind'], ids: string[]): Promise<void> =>
  ids.length === 0 ? Promise.resolve() : store.haltRuns(ctx, kind, ids);

/** The policy starts a new round, its first step after its own delay, or at `firstAt`. Internal. */
export async function restart(ctx: Context, { kind, id }: Subject, now: Date, firstAt?: Date): Promise<void> {
  const run = (await store.runsOf(ctx, kind, [id])).get(id);
  if (!run) return;
  const climb = climbFrom(run.policy, now, run.position.round + 1);
  await store.moveRuns(ctx, kind, [id], { ...climb, nextAt: firstAt ?? climb.nextAt });
}

/** The next step is due at once; a halted escalation goes on from where it stood. Internal. */
export const escalateNow = (ctx: Context, subject: Subject, now: Date): Promise<void> =>
  store.wakeRuns(ctx, subject.kind, [subject.id], now);

/** The next step waits until `until`, halted or not. Internal. */
export const sleepUntil = (ctx: Context, subject: Subject, until: Date): Promise<void> =>
  store.wakeRuns(ctx, subject.kind, [subject.id], until);

/** From here on these subjects page with high urgency: their trouble turned out to be worse. Internal. */
export const makeUrgent = (ctx: Context, kind: Subject['kind'], ids: string[]): Promise<void> =>
  ids.length === 0 ? Promise.resolve() : store.makeUrgent(ctx, kind, ids);

const parkedAfter = 10;

/** After an attempt that threw: waits grow; from the tenth on it is parked, which is tried once an hour. Internal. */
export async function rest(ctx: Context, { kind, id }: Subject, now: Date, error: unknown): Promise<void> {
  const seconds = (failures: number) => (failures >= parkedAfter ? 3_600 : Math.min(300, 2 ** failures));
  const { failures, teamId } = await store.restRun(ctx, kind, id, seconds, now);
  ctx.log.error(
    { kind, id, failures, error: String(error), stack: error instanceof Error ? error.stack : undefined },
    'an escalation failed',
  );
  if (failures !== parkedAfter) return;
  const data = { failures, reason: String(error).slice(0, 500) };
  await tell(ctx, now, { subject: subjectOf(kind, id), teamId, kind: 'run-parked', data });
}

type Advance = {
  /**
   * Locked by the caller, of one kind; those at the position of the first advance together, as one page. `priority`:
   * what steps that ask for one are measured by.
   */
  subjects: { subject: Subject; teamId: string; priority: Priority | null }[];
  now: Date;
  /** `fired.ids`: what the page is about, which may be more than what fires now. */
  noticeFor: (person: { id: string; name: string; timeZone: string }, fired: Fired) => Notice | Promise<Notice>;
  /** What a storm is counted by; left out: nothing. */
  source?: string | null;
  /** For a channel or a webhook, whose readers are nobody in particular. */
  noticeForPlace: (fired: Fired) => Promise<Notice>;
};

/** How many empty steps are climbed in one transaction; the rest follow in the next. */
const climbs = 25;

/**
 * Fires what is due for subjects that the caller has locked: pages, moves the runs on and tells the timeline, all in
 * the caller's transaction. Who is on call is asked now. A step without anybody hands on at once. Answers null when
 * nothing is due any more. Internal: only whoever words the page calls it.
 */
export async function advance(ctx: Context, { subjects, now, ...words }: Advance): Promise<Outcome | null> {
  const kind = subjects[0]?.subject.kind;
  if (!kind) return null;
  const runs = await store.runsOf(
    ctx,
    kind,
    subjects.map(({ subject }) => subject.id),
  );
  const climberOf = ({ subject, priority }: Advance['subjects'][number]) => ({ run: runs.get(subject.id), priority });
  const { run: first, priority } =
    subjects.map(climberOf).find(({ run }) => run?.position.nextAt && run.position.nextAt <= now) ?? {};
  if (!first) return null;
  const together = subjects.filter((one) => firesWith(climberOf(one), { run: first, priority: priority ?? null }));
  const ids = together.map(({ subject }) => subject.id);
  const asked: Asked = new Map();
  const { nextAt } = first.position;
  let position = nextAt && { ...first.position, nextAt };
  let outcome: Outcome | null = null;
  for (let climbed = 0; position && climbed < climbs && outcome !== 'paged'; climbed++) {
    const due = present(first.policy, position, now);
    if (!due) break;
    outcome = await fire(ctx, first, together, due, now, asked, words);
    // A moment's delay is not carried from step to step: what the policy says is kept to the second.
    position = after(first.policy, due.firing, outcome, due.firing.late ? now : due.firing.nextAt);
  }
  if (position) await store.moveRuns(ctx, kind, ids, position);
  return outcome;
}

async function fire(
  ctx: Context,
  run: store.Run,
  together: Advance['subjects'],
  { firing, missed }: { firing: Firing; missed: Missed },
  now: Date,
  asked: Asked,
  words: Pick<Advance, 'noticeFor' | 'noticeForPlace' | 'source'>,
): Promise<Outcome> {
  const place = placeInWords(firing);
  if (missed.count > 0)
    await tellEach(ctx, together, now, 'steps-missed', {
      count: missed.count,
      steps: missed.first.map((one) => ({ ...one, ...placeInWords(one) })),
    });
  if (beginsAnew(run, firing))
    await tellEach(ctx, together, now, 'ran-out', { next: firing.stage, round: place.round });
  const heldBack = heldBackAt(run.policy, firing, { at: now, priority: together[0]?.priority ?? null });
  if (heldBack) {
    await tellEach(ctx, together, now, 'step-held-back', { ...place, by: heldBack });
    return 'held-back';
  }
  const targets = await targetsAt(ctx, run, firing);
  const turns: Turns = (teamId, ids) =>
    store.takeTurn(ctx, { policyId: run.policy.policyId, teamId }, (last) => inTurn(ids, last), now);
  const { people, reasons, gone } = await resolveTargets(ctx, targets, now, asked, turns);
  for (const one of gone) await tellOfGone(ctx, run, one, now);
  const fired: Fired = { ids: together.map(({ subject }) => subject.id), firing, people, asked };
  const request = {
    subjects: together,
    round: firing.round,
    step: firing.stage === 'fallback' ? run.policy.steps.length : firing.step,
    priority: firing.round === 0 && firing.step === 0 ? 0 : 1,
    thread: fired.ids[0] ?? null,
    source: words.source ?? null,
    now,
  };
  const { reached, unreachable } = await page(ctx, {
    ...request,
    urgency: run.urgency,
    personIds: people.map(({ personId }) => personId),
    // A bundle speaks of what waited before too.
    noticeFor: (person, subjects) => words.noticeFor(person, { ...fired, ids: subjects.map(({ id }) => id) }),
  });
  const places = placesOf(targets);
  for (const place of places)
    await pageAddress(ctx, {
      ...request,
      ...place,
      noticeFor: (subjects) => words.noticeForPlace({ ...fired, ids: subjects.map(({ id }) => id) }),
    });
  const someone = reached.length > 0 || (places.length > 0 && !targets.some(meansPeople));
  const names = await peopleByIds(
    ctx,
    people.map(({ personId }) => personId),
  );
  const roleOf = (id: string) => people.find(({ personId }) => personId === id)?.role ?? null;
  const named = (ids: string[]) => ids.map((id) => ({ id, name: names.get(id)?.name ?? null, role: roleOf(id) }));
  const found = { someone, reached: named(reached), unreachable: named(unreachable), places, reasons };
  for (const { kind, data } of eventsOfStep(firing, found)) await tellEach(ctx, together, now, kind, data);
  return someone ? 'paged' : 'nobody';
}

/** The managers, without one the admins, hear once of each target of a policy that can reach nobody any more. */
async function tellOfGone(ctx: Context, { policy, teamId }: store.Run, gone: Gone, now: Date): Promise<void> {
  const managers = await managersOf(ctx, teamId);
  await notify(ctx, {
    personIds: managers.length > 0 ? managers : await adminIds(ctx),
    about: { subject: subjectOf('policy', policy.policyId), teamId },
    notice: goneNotice(policy.name, gone, absolute(env.PUBLIC_URL, paths.policy(policy.policyId))),
    key: `target gone ${policy.policyId} ${keyOfTarget(gone.target)}`,
    now,
  });
}

const tellEach = (
  ctx: Context,
  list: Advance['subjects'],
  now: Date,
  kind: NewEvent['kind'],
  data: Record<string, unknown>,
): Promise<void> => tell(ctx, now, ...list.map(({ subject, teamId }) => ({ subject, teamId, kind, data })));
