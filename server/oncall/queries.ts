import { setTimeout } from 'node:timers/promises';
import { changes } from '@/server/bell';
import { phonesOf, reachabilityOf } from '@/server/contact/queries';
import type { Context } from '@/server/context';
import { authorize, can } from '@/server/policy/authorize';
import { isPagingRole, type PersonId } from '@/server/rotation/definition';
import {
  everyRotation,
  listRotations,
  type Moment,
  momentOf,
  type Rotation,
  rotationOf,
  type Snapshot,
  snapshotOf,
} from '@/server/rotation/queries';
import { boundedWindow } from '@/server/rotation/schema';
import { type Schedule, type Shift, shifts } from '@/server/rotation/shifts';
import { listTeams, membersOf, peopleByIds, teamById } from '@/server/team/queries';
import { around, type Span } from '@/server/time/span';
import { timeOffOf } from '@/server/time-off/queries';
import { type Board, boardPeople, boardRotations, comingShifts, concerns, namedOn, viewerIn } from './board';
import { type CalendarView, monthAround } from './calendar';
import { calendarView, scheduleView } from './calendar-view';
import { type CoverageAhead, type GapAhead, startsIn, type Thin, thinIn } from './coverage';
import { type FeedView, feedEvents, feedWindow, heldIn, wholeWindow } from './feed';
import { feedOf } from './ical';
import { onCallAt as answerTo, horizonMs, namedAnswers, type OnCall } from './on-call-at';
import { asRecorded, pastAndFuture } from './past';
import { unreadyAhead } from './readiness';
import type { CalendarInput, FeedQuery, OnCallInput, ShiftsInput } from './schema';
import * as store from './store';
import { type TeamView, teamSightMs, teamView } from './team-view';
import { neighbouringSpan, wholeShiftsIn } from './whole-shift';

/** Who is on call at `at`, per role. A `personId` of null is a gap: nobody. `from` and `until` null: out of sight. */
export type OnCallAnswer = { at: Date; roles: OnCall[] };

/**
 * The one answer to who is on call, for the escalation's step and other commands, in their transaction. Authorises
 * nothing. Throws `not-found` for a rotation that does not exist.
 */
export async function onCallAtUnchecked(ctx: Context, rotationId: string, at: Date): Promise<OnCallAnswer> {
  return answerFrom(ctx, await momentOf(ctx, rotationId, at, horizonMs), at);
}

async function answerFrom(ctx: Context, moment: Moment, at: Date): Promise<OnCallAnswer> {
  const { segments, overrides, recordedTo, rotation } = moment;
  const roles = answerTo({ segments, overrides }, at);
  if (!recordedTo || at >= recordedTo) return { at, roles };
  return { at, roles: asRecorded(roles, await store.recordedAt(ctx, rotation.id, at)) };
}

/** The same for people and scripts, with names: what the API answers. `at` left out: now. */
export async function onCallAt(ctx: Context, input: OnCallInput) {
  const moment = await momentOf(ctx, input.rotationId, input.at === undefined ? null : new Date(input.at), horizonMs);
  authorize(ctx.actor, 'rotation.view', { teamId: moment.rotation.teamId });
  const { at, roles } = await answerFrom(ctx, moment, input.at === undefined ? moment.now : new Date(input.at));
  const missing = namedOn([{ roles }]).filter((id) => !moment.people.has(id));
  const found = missing.length > 0 ? await peopleByIds(ctx, missing) : undefined;
  return { at, roles: namedAnswers(roles, (id) => moment.people.get(id) ?? found?.get(id)) };
}

/** The shifts and gaps of one rotation in a span of at most ten years: the record, and from its end on the schedule. */
export async function shiftsBetween(ctx: Context, input: ShiftsInput) {
  const span = boundedWindow({ from: new Date(input.from), to: new Date(input.to) });
  const rotation = await rotationOf(ctx, input.rotationId);
  const [schedule] = await schedulesOf(ctx, [rotation], span);
  return scheduleView(schedule);
}

export type RotationSchedule = Snapshot & Schedule;

/**
 * Past and future of several rotations, in a number of queries that does not depend on how many they are. Authorises
 * nothing: hand in rotations that the caller was allowed to see.
 */
export async function schedulesOf(
  ctx: Context,
  rotations: Rotation[],
  span: { from: Date; to: Date },
): Promise<RotationSchedule[]> {
  const ids = rotations.map(({ id }) => id);
  const [snapshots, marks, recorded] = await Promise.all([
    snapshotOf(ctx, rotations, span),
    store.recordMarks(ctx, ids),
    store.recordedIn(ctx, ids, span),
  ]);
  return snapshots.map((snapshot) => {
    const own = recorded.filter(({ rotationId }) => rotationId === snapshot.id);
    return {
      ...snapshot,
      ...pastAndFuture(snapshot, { recorded: own, recordedTo: marks.get(snapshot.id) ?? null, span }),
    };
  });
}

export type SeenPlan = Snapshot & { shifts: Shift[]; seen: Span };

/**
 * Every rotation as it is planned around a span: all that the span touches and its neighbours are whole, and only what
 * lies at the edges of `seen` is cut. Internal: for the mail about it.
 */
export async function plansAround(ctx: Context, span: Span): Promise<SeenPlan[]> {
  const rotations = await everyRotation(ctx);
  const first = await snapshotOf(ctx, rotations, span);
  const wider = around(
    span,
    first.map((plan) => neighbouringSpan({ ...plan, span })),
  );
  // Read again for the whole of it: an override before the span may cut a turn that reaches into it.
  return (await snapshotOf(ctx, rotations, wider)).map((plan) => {
    const seen = neighbouringSpan({ ...plan, span });
    return { ...plan, seen, shifts: shifts({ ...plan, span: seen }).shifts };
  });
}

/** A shift that begins a week from now is seen whole. */
const readinessSightMs = 8 * 86_400_000;

/** Internal: whoever is on shift, or will be within a week, and cannot be paged; with what was looked at for it. */
export async function unreadyAt(ctx: Context, now: Date) {
  const plans = await plansAround(ctx, { from: now, to: new Date(now.getTime() + readinessSightMs) });
  const ids = [...new Set(plans.flatMap(({ shifts }) => shifts.map(({ personId }) => personId)))];
  const [people, reach] = [await peopleByIds(ctx, ids), await reachabilityOf(ctx, ids)];
  // Nobody real is behind the demo company's addresses.
  const isFine = (id: string) => people.get(id)?.demo !== false || reach.get(id)?.reachable === true;
  const coming = plans.map(({ id: rotationId, teamId, shifts }) => ({ rotationId, teamId, shifts }));
  return { plans, people, unready: unreadyAhead(coming, isFine, isPagingRole, now) };
}

/** How many coming shifts of one's own the first screen lists. */
const mostMine = 3;

/**
 * The first screen: every role of every rotation the caller may see, now, and the caller's next shifts. The number of
 * queries does not depend on how many rotations there are.
 */
export async function currentForTeams(ctx: Context): Promise<Board> {
  const now = await ctx.now();
  const sight = { from: new Date(now.getTime() - horizonMs), to: new Date(now.getTime() + horizonMs) };
  const [plans, teams] = await Promise.all([
    listRotations(ctx).then((all) => snapshotOf(ctx, all, sight)),
    listTeams(ctx),
  ]);
  const rotations = boardRotations(plans, teams, now);
  const viewerId = viewerOf(ctx);
  const shown = [...new Set([...(viewerId ? [viewerId] : []), ...namedOn(rotations)])];
  const [people, phones, reach] = await Promise.all([
    peopleByIds(ctx, shown),
    phonesOf(ctx, shown),
    reachabilityOf(ctx, shown),
  ]);
  const mine = viewerId === null ? [] : comingShifts(plans, viewerId, now, mostMine);
  return { now, viewer: viewerIn(people, viewerId), people: boardPeople(people, phones, reach), rotations, mine };
}

const viewerOf = ({ actor }: Context): PersonId | null => (actor.kind === 'person' ? actor.personId : null);

/** All that `/calendar` shows of the rotations chosen, in the month of a day and the weeks next to it. */
export async function calendar(ctx: Context, input: CalendarInput): Promise<CalendarView> {
  const now = await ctx.now();
  const span = monthAround(input.around === undefined ? now : new Date(input.around));
  const [all, teams] = await Promise.all([listRotations(ctx, { teamId: input.teamId }), listTeams(ctx)]);
  const chosen = input.rotationId === undefined ? all : all.filter(({ id }) => id === input.rotationId);
  const schedules = await schedulesOf(ctx, chosen, span);
  const holders = schedules.flatMap((each) => each.shifts.map(({ personId }) => personId));
  const viewerId = viewerOf(ctx);
  const [people, off] = await Promise.all([
    peopleByIds(ctx, [...new Set([...holders, ...(viewerId ? [viewerId] : [])])]),
    timeOffOf(ctx, [...new Set(holders)], span),
  ]);
  return calendarView({ now, span, viewerId, people, teams, all, schedules, off });
}

const dayMs = 86_400_000;
/** How far ahead gaps and lost backups are looked for, and people who could not be paged. */
const sightMs = { thin: 12 * 7 * dayMs, starts: 14 * dayMs };

/** Where the next twelve weeks are thin in any rotation the caller may see, and who is about to be on call in vain. */
export async function coverageAhead(ctx: Context): Promise<CoverageAhead> {
  const [now, rotations] = [await ctx.now(), await listRotations(ctx)];
  const span = { from: now, to: new Date(now.getTime() + sightMs.thin) };
  const plans = await snapshotOf(ctx, rotations, span);
  const { gaps, noBackup } = thinIn(plans, span);
  const starts = startsIn(plans, { from: now, to: new Date(now.getTime() + sightMs.starts) });
  const coming = starts.map(({ personId }) => personId);
  const [people, reach] = await Promise.all([
    peopleByIds(ctx, [...coming, ...noBackup.map(({ personId }) => personId)]),
    reachabilityOf(ctx, coming),
  ]);
  const named = <T extends { personId: PersonId }>(row: T) => {
    return { ...row, name: people.get(row.personId)?.name ?? 'Somebody' };
  };
  return {
    gaps,
    noBackup: noBackup.map(named),
    unreachable: starts.filter(({ personId }) => !reach.get(personId)?.reachable).map(named),
  };
}

/** Where the next twelve weeks of some rotations are thin. Authorises nothing: for the digest of their team. */
export async function thinAhead(ctx: Context, rotations: Rotation[], now: Date): Promise<Thin> {
  const span = { from: now, to: new Date(now.getTime() + sightMs.thin) };
  return thinIn(await snapshotOf(ctx, rotations, span), span);
}

/** Every gap of the next twelve weeks, for Baton itself. Authorises nothing. */
export const everyGapAhead = async (ctx: Context): Promise<readonly GapAhead[]> =>
  (await thinAhead(ctx, await everyRotation(ctx), await ctx.now())).gaps;

/** A team's people: next shifts first, whether they can be reached, how much they serve; load as far as one may see it. */
export async function teamOverview(ctx: Context, { teamId }: { teamId: string }): Promise<TeamView> {
  const rotations = await listRotations(ctx, { teamId: (await teamById(ctx, teamId)).id });
  const now = await ctx.now();
  const [since, until] = [new Date(now.getTime() - teamSightMs.back), new Date(now.getTime() + teamSightMs.ahead)];
  const memberships = await membersOf(ctx, teamId);
  const ids = memberships.map(({ personId }) => personId);
  const [passed, ahead, people, reach, off] = await Promise.all([
    schedulesOf(ctx, rotations, { from: since, to: now }),
    snapshotOf(ctx, rotations, { from: now, to: until }),
    peopleByIds(ctx, ids),
    reachabilityOf(ctx, ids),
    timeOffOf(ctx, ids, { from: now, to: until }),
  ]);
  const members = memberships.flatMap(({ personId, role }) => {
    const person = people.get(personId);
    return person?.active ? [{ person, role }] : [];
  });
  const coming = ahead.map((plan) => ({
    name: plan.name,
    shifts: wholeShiftsIn({ ...plan, span: { from: now, to: until } }),
  }));
  const maySee = (personId: PersonId) => can(ctx.actor, 'load.view', { teamId, personId });
  return teamView({ now, since, members, reach, passed, coming, off, maySee });
}

/** Whose shifts a feed tells, or which rotation's. */
export type FeedSource = { name: string; personId: PersonId; rotation: Rotation | null };

/** One's own addresses that calendars read, oldest first. */
export async function listFeeds(ctx: Context, personId: string): Promise<FeedView[]> {
  authorize(ctx.actor, 'feed.own', { personId });
  const [feeds, rotations] = await Promise.all([store.feedsOf(ctx, personId), listRotations(ctx)]);
  return feeds.map(({ personId: _, ...feed }) => {
    const rotation = rotations.find(({ id }) => id === feed.rotationId);
    // One that its owner may no longer see is named by nothing: it answers nobody either.
    return { ...feed, name: feed.rotationId === null ? 'Your shifts' : (rotation?.name ?? 'No longer yours to see') };
  });
}

/**
 * The iCalendar text of a feed in a window of at most ten years. Internal: the caller knows that the feed may be read.
 * Throws `not-found` for a rotation that is gone, `too-long` for more than a calendar could hold.
 */
export async function feedText(ctx: Context, feed: FeedSource, asked: FeedQuery): Promise<string> {
  const window = feedWindow(await ctx.now(), {
    from: asked.from === undefined ? undefined : new Date(asked.from),
    to: asked.to === undefined ? undefined : new Date(asked.to),
  });
  const span = boundedWindow(window);
  const all = await everyRotation(ctx);
  const chosen = feed.rotation === null ? all : all.filter(({ id }) => id === feed.rotation?.id);
  const read = await snapshotOf(ctx, chosen, span);
  const plans = feed.rotation === null ? read.filter((plan) => concerns(plan, feed.personId)) : read;
  const wider = wholeWindow(plans, span);
  const [schedules, changes, installation] = await Promise.all([
    schedulesOf(ctx, plans, wider),
    store.changesOf(
      ctx,
      plans.map(({ id }) => id),
    ),
    store.installationName(ctx),
  ]);
  const held = heldIn(schedules, span, feed.rotation === null ? feed.personId : null);
  const people = await peopleByIds(ctx, [...new Set(held.map(({ personId }) => personId))]);
  const events = feedEvents(held, (id) => people.get(id)?.name, changes);
  return feedOf({ name: feed.name, installation, events });
}

/** Often enough to be felt as at once, seldom enough that a storm of changes costs a screen nothing. */
const calmMs = 200;

/**
 * Yields when something was told or somebody's rights changed: of what kinds of things, null for any. It carries no
 * data: what the screen then asks for is authorised anew, so an open screen never shows more than a fresh one would.
 */
export async function* watch(signal: AbortSignal | undefined): AsyncGenerator<{ changed: string[] | null }> {
  for await (const heard of changes(['timeline', 'rights'], signal)) {
    yield { changed: heard && [...heard] };
    await setTimeout(calmMs, undefined, { ...(signal && { signal }) }).catch(() => undefined);
  }
}
