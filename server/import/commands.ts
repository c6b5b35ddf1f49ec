import * as alert from '@/server/alert/commands';
import { listAlerts } from '@/server/alert/queries';
import { moveTestClock } from '@/server/clock';
import { addContactMethod, setRules } from '@/server/contact/commands';
import { as, type Context, inTransaction, makeContext } from '@/server/context';
import { sendDue } from '@/server/delivery/commands';
import { env } from '@/server/env';
import { AppError } from '@/server/errors';
import { createPolicy } from '@/server/escalation/commands';
import { receiveMany } from '@/server/intake/commands';
import { quiet } from '@/server/log';
import { hearOutcome } from '@/server/notification/commands';
import { recordPassed } from '@/server/oncall/commands';
import { onCallAtUnchecked } from '@/server/oncall/queries';
import { advanceDue } from '@/server/paging/commands';
import { type PersonActor, system } from '@/server/policy/actor';
import { authorize } from '@/server/policy/authorize';
import { accept, approve, ask } from '@/server/request/commands';
import { changeQueue, createRotation } from '@/server/rotation/commands';
import { rotationById } from '@/server/rotation/queries';
import { createRotationSchema } from '@/server/rotation/schema';
import { createIntegration, createService, heardFrom } from '@/server/service/commands';
import { createPerson, createTeam, saveOrganisation, saveSetupStep, setMembership } from '@/server/team/commands';
import { isSetUp, readOrganisation } from '@/server/team/queries';
import { instantOf } from '@/server/time/wall-clock';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { company, type DemoPerson, type DemoTeam, emailOf, founders, policyOf, teams, topicOf } from './demo-company';
import { type Covered, type Episode, firstMonday, historyOf, type Moment } from './demo-history';
import {
  actorOf,
  idsIn,
  idsOf,
  personOf,
  pretended,
  rulesOf,
  type Service,
  type Stage,
  senderOf,
  type Team,
  teamOf,
  turns,
} from './demo-stage';
import { signalOf } from './demo-troubles';
import { isEmpty } from './queries';
import * as store from './store';

/**
 * Loads the demo company with three months of history, made by the product's own commands. All of it in one
 * transaction, whose clock alone runs through those months: nobody sees half of it, and nothing is sent. Until set-up is
 * closed anybody may, as anybody may become the first admin. Throws `not-possible` where there is a company already.
 */
export async function loadDemo(ctx: Context): Promise<void> {
  if (await isSetUp(ctx)) authorize(ctx.actor, 'demo.load');
  await patiently(ctx, async (tx) => {
    if (!(await isEmpty(tx)))
      throw new AppError(
        'not-possible',
        'The demo company moves into an empty Baton only: there are people or teams already',
      );
    const [now, clock] = [await tx.now(), await store.ownClock(tx)];
    const stage = await playUntil(tx, now);
    await store.giveBackClock(tx, clock);
    await settleIn(tx, stage);
    await tellDemo(as(tx, ctx.actor), 'loaded');
  });
}

/** As Baton itself, in one long transaction; once in a company's life, so the connection is not kept. */
async function patiently(ctx: Context, work: (tx: Context) => Promise<void>): Promise<void> {
  const patient = ctx.inside ? ctx : makeContext(ctx.actor, { pool: 'import', requestId: ctx.requestId });
  try {
    await inTransaction({ ...patient, actor: system('demo'), log: quiet(ctx.log) }, async (tx) => {
      await store.lockDemo(tx);
      await work(tx);
    });
  } finally {
    if (!ctx.inside) await patient.client.$disconnect();
  }
}

/**
 * Takes the demo away: its people, and their teams with all that belongs to these, whoever made it. What the timeline
 * tells stays, as always. Throws `not-possible` while somebody real is in a team of the demo, or a demo person in a
 * real team; somebody who was given a password counts as real.
 */
export async function removeDemo(ctx: Context): Promise<void> {
  authorize(ctx.actor, 'demo.load');
  await patiently(ctx, async (tx) => {
    const [mixed] = await store.mixedTeams(tx);
    if (mixed)
      throw new AppError(
        'not-possible',
        `In the team “${mixed.name}” are people of the demo and others: take either out of it first`,
      );
    await store.deleteDemo(tx);
    if ((await readOrganisation(tx))?.name === company.name)
      await saveOrganisation(tx, { name: 'Our company', timeZone: company.timeZone });
    await tellDemo(as(tx, ctx.actor), 'removed');
  });
}

const tellDemo = async (ctx: Context, demo: 'loaded' | 'removed'): Promise<void> =>
  tell(ctx, await ctx.now(), { subject: subject('organisation', '1'), teamId: null, kind: 'changed', data: { demo } });

/** `BATON_DEMO=1`: the demo company, where nobody has begun yet. For the start. */
export async function ensureDemo(ctx: Context): Promise<void> {
  if (!env.BATON_DEMO || !(await isEmpty(ctx))) return;
  try {
    await loadDemo(ctx);
  } catch (error) {
    // Another process was first: then there is what was asked for.
    if (!(error instanceof AppError && error.code === 'not-possible')) throw error;
  }
}

async function playUntil(ctx: Context, now: Date): Promise<Stage> {
  const dayBefore = new Date(instantOf(`${firstMonday(now)}T09:00`, company.timeZone).getTime() - 4 * 86_400_000);
  await moveTestClock(ctx.db, dayBefore, 0);
  const stage = await build(ctx, now);
  for (const moment of historyOf(now)) {
    await moveTestClock(ctx.db, moment.at, 0);
    await happen(ctx, stage, moment);
  }
  await moveTestClock(ctx.db, now, 0);
  await pass(ctx);
  return stage;
}

// The company

async function build(ctx: Context, now: Date): Promise<Stage> {
  const stage: Stage = { people: new Map(), teams: [], services: new Map(), held: new Map() };
  for (const person of founders) await hire(ctx, stage, person);
  for (const team of teams) await buildTeam(ctx, stage, team, now);
  return stage;
}

async function hire(ctx: Context, stage: Stage, person: DemoPerson): Promise<string> {
  const { name, timeZone, phone } = person;
  const email = emailOf(person);
  const { id } = await createPerson(ctx, { name, email, timeZone, role: 'engineer' });
  const own = { personId: id, verified: true };
  const mail = await addContactMethod(ctx, { ...own, channel: 'email', address: email });
  if (phone) {
    await addContactMethod(ctx, { ...own, channel: 'voice', address: phone });
    const topic = await addContactMethod(ctx, { ...own, channel: 'ntfy', address: topicOf(person) });
    await setRules(ctx, { personId: id, rules: rulesOf({ topic: topic.id, mail: mail.id }) });
  }
  stage.people.set(person, actorOf(id, name));
  return id;
}

async function buildTeam(ctx: Context, stage: Stage, team: DemoTeam, now: Date): Promise<void> {
  const queue = idsOf(stage, team.engineers);
  const { id: teamId } = await createTeam(ctx, {
    name: team.name,
    memberIds: queue,
    managerIds: idsOf(stage, team.managers),
  });
  for (const person of team.engineers) stage.people.get(person)?.teams.set(teamId, 'member');
  for (const person of team.managers) stage.people.get(person)?.teams.set(teamId, 'manager');
  const { time, ...rotation } = team.rotation;
  const { id: rotationId } = await createRotation(
    ctx,
    createRotationSchema.parse({ ...turns, ...rotation, teamId, queue, startsAt: `${firstMonday(now)}T${time}` }),
  );
  const made = { ...team, id: teamId, rotationId };
  stage.teams.push(made);
  const policy = await createPolicy(ctx, {
    teamId,
    name: `${team.name} escalation`,
    ...policyOf(made, idsOf(stage, team.managers)),
  });
  for (const name of team.services) {
    const service = await createService(ctx, { teamId, name, policyId: policy.id });
    const sender = { serviceId: service.id, kind: 'alertmanager' as const, name: 'Alertmanager' };
    const { id, kind } = await createIntegration(ctx, { ...sender, settings: {} });
    stage.services.set(name, { ...senderOf(made, service, policy), id, kind });
  }
}

// The history

/** What a worker does in a turn, without any message leaving. */
async function turn(ctx: Context): Promise<void> {
  while ((await advanceDue(ctx)) > 0);
  const sender = { outbound: pretended, workerId: 0, most: 1, heard: hearOutcome };
  for (let [sent] = await sendDue(ctx, sender); sent; [sent] = await sendDue(ctx, sender)) await sent.done;
}

async function pass(ctx: Context): Promise<void> {
  await recordPassed(ctx);
  await turn(ctx);
}

async function happen(ctx: Context, stage: Stage, moment: Moment): Promise<void> {
  switch (moment.what) {
    case 'pass':
      return pass(ctx);
    case 'join':
      return join(ctx, stage, moment.person, teamOf(stage, moment.team));
    case 'pulse':
      return pulse(ctx, teamOf(stage, moment.team), moment);
    case 'cover':
      return cover(ctx, stage, teamOf(stage, moment.team), moment);
    default:
      await trouble(ctx, stage, moment);
      if (moment.deed.do === 'receive' || moment.deed.do === 'escalate') await turn(ctx);
  }
}

async function join(ctx: Context, stage: Stage, person: DemoPerson, team: Team): Promise<void> {
  const personId = await hire(ctx, stage, person);
  await setMembership(ctx, { teamId: team.id, personId, role: 'member' });
  stage.people.get(person)?.teams.set(team.id, 'member');
  const [manager] = idsOf(stage, team.managers);
  const { version } = await rotationById(ctx, { rotationId: team.rotationId });
  const change = { version, change: 'join' as const, personId, reason: 'New on the team' };
  await changeQueue(as(ctx, personOf(stage, manager)), { ...change, rotationId: team.rotationId });
  await turn(ctx);
}

async function cover(ctx: Context, stage: Stage, team: Team, { from, to, reason, left }: Covered): Promise<void> {
  const { rotationId } = team;
  const { roles } = await onCallAtUnchecked(ctx, rotationId, from);
  const holder = personOf(stage, roles.find(({ role }) => role === 'primary')?.personId);
  const taker = idsOf(stage, team.engineers).find((id) => !roles.some(({ personId }) => personId === id)) ?? null;
  const question = { rotationId, kind: 'cover' as const, role: 'primary', with: left === 'to everyone' ? null : taker };
  const asked = { ...question, ...reason, from: from.toISOString(), to: to.toISOString() };
  const { id } = await ask(as(ctx, holder), asked);
  if (left === 'to everyone') return;
  const { state } = await accept(as(ctx, personOf(stage, taker)), { id });
  const [manager] = idsOf(stage, team.managers);
  if (state === 'accepted' && !left) await approve(as(ctx, personOf(stage, manager)), { id });
}

/** How the turn was that has just ended, from whoever was primary in it. */
async function pulse(ctx: Context, { rotationId }: Team, { endedAt, answers }: Pulsed): Promise<void> {
  const { roles } = await onCallAtUnchecked(ctx, rotationId, new Date(endedAt.getTime() - 60_000));
  const personId = roles.find(({ role }) => role === 'primary')?.personId;
  if (personId)
    await store.insertPulse(ctx, { personId, rotationId, endedAt, ...answers, answeredAt: await ctx.now() });
}

type Pulsed = Extract<Moment, { what: 'pulse' }>;

async function onCall(ctx: Context, stage: Stage, { rotationId }: Team, role: string): Promise<PersonActor> {
  const { roles } = await onCallAtUnchecked(ctx, rotationId, await ctx.now());
  return personOf(stage, roles.find((one) => one.role === role)?.personId);
}

type Troubled = Extract<Moment, { what: 'trouble' }>;

async function trouble(ctx: Context, stage: Stage, { episode, deed }: Troubled): Promise<void> {
  const service = stage.services.get(episode.service);
  if (!service) throw new Error(`the demo has no service ${episode.service}`);
  if (deed.do === 'receive')
    stage.held.set(episode, { alertIds: await receive(ctx, service, episode, 'open'), holder: null });
  const held = stage.held.get(episode);
  if (deed.do === 'receive' || !held) return;
  if (deed.do === 'clear') return void (await receive(ctx, service, episode, 'resolve'));
  if (deed.do === 'acknowledge') held.holder = await onCall(ctx, stage, service.team, deed.as);
  const other = deed.do === 'try primary' ? 'secondary' : deed.do === 'classify' && !held.holder ? 'primary' : null;
  const who = other ? await onCall(ctx, stage, service.team, other) : held.holder;
  if (!who) throw new Error('the demo acts in nobody’s name');
  for (const alertId of held.alertIds) await act(as(ctx, who), alertId, deed);
}

async function act(ctx: Context, alertId: string, deed: Troubled['deed']): Promise<void> {
  if (deed.do === 'acknowledge') await alert.acknowledge(ctx, { alertId });
  if (deed.do === 'try primary') await alert.triedToReachPrimary(ctx, { alertId });
  if (deed.do === 'escalate') await alert.escalate(ctx, { alertId });
  if (deed.do === 'note') await alert.note(ctx, { alertId, text: deed.text });
  if (deed.do === 'snooze') await alert.snooze(ctx, { alertId, until: deed.until.toISOString() });
  if (deed.do === 'classify') await alert.classify(ctx, { alertId, classification: deed.as });
  if (deed.do === 'resolve') await alert.resolve(ctx, { alertId, note: deed.text });
}

/** One request of the sender. Answers the alerts it opened. */
async function receive(ctx: Context, from: Service, { troubles }: Episode, state: 'open' | 'resolve') {
  const { team: _, ...integration } = from;
  const signals = troubles.map((one) => signalOf(one, state));
  await receiveMany(ctx, [{ integration, signals, batchId: crypto.randomUUID() }]);
  if (state === 'resolve') return [];
  const { items } = await listAlerts(ctx, { service: integration.serviceId, limit: signals.length });
  return items.map(({ id }) => id);
}

/** Back in the present: what the demo is, said where screens look. Last, because it locks what others wait for. */
async function settleIn(ctx: Context, { people, teams: made, services }: Stage): Promise<void> {
  await heardFrom(ctx, idsIn(services));
  const step = (await readOrganisation(ctx))?.setupStep ?? 'company';
  if (step === 'company') await saveOrganisation(ctx, { name: company.name, timeZone: company.timeZone });
  await saveSetupStep(ctx, 'done');
  const marked = [...people].map(([{ country }, { personId }]) => ({ id: personId, country }));
  await store.markDemo(ctx, marked, idsIn(new Map(made.entries())));
}
