import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, notFound } from '@/server/errors';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { holdRotation } from '@/server/rotation/commands';
import { isPagingRole } from '@/server/rotation/definition';
import { everyRotation, type Rotation, rotationOf, type Snapshot, snapshotOf } from '@/server/rotation/queries';
import { digest, mint } from '@/server/secret';
import type { Person } from '@/server/team/person';
import { adminIds, managersOf, membersOf, peopleByIds, teamById } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import { digestsDue } from './digest';
import { type FeedView, mostFeeds } from './feed';
import { feedText, onCallAtUnchecked, plansAround, thinAhead, unreadyAt } from './queries';
import { type Warning, warningsOf } from './readiness';
import { type Passed, passedSince } from './record';
import { heldTurns, hoursOf, remindersDue } from './reminder';
import type { FeedQuery, NewFeedInput } from './schema';
import * as store from './store';
import { digestNotice, reminderNotice, unreadyNotice } from './wording';

const dayMs = 86_400_000;

/** The most that one transaction records; a rotation that began long ago takes several. */
const longestStepMs = 400 * 86_400_000;

/**
 * Internal, for the worker, each minute: writes down who was on call up to now. Running it twice, or by two workers at
 * once, writes nothing twice. Returns how many rotations moved on.
 */
export async function recordPassed(ctx: Context): Promise<number> {
  let moved = 0;
  for (const rotation of await everyRotation(ctx)) {
    let more = true;
    for (let first = true; more; first = false) {
      const step = await inTransaction(ctx, (tx) => recordStep(tx, rotation));
      if (first && step.moved) moved += 1;
      more = step.more;
    }
  }
  return moved;
}

async function recordStep(ctx: Context, { id }: Rotation): Promise<{ moved: boolean; more: boolean }> {
  // Held before the clock is asked: an override laid "from now" is either seen here or begins after this `now`.
  const rotation = await holdRotation(ctx, id);
  const now = await ctx.now();
  const mark = (await store.recordMarks(ctx, [id])).get(id);
  const [plan] = await snapshotOf(ctx, [rotation], { from: mark ?? new Date(0), to: now });
  const start = plan?.segments[0]?.effectiveFrom;
  if (!plan || !start || start >= now) return { moved: false, more: false };
  const recordedUntil = await store.lockRecord(ctx, id, start);
  const until = new Date(Math.min(now.getTime(), recordedUntil.getTime() + longestStepMs));
  const latest = await store.recordedUpTo(ctx, id, recordedUntil);
  const { segments, overrides } = plan;
  const passed = passedSince({ segments, overrides, recordedUntil, latest, now: until });
  if (passed.recordedUntil <= recordedUntil) return { moved: false, more: false };
  await store.savePassed(ctx, id, passed);
  if (recordedUntil > start) await tellHandoffs(ctx, now, plan, passed);
  return { moved: true, more: until < now };
}

/** A role that changed hands since the last time. Not told of the years before the record began. */
async function tellHandoffs(ctx: Context, now: Date, { id, teamId }: Snapshot, { added }: Passed): Promise<void> {
  const events = added.map(({ role, personId, from, source }) => {
    const data = { role, personId, from: from.toISOString(), source };
    return { subject: subject('rotation', id), teamId, kind: 'handed-off' as const, data };
  });
  await tell(ctx, now, ...events);
}

// Addresses that calendars read

/** `address`: what a calendar subscribes to. */
type MadeFeed = { feed: FeedView; token: string; address: string };

const addressOf = (token: string): string => absolute(env.PUBLIC_URL, paths.feed(token));

/** A new address for one's own shifts, or for a rotation one may see. The token is answered this once. */
export async function createFeed(ctx: Context, personId: string, { rotationId }: NewFeedInput): Promise<MadeFeed> {
  const rotation = rotationId === undefined ? null : await rotationOf(ctx, rotationId);
  if (rotation) authorize(ctx.actor, 'feed.create', { teamId: rotation.teamId });
  authorize(ctx.actor, 'feed.own', { personId });
  return inTransaction(ctx, async (tx) => {
    if ((await store.feedsOf(tx, personId)).length >= mostFeeds)
      throw new AppError('not-possible', `You have ${mostFeeds} calendar addresses: revoke one first`);
    const [token, now] = [mint(), await tx.now()];
    const row = { id: crypto.randomUUID(), personId, rotationId: rotation?.id ?? null, tokenHash: digest(token) };
    const made = await store.insertFeed(tx, { ...row, createdAt: now });
    await tellOfFeed(tx, now, made, 'created');
    return { feed: asView(made, rotation?.name), token, address: addressOf(token) };
  });
}

/** Another token for the same feed; the old address answers nobody from now on. */
export async function replaceFeedToken(ctx: Context, feedId: string): Promise<MadeFeed> {
  return inTransaction(ctx, async (tx) => {
    const feed = await ownFeed(tx, feedId);
    const rotation = feed.rotationId === null ? null : await rotationOf(tx, feed.rotationId);
    const [token, now] = [mint(), await tx.now()];
    const change = { tokenHash: digest(token), replacedAt: now, lastFetchedAt: null };
    const replaced = await store.changeFeed(tx, feed.id, change);
    await tellOfFeed(tx, now, feed, 'key-changed');
    return { feed: asView(replaced, rotation?.name), token, address: addressOf(token) };
  });
}

/** The address answers nobody from now on. */
export async function revokeFeed(ctx: Context, feedId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [feed, now] = [await ownFeed(tx, feedId), await tx.now()];
    await store.changeFeed(tx, feed.id, { revokedAt: now });
    await tellOfFeed(tx, now, feed, 'removed');
  });
}

async function ownFeed(ctx: Context, feedId: string): Promise<store.StoredFeed> {
  const feed = await store.feedById(ctx, feedId);
  if (!feed) throw notFound();
  authorize(ctx.actor, 'feed.own', { personId: feed.personId });
  return feed;
}

function asView({ personId: _, ...feed }: store.StoredFeed, rotation: string | undefined): FeedView {
  return { ...feed, name: rotation ?? 'Your shifts' };
}

async function tellOfFeed(ctx: Context, now: Date, feed: store.StoredFeed, kind: EventKind): Promise<void> {
  const data = { calendarFeed: feed.id, rotationId: feed.rotationId };
  await tell(ctx, now, { subject: subject('person', feed.personId), teamId: null, kind, data });
}

/**
 * The calendar behind a token, for whoever has it, as far as its owner may see it at this instant; notes that it was
 * read. Throws `not-found` for every token that opens nothing, whyever, and `too-long`.
 */
export async function readFeed(ctx: Context, token: string, asked: FeedQuery): Promise<string> {
  const feed = await store.feedByHash(ctx, digest(token));
  const owner = feed && (await peopleByIds(ctx, [feed.personId])).get(feed.personId);
  if (!feed || !owner?.active) throw notFound();
  const rotation = feed.rotationId === null ? null : await rotationSeenBy(ctx, feed.rotationId, owner);
  const name = `${rotation?.name ?? owner.name} on call`;
  const text = await feedText(ctx, { name, personId: owner.id, rotation }, asked);
  await store.feedWasRead(ctx, feed.id);
  return text;
}

async function rotationSeenBy(ctx: Context, rotationId: string, owner: Person): Promise<Rotation> {
  const rotation = (await everyRotation(ctx)).find(({ id }) => id === rotationId);
  if (!rotation) throw notFound();
  const members = owner.role === 'admin' ? [] : await membersOf(ctx, rotation.teamId);
  if (owner.role !== 'admin' && !members.some(({ personId }) => personId === owner.id)) throw notFound();
  return rotation;
}

// Mail about shifts

/** A turn that ended this long ago, or begins so far ahead, has no reminder. */
const reminderSightMs = { back: 6 * dayMs, ahead: 10 * dayMs };

/**
 * Internal, for the worker, each minute: writes the reminders that are due, each once, however often and by however
 * many workers it runs. Returns how many were new.
 */
export async function sendReminders(ctx: Context): Promise<number> {
  const now = await ctx.now();
  const plans = await plansAround(ctx, {
    from: new Date(now.getTime() - reminderSightMs.back),
    to: new Date(now.getTime() + reminderSightMs.ahead),
  });
  const turns = plans.flatMap(({ id, roles, shifts, seen }) =>
    heldTurns({ rotationId: id, primaryRole: roles.find(isPagingRole), shifts, span: seen }),
  );
  const people = await peopleByIds(ctx, [...new Set(turns.map(({ personId }) => personId))]);
  const due = remindersDue(turns, (id) => hoursOf(people.get(id)), now);
  if (due.length === 0) return 0;
  return inTransaction(ctx, async (tx) => {
    const wanted = due.map((reminder) => ({ ...reminder, personId: reminder.turn.personId }));
    const fresh = await store.claimReminders(tx, wanted, now);
    for (const { turn, kind, key } of fresh) {
      const [person, plan] = [people.get(turn.personId), plans.find(({ id }) => id === turn.rotationId)];
      if (!person || !plan) continue;
      const notice = reminderNotice({
        kind,
        turn,
        rotation: plan.name,
        zone: person.timeZone,
        links: mailLinks(plan.id),
      });
      const about = { subject: subject('rotation', plan.id), teamId: plan.teamId };
      await notify(tx, { personIds: [person.id], about, notice, key: `reminder ${key}`, now });
    }
    return fresh.length;
  });
}

/**
 * Internal, for the worker, each day and more often: tells people who are on shift, or about to be, that no page can
 * reach them, and two days before their managers too, without one the admins. Each once a shift. Returns how many
 * warnings stand.
 */
export async function warnUnready(ctx: Context): Promise<number> {
  const now = await ctx.now();
  const { plans, people, unready } = await unreadyAt(ctx, now);
  const warnings = warningsOf(unready, now);
  for (const warning of warnings) await inTransaction(ctx, (tx) => warn(tx, warning, plans, people, now));
  return warnings.length;
}

async function warn(
  ctx: Context,
  { personId, rotationId, teamId, role, from, whom, key }: Warning,
  plans: readonly { id: string; name: string; zone: string }[],
  people: ReadonlyMap<string, Person>,
  now: Date,
): Promise<void> {
  const [person, plan] = [people.get(personId), plans.find(({ id }) => id === rotationId)];
  if (!person || !plan) return;
  const own = whom === 'person';
  const zone = own ? person.timeZone : plan.zone;
  const settings = absolute(env.PUBLIC_URL, own ? paths.profile() : paths.team());
  const notice = unreadyNotice({ name: person.name, own, role, rotation: plan.name, from, zone, settings, now });
  const about = { subject: subject('rotation', rotationId), teamId };
  const personIds = own ? [personId] : await managersBeside(ctx, teamId, personId);
  await notify(ctx, { personIds, about, notice, key, now });
}

/** Whoever leads a team, without one the admins; nobody is told of themselves twice. */
async function managersBeside(ctx: Context, teamId: string, personId: string): Promise<string[]> {
  const others = (await managersOf(ctx, teamId)).filter((id) => id !== personId);
  return others.length > 0 ? others : (await adminIds(ctx)).filter((id) => id !== personId);
}

const mailLinks = (rotationId?: string) => {
  const rotation = rotationId === undefined ? '' : `?rotation=${encodeURIComponent(rotationId)}`;
  return {
    calendar: absolute(env.PUBLIC_URL, `${paths.calendar()}${rotation}`),
    profile: absolute(env.PUBLIC_URL, paths.profile()),
  };
};

/**
 * Internal, for the worker: on each person's Monday morning, who is on call in their teams and who is next. A mail a
 * person, team and week. Returns how many were new.
 */
export async function sendDigests(ctx: Context): Promise<number> {
  const now = await ctx.now();
  const rotations = await everyRotation(ctx);
  let written = 0;
  for (const teamId of new Set(rotations.map((rotation) => rotation.teamId))) {
    const members = await peopleByIds(
      ctx,
      (await membersOf(ctx, teamId)).map(({ personId }) => personId),
    );
    const due = digestsDue(teamId, [...members.values()], now);
    if (due.length === 0) continue;
    const own = rotations.filter((rotation) => rotation.teamId === teamId);
    written += await inTransaction(ctx, (tx) => writeDigests(tx, teamId, own, due, now));
  }
  return written;
}

async function writeDigests(
  ctx: Context,
  teamId: string,
  rotations: Rotation[],
  due: { personId: string; key: string }[],
  now: Date,
): Promise<number> {
  const fresh = await store.claimReminders(ctx, due, now);
  if (fresh.length === 0) return 0;
  const answers = [];
  for (const { id, name } of rotations) answers.push({ name, ...(await onCallAtUnchecked(ctx, id, now)) });
  const thin = await thinAhead(ctx, rotations, now);
  const named = [
    ...answers.flatMap(({ roles }) => roles.flatMap(({ personId, next }) => [personId, next?.personId ?? null])),
    ...thin.noBackup.map(({ personId }) => personId),
  ];
  const ids = [...named.filter((id) => id !== null), ...fresh.map(({ personId }) => personId)];
  const [people, team] = [await peopleByIds(ctx, ids), await teamById(ctx, teamId)];
  for (const { personId, key } of fresh) {
    const zone = people.get(personId)?.timeZone ?? 'UTC';
    const nameOf = (id: string) => people.get(id)?.name ?? id;
    const notice = digestNotice({ team: team.name, rotations: answers, nameOf, thin, zone, links: mailLinks() });
    await notify(ctx, { personIds: [personId], about: { subject: subject('team', teamId), teamId }, notice, key, now });
  }
  return fresh.length;
}
