import type { Policy } from '@/server/escalation/policy';
import { type Priority, urgencyOf } from '@/server/escalation/priority';
import { type Answer, type Question, type Reach, simulate } from '@/server/escalation/simulation';
import {
  type Addressee,
  type Found,
  gather,
  inTurn,
  meansPeople,
  placesOf,
  type Target,
} from '@/server/escalation/target';
import type { HeldShift, PersonFact, SentPage } from '@/server/health/facts';
import { feltAs } from '@/server/health/hour-class';
import { interruptionsOf } from '@/server/health/interruption';
import { placeOf } from '@/server/notification/bundle';

/** An alert of the past, with what the escalation had to go by. */
export type ReplayedAlert = {
  id: string;
  serviceId: string;
  priority: Priority;
  openedAt: Date;
  /** When its escalation began: it may have been kept quiet at first. */
  from: Date;
  /** When somebody took it; null: nobody did. */
  acknowledgedAt: Date | null;
  /** From when on nobody was paged for it any more: taken, closed, or the end of what is looked at. */
  until: Date;
};

export type Rules = { policy: Policy; groupSeconds: number };

/** Who could be paged, and how: roles by the record, contact methods and rules as they are today. */
export type World = {
  shifts: ReadonlyMap<string, readonly HeldShift[]>;
  members: ReadonlyMap<string, readonly string[]>;
  /** Whom a policy without a fallback of its own ends with. */
  managerIds: readonly string[];
  reach(personId: string, urgency: 'high' | 'low'): readonly Reach[];
};

const mostSteps = 60;
/** What happens at one instant needs an order too, or the same question would have two answers. */
const byId = (a: ReplayedAlert, b: ReplayedAlert): number => (a.id === b.id ? 0 : a.id < b.id ? -1 : 1);
const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1_000);

/**
 * The pages that stored alerts would have led to by these rules: every alert climbs the ladder as the pager would, until
 * it was truly taken or closed; what goes to one address is bundled as the outbox does. Sends nothing and keeps nothing.
 */
export function replay(
  alerts: readonly ReplayedAlert[],
  rulesOf: (alert: ReplayedAlert) => Rules,
  world: World,
): SentPage[] {
  const turns = new Map<string, string>();
  const wanted = grouped(alerts, rulesOf).flatMap((alert) => climbOf(alert, rulesOf(alert).policy, world, turns));
  return bundled(wanted);
}

type Wanted = { alert: ReplayedAlert; personId: string; methodId: string; channel: string; stepAt: Date; at: Date };

function climbOf(alert: ReplayedAlert, policy: Policy, world: World, turns: Map<string, string>): Wanted[] {
  if (alert.until < alert.from) return [];
  const found: Wanted[] = [];
  const urgency = urgencyOf(alert.priority);
  const setting = { from: alert.from, until: alert.until, priority: alert.priority, most: mostSteps };
  const climb = simulate(policy, setting);
  for (let next = climb.next(); !next.done; ) {
    const { at } = next.value;
    const answer = answerTo(next.value, policy, world, urgency, turns);
    for (const { personId, reach } of answer.people)
      for (const { methodId, channel, afterSeconds } of reach)
        found.push({ alert, personId, methodId, channel, stepAt: at, at: later(at, afterSeconds) });
    next = climb.next(answer);
  }
  // What a person's own rules send later is withdrawn once the alert is taken.
  return found.filter(({ at }) => at <= alert.until);
}

function answerTo(
  { stage, step, at }: Question,
  policy: Policy,
  world: World,
  urgency: 'high' | 'low',
  turns: Map<string, string>,
): Answer {
  const fallback = policy.fallback ?? world.managerIds.map((personId) => ({ personId }));
  const targets: readonly Target[] = stage === 'steps' ? (policy.steps[step]?.targets ?? []) : fallback;
  const { people, reasons } = gather(
    targets.filter(meansPeople).map((target) => ({ target, ...meant(target, at, world, urgency, turns) })),
  );
  return {
    people: people.map((one) => ({ ...one, reach: [...world.reach(one.personId, urgency)] })),
    places: placesOf(targets),
    reasons,
    meansPeople: targets.some(meansPeople),
  };
}

const plain = (personId: string): Addressee => ({ personId, role: null, rotationId: null });

function meant(target: Target, at: Date, world: World, urgency: 'high' | 'low', turns: Map<string, string>): Found {
  if ('personId' in target) return { people: [plain(target.personId)], nobody: null };
  if ('rotationId' in target) {
    const { rotationId, role } = target;
    const held = world.shifts
      .get(rotationId)
      ?.find((shift) => shift.role === role && shift.from <= at && at < shift.to);
    return held
      ? { people: [{ personId: held.personId, role, rotationId }], nobody: null }
      : { people: [], nobody: `Nobody is ${role}` };
  }
  if (!('teamId' in target)) return { people: [], nobody: null };
  const members = world.members.get(target.teamId) ?? [];
  if (!target.roundRobin)
    return { people: members.map(plain), nobody: members.length > 0 ? null : 'The team is empty' };
  const usable = members.filter((id) => world.reach(id, urgency).length > 0);
  const [next] = inTurn(usable, turns.get(target.teamId) ?? null);
  if (next === undefined) return { people: [], nobody: 'Nobody of the team has a usable contact method' };
  turns.set(target.teamId, next);
  return { people: [plain(next)], nobody: null };
}

/**
 * What opens soon after another alert of its service, while that one is open, is one group with it: whoever takes one
 * takes them all, so that each is quiet from the group's first acknowledgement after it opened.
 */
function grouped(alerts: readonly ReplayedAlert[], rulesOf: (alert: ReplayedAlert) => Rules): ReplayedAlert[] {
  const sorted = [...alerts].sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || byId(a, b));
  const groups = new Map<ReplayedAlert, ReplayedAlert[]>();
  const last = new Map<string, { alert: ReplayedAlert; group: ReplayedAlert[] }>();
  for (const alert of sorted) {
    const before = last.get(alert.serviceId);
    const seconds = rulesOf(alert).groupSeconds;
    const joins = before && seconds > 0 && alert.openedAt < later(before.alert.openedAt, seconds);
    const group = joins && before ? before.group : [];
    group.push(alert);
    groups.set(alert, group);
    last.set(alert.serviceId, { alert, group });
  }
  return sorted.map((alert) => {
    const taken = (groups.get(alert) ?? []).flatMap(({ acknowledgedAt }) =>
      acknowledgedAt && acknowledgedAt >= alert.openedAt ? [acknowledgedAt.getTime()] : [],
    );
    return { ...alert, until: new Date(Math.min(alert.until.getTime(), ...taken)) };
  });
}

type Said = { at: Date; open: boolean; message: { sources: string[] } };

/** Nobody's phone rings more than once a minute, and of one source not without end: the rest goes with the next. */
function bundled(wanted: readonly Wanted[]): SentPage[] {
  const sorted = [...wanted].sort(
    (a, b) => a.stepAt.getTime() - b.stepAt.getTime() || a.at.getTime() - b.at.getTime() || byId(a.alert, b.alert),
  );
  const said = new Map<string, Date[]>();
  const sources = new Map<string, string[]>();
  const pages: SentPage[] = [];
  for (const { alert, personId, methodId, channel, stepAt, at } of sorted) {
    const earlier = said.get(methodId) ?? [];
    const recent = earlier.slice(-20).map((one): Said => {
      const message = { sources: sources.get(`${methodId} ${one.getTime()}`) ?? [] };
      return { at: one, open: one >= stepAt, message };
    });
    const place = placeOf(at, recent, alert.serviceId);
    if ('join' in place || place.dueAt > alert.until) continue;
    said.set(methodId, [...earlier, place.dueAt]);
    sources.set(`${methodId} ${place.dueAt.getTime()}`, [alert.serviceId]);
    pages.push({ id: `${alert.id} ${pages.length}`, alertId: alert.id, personId, channel, sentAt: place.dueAt });
  }
  return pages;
}

export type Woken = { interruptions: number; asleep: number; nights: number };
export const nothingFelt: Woken = { interruptions: 0, asleep: 0, nights: 0 };

/** What pages come to for each person who felt one. */
export function feltBy(pages: readonly SentPage[], people: ReadonlyMap<string, PersonFact>): Map<string, Woken> {
  const found = new Map<string, Woken & { begun: Set<number> }>();
  for (const { personId, at } of interruptionsOf(pages, new Map(), [], [])) {
    const person = people.get(personId);
    const felt = found.get(personId) ?? { ...nothingFelt, begun: new Set<number>() };
    const night = person ? feltAs(at, person).night : null;
    if (night !== null) felt.begun.add(night);
    found.set(personId, {
      ...{ interruptions: felt.interruptions + 1, asleep: felt.asleep + Number(night !== null) },
      ...{ nights: felt.begun.size, begun: felt.begun },
    });
  }
  return new Map([...found].map(([id, { begun: _, ...felt }]) => [id, felt]));
}

/** What all of them come to together. */
export const sumOf = (felt: Iterable<Woken>): Woken =>
  [...felt].reduce(
    (sum, { interruptions, asleep, nights }) => ({
      interruptions: sum.interruptions + interruptions,
      asleep: sum.asleep + asleep,
      nights: sum.nights + nights,
    }),
    nothingFelt,
  );
