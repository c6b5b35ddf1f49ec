import { actorOfSession, actorOfToken } from '@/server/account/queries';
import { databaseTime } from '@/server/clock';
import { addContactMethod } from '@/server/contact/commands';
import type { Context } from '@/server/context';
import type { Db } from '@/server/db';
import { createPolicy } from '@/server/escalation/commands';
import { createFollowUp } from '@/server/follow-up/commands';
import { writeWeek } from '@/server/health-report/commands';
import { declare, resolve } from '@/server/incident/commands';
import { addEntry } from '@/server/incident-log/commands';
import { openAlert } from '@/server/intake/commands';
import type { Actor, TokenScope } from '@/server/policy/actor';
import { stranger } from '@/server/policy/actor';
import { accept, ask, takeOver } from '@/server/request/commands';
import { addComment, askForReview, beginReview, shareReview } from '@/server/review/commands';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { createRunbook, startRun } from '@/server/runbook/commands';
import { digest, hashPassword, mint } from '@/server/secret';
import { createIntegration, createService, createWindow } from '@/server/service/commands';
import { postUpdate } from '@/server/status-update/commands';
import { updatesOfIncident } from '@/server/status-update/queries';
import { createPerson, createTeam, deactivatePerson, removeMember } from '@/server/team/commands';
import { addTimeOff } from '@/server/time-off/commands';
import { subject } from '@/server/timeline/subject';
import type { TestDatabase } from './database';

/** One of everything that belongs to a team, by id. `b` and `nowhere` have the same keys, so ids can be exchanged. */
export type Belongings = {
  team: string;
  manager: string;
  engineer: string;
  viewer: string;
  rotation: string;
  override: string;
  policy: string;
  service: string;
  integration: string;
  alert: string;
  otherAlert: string;
  window: string;
  method: string;
  unverified: string;
  session: string;
  token: string;
  feed: string;
  timeOff: string;
  handoff: string;
  /** Asked of the engineer by the manager; accepted by the manager, who is to approve it as well; in effect, ahead. */
  asked: string;
  agreed: string;
  covered: string;
  /** The engineer's page, which the manager has taken over. */
  takenOver: string;
  runbook: string;
  run: string;
  followUp: string;
  incident: string;
  otherIncident: string;
  entry: string;
  statusUpdate: string;
  review: string;
  comment: string;
  weekEntry: string;
  share: string;
};

/** Ids of people may be known by everybody signed in; all others must not be told apart from ids of nothing. */
export const publicIds: readonly (keyof Belongings)[] = ['manager', 'engineer', 'viewer'];

async function personIn(db: TestDatabase, name: string, role: 'viewer' | 'engineer' | 'admin' = 'engineer') {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
  const { id } = await createPerson(db.context(), { name, email, timeZone: 'Europe/Berlin', role });
  return id;
}

/** A session of this person's; answers its id and what the cookie would carry. */
async function session(db: TestDatabase, personId: string): Promise<{ id: string; secret: string }> {
  const [id, secret] = [crypto.randomUUID(), mint()];
  await db.sql(
    `INSERT INTO "Session" ("id", "personId", "tokenHash", "createdAt", "confirmedAt", "lastUsedAt", "expiresAt")
     VALUES ($1, $2, $3, clock(), clock(), clock(), clock() + interval '30 days')`,
    [id, personId, digest(secret)],
  );
  return { id, secret };
}

type TokenOf = { personId: string; kind?: 'personal' | 'service'; scopes?: TokenScope[] };

async function token(db: TestDatabase, { personId, kind = 'personal', scopes = ['read', 'write'] }: TokenOf) {
  const [id, value] = [crypto.randomUUID(), `${kind === 'personal' ? 'baton_p_' : 'baton_s_'}${mint()}`];
  await db.sql(
    `INSERT INTO "Token" ("id", "personId", "name", "kind", "tokenHash", "scopes", "createdAt")
     VALUES ($1, $2, 'tests', $3, $4, $5, clock())`,
    [id, personId, kind, digest(value), scopes],
  );
  return { id, value };
}

/** An address that calendars read, of this person's. */
async function feedOf(db: TestDatabase, personId: string, rotationId: string): Promise<string> {
  const id = crypto.randomUUID();
  await db.sql(
    `INSERT INTO "Feed" ("id", "personId", "rotationId", "tokenHash", "createdAt") VALUES ($1, $2, $3, $4, clock())`,
    [id, personId, rotationId, digest(mint())],
  );
  return id;
}

/** One laid before the rotation had its version. */
async function overrideOf(db: TestDatabase, rotationId: string, personId: string): Promise<string> {
  const id = crypto.randomUUID();
  await db.sql(
    `INSERT INTO "Override" ("id", "rotationId", "role", "personId", "startsAt", "endsAt", "source", "createdAt")
     VALUES ($1, $2, 'primary', $3, '2026-12-10T09:00:00Z', '2026-12-11T09:00:00Z', 'override', clock())`,
    [id, rotationId, personId],
  );
  return id;
}

/** A note from the manager and the engineer to the engineer and the manager, published at a handoff that has passed. */
async function handoffOf(db: TestDatabase, of: Pick<Belongings, 'team' | 'rotation' | 'engineer' | 'manager'>) {
  const id = crypto.randomUUID();
  const hands = (primary: string, secondary: string) =>
    JSON.stringify([
      { personId: primary, role: 'primary' },
      { personId: secondary, role: 'secondary' },
    ]);
  await db.sql(
    `INSERT INTO "HandoffNote" ("id", "rotationId", "teamId", "handoffAt", "state", "createdAt", "publishedAt", "settledAt",
       "facts", "outgoing", "incoming")
     VALUES ($1, $2, $3, '2026-11-16T08:00:00Z', 'published', clock(), clock(), clock(),
       '{"asOf":"2026-11-16T08:00:00Z","sections":[]}', $4, $5)`,
    [id, of.rotation, of.team, hands(of.manager, of.engineer), hands(of.engineer, of.manager)],
  );
  return id;
}

/** One in triage with an entry, one resolved. */
async function incidentsOf(db: TestDatabase, { team, engineer }: { team: string; engineer: string }) {
  const { secret } = await session(db, engineer);
  const ctx = db.context((await actorOfSession(db.context(), secret)) ?? stranger);
  const input = {
    teamId: team,
    severity: 'minor' as const,
    summary: '',
    serviceIds: [],
    alertIds: [],
    responderIds: [],
  };
  const { id: incident } = await declare(ctx, { ...input, title: 'Down' });
  const { id: otherIncident } = await declare(ctx, { ...input, title: 'Slow' });
  await resolve(ctx, { incidentId: otherIncident });
  const { timeline } = await addEntry(ctx, { incidentId: incident, kind: 'finding', text: 'The disk is full' });
  const entry = timeline.find(({ by }) => by === 'person')?.id ?? '';
  await postUpdate(ctx, { incidentId: incident, text: 'We are looking into it' });
  const { updates } = await updatesOfIncident(ctx, { incidentId: incident });
  const statusUpdate = updates[0]?.id ?? '';
  await db.sql(
    `INSERT INTO "StatusPublication" ("updateId", "place", "incidentId", "number", "state") VALUES ($1, 'status-page', $2, 1, 'failed')`,
    [statusUpdate, incident],
  );
  const { id: review } = await beginReview(ctx, { incidentId: otherIncident });
  await askForReview(ctx, { reviewId: review, reviewerIds: [engineer] });
  const { comments } = await addComment(ctx, { reviewId: review, sectionKey: null, text: 'Good' });
  const { id: share } = await shareReview(ctx, { reviewId: review, days: 1 });
  return { incident, otherIncident, entry, statusUpdate, review, comment: comments[0]?.id ?? '', share };
}

/** A team with one of everything. */
async function belongingsOf(db: TestDatabase, name: string): Promise<Belongings> {
  const ctx = db.context();
  const manager = await personIn(db, `Manager ${name}`);
  const engineer = await personIn(db, `Engineer ${name}`);
  const viewer = await personIn(db, `Viewer ${name}`, 'viewer');
  const { id: team } = await createTeam(ctx, { name, memberIds: [engineer, viewer], managerIds: [manager] });
  const { id: rotation } = await createRotation(ctx, {
    teamId: team,
    name: `Rotation ${name}`,
    timeZone: 'Europe/Berlin',
    cadence: { unit: 'week', count: 1 },
    startsAt: '2026-11-16T09:00',
    queue: [engineer, manager],
    roles: ['primary', 'secondary'],
    pairing: 'secondary-then-primary',
    approval: 'default',
    publishedWeeks: 4,
  });
  const week = { rotationId: rotation, from: '2026-11-16T08:00:00Z', kind: 'note' as const, text: 'A quiet week' };
  const { id: weekEntry } = await writeWeek(ctx, manager, week);
  const steps = [{ afterSeconds: 0, targets: [{ rotationId: rotation, role: 'primary' }] }];
  const policyInput = {
    teamId: team,
    name: `Policy ${name}`,
    steps,
    repeat: 0,
    repeatAfterSeconds: null,
    fallback: null,
  };
  const { id: policy } = await createPolicy(ctx, policyInput);
  const { id: service } = await createService(ctx, { teamId: team, name: `Service ${name}`, policyId: policy });
  const sender = { serviceId: service, kind: 'generic' as const, name: `Sender ${name}`, settings: {} };
  const { id: integration } = await createIntegration(ctx, sender);
  const { id: alert } = await openAlert(ctx, {
    serviceId: service,
    title: `Trouble of ${name}`,
    priority: 'P2',
    links: [],
  });
  const another = { serviceId: service, title: `More trouble of ${name}`, priority: 'P2' as const, links: [] };
  const { id: otherAlert } = await openAlert(ctx, another);
  const { id: window } = await createWindow(ctx, {
    ...{ teamId: team, serviceId: service, title: `Move of ${name}`, match: {} },
    ...{ startsAt: new Date('2027-01-01T00:00:00Z'), endsAt: new Date('2027-01-02T00:00:00Z') },
  });
  const address = (local: string) => `${local}.${name.toLowerCase()}@example.org`;
  const own = { personId: engineer, channel: 'email' as const };
  const { id: method } = await addContactMethod(ctx, { ...own, address: address('method'), verified: true });
  const { id: unverified } = await addContactMethod(ctx, { ...own, address: address('unverified') });
  const days = { firstDay: '2026-12-01', lastDay: '2026-12-02' };
  const { id: timeOff } = await addTimeOff(ctx, { personId: engineer, ...days });
  const checklist = '- [ ] Look (reversible)';
  const { id: runbook } = await createRunbook(ctx, {
    teamId: team,
    title: `Runbook ${name}`,
    body: checklist,
    ownerId: engineer,
    rules: [],
  });
  const { id: run } = await startRun(ctx, { runbookId: runbook, subject: subject('alert', alert), teamId: team });
  const { id: followUp } = await createFollowUp(ctx, {
    teamId: team,
    title: `Owed by ${name}`,
    details: '',
    ownerId: engineer,
    priority: 'normal',
  });
  const happened = await incidentsOf(db, { team, engineer });
  const feed = await feedOf(db, engineer, rotation);
  const handoff = await handoffOf(db, { team, rotation, engineer, manager });
  const { id: sessionId } = await session(db, engineer);
  const { id: tokenId } = await token(db, { personId: engineer });
  const override = await overrideOf(db, rotation, engineer);
  return {
    ...{
      team,
      manager,
      engineer,
      viewer,
      rotation,
      override,
      policy,
      service,
      integration,
      alert,
      otherAlert,
      window,
      method,
      unverified,
    },
    session: sessionId,
    token: tokenId,
    feed,
    timeOff,
    handoff,
    ...(await requestsOf(db, { team, manager, engineer, name })),
    runbook,
    run,
    followUp,
    weekEntry,
    ...happened,
  };
}

type Sides = { team: string; manager: string; engineer: string; name: string };

/** One request of every kind, on a rotation of its own. The engineer's is this week, the manager's the next. */
async function requestsOf(db: TestDatabase, { team, manager, engineer, name }: Sides) {
  const input = { teamId: team, name: `Traded ${name}`, timeZone: 'UTC', cadence: { unit: 'week' } };
  const { id: rotationId } = await createRotation(
    db.context(),
    createRotationSchema.parse({ ...input, startsAt: '2026-11-16T09:00', queue: [engineer, manager] }),
  );
  const as = (personId: string): Context => {
    const teams = new Map([[team, personId === manager ? ('manager' as const) : ('member' as const)]]);
    const session = { sessionId: null, signedInAt: null, via: 'session' as const };
    const scopes = new Set<TokenScope>(['read', 'write']);
    return db.context({ kind: 'person', personId, name: personId, role: 'engineer', teams, ...session, scopes });
  };
  const cover = async (by: string, other: string, role: string, from: string, to: string) => {
    const question = { rotationId, kind: 'cover' as const, role, from, to, with: other, reason: 'other' as const };
    return (await ask(as(by), question)).id;
  };
  const asked = await cover(manager, engineer, 'primary', '2026-11-24T09:00:00Z', '2026-11-24T11:00:00Z');
  const agreed = await cover(engineer, manager, 'secondary', '2026-11-25T09:00:00Z', '2026-11-27T09:00:00Z');
  await accept(as(manager), { id: agreed });
  const covered = await cover(engineer, manager, 'secondary', '2026-11-28T09:00:00Z', '2026-11-28T11:00:00Z');
  await accept(as(manager), { id: covered });
  const takenOver = (await takeOver(as(manager), { rotationId, role: 'primary', hours: 2 })).id;
  return { asked, agreed, covered, takenOver };
}

/** Ids of the same form that belong to nothing. */
const nowhereLike = (some: Belongings): Belongings =>
  Object.fromEntries(Object.keys(some).map((key) => [key, crypto.randomUUID()])) as Belongings;

export const callerNames = [
  'stranger',
  'viewer',
  'engineer',
  'manager',
  'admin',
  'engineer of another team',
  'deactivated person',
  'person removed a moment ago',
  'read-only token',
  'service token',
] as const;
export type CallerName = (typeof callerNames)[number];

/** How a caller comes: by cookie, by token, or with nothing that holds. */
export type Caller = { name: CallerName; by: 'session' | 'token' | 'nothing'; actor: Actor; token: string | null };

/** Two teams `a` and `b` with one of everything, ids of nothing, and everybody who may come to a door. */
export async function testCompany(db: TestDatabase) {
  const [a, b] = [await belongingsOf(db, 'Payments'), await belongingsOf(db, 'Search')];
  const admin = await personIn(db, 'Admin', 'admin');
  const passwordHash = await hashPassword('nobody types this in a test');
  // With a credential: set-up is closed from here on.
  await db.sql(`UPDATE "Person" SET "passwordHash" = $2 WHERE "id" = ANY($1)`, [
    [admin, a.engineer, a.manager, a.viewer, b.engineer],
    passwordHash,
  ]);
  const [left, removed] = [await personIn(db, 'Left'), await personIn(db, 'Removed')];
  await db.sql(
    `INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ($1, $2, 'member'), ($1, $3, 'manager')`,
    [a.team, left, removed],
  );
  const who = {
    viewer: a.viewer,
    engineer: a.engineer,
    manager: a.manager,
    admin,
    left,
    removed,
    outsider: b.engineer,
  };
  const cookies = Object.fromEntries(
    await Promise.all(Object.entries(who).map(async ([key, id]) => [key, (await session(db, id)).secret] as const)),
  ) as Record<keyof typeof who, string>;
  const tokens = {
    ...(Object.fromEntries(
      await Promise.all(
        Object.entries(who).map(async ([key, personId]) => [key, (await token(db, { personId })).value] as const),
      ),
    ) as Record<keyof typeof who, string>),
    reader: (await token(db, { personId: a.manager, scopes: ['read'] })).value,
    service: (await token(db, { personId: a.manager, kind: 'service' })).value,
  };
  // Their cookies and tokens were good until now; deactivation ends both, the rows alone must not do.
  await deactivatePerson(db.context(), { id: left });
  await db.sql(`UPDATE "Session" SET "revokedAt" = NULL WHERE "personId" = $1`, [left]);
  await db.sql(`UPDATE "Token" SET "revokedAt" = NULL WHERE "personId" = $1`, [left]);
  await removeMember(db.context(), { teamId: a.team, personId: removed });

  const ctx = db.context(stranger);
  const byCookie = async (name: CallerName, key: keyof typeof cookies): Promise<Caller> => {
    const actor = (await actorOfSession(ctx, cookies[key])) ?? stranger;
    return { name, by: actor === stranger ? 'nothing' : 'session', actor, token: null };
  };
  const byToken = async (name: CallerName, value: string): Promise<Caller> => {
    const actor = (await actorOfToken(ctx, value)) ?? stranger;
    return { name, by: actor === stranger ? 'nothing' : 'token', actor, token: value };
  };
  const nobody: Caller = { name: 'stranger', by: 'nothing', actor: stranger, token: null };
  const people: [CallerName, keyof typeof cookies][] = [
    ['viewer', 'viewer'],
    ['engineer', 'engineer'],
    ['manager', 'manager'],
    ['admin', 'admin'],
    ['engineer of another team', 'outsider'],
    ['deactivated person', 'left'],
    ['person removed a moment ago', 'removed'],
  ];
  const machines = [await byToken('read-only token', tokens.reader), await byToken('service token', tokens.service)];
  return {
    ...{ a, b, nowhere: nowhereLike(a), cookies, tokens },
    /** Whoever can come to our screens' API, and machines whose credential it must not read. */
    browsers: [nobody, ...(await Promise.all(people.map(([name, key]) => byCookie(name, key)))), ...machines],
    /** Whoever can come to `/api/v1`. */
    programs: [nobody, ...(await Promise.all(people.map(([name, key]) => byToken(name, tokens[key])))), ...machines],
  };
}

export type TestCompany = Awaited<ReturnType<typeof testCompany>>;

const undo = new Error('undone on purpose');

/** Runs `work` and takes back everything it wrote, so that hundreds of calls find the same company. */
export async function undone<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  const kept: T[] = [];
  try {
    await ctx.client.$transaction(async (tx) => {
      kept.push(await work({ ...ctx, db: tx, client: tx as Db, inside: true, now: () => databaseTime(tx) }));
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return kept[0] as T;
}
