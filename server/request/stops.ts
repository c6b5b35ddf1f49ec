import type { ErrorCode } from '@/server/errors';
import { AppError, invalid, isAppError } from '@/server/errors';
import type { PersonId } from '@/server/rotation/definition';
import { rolesOfSegments, shifts } from '@/server/rotation/shifts';
import { turnsBeginningIn } from '@/server/rotation/turn';
import { instantLabel } from '@/server/time/label';
import { overlaps } from '@/server/time/span';
import { applied, type Plan, turnOf } from './effect';
import type { Terms } from './request';

/** Why something cannot be asked, beside the field that says so. */
export interface Stop {
  readonly field: string;
  readonly message: string;
  readonly code: Extract<ErrorCode, 'invalid' | 'not-possible' | 'schedule-moved'>;
}

/** Who somebody is to the rotation's team. `takes`: an active member of it who is no viewer. */
export interface Asked {
  readonly name: string;
  readonly active: boolean;
  readonly takes: boolean;
}

export interface Question {
  readonly plan: Plan;
  readonly zone: string;
  readonly now: Date;
  /** In effect when made: it may begin at this instant. */
  readonly atOnce: boolean;
  readonly who: (id: PersonId) => Asked | undefined;
}

const wrong = (field: string, message: string): Stop => ({ field, message, code: 'invalid' });
const impossible = (field: string, message: string): Stop => ({ field, message, code: 'not-possible' });

/** Throws the refusal that stops are, if there are any. */
export function refuse(stops: readonly Stop[]): void {
  if (stops.length > 0) throw refusalOf(stops);
}

/** Throws `not-possible` for a rotation that is out of use. */
export function refuseArchived({ archivedAt }: { archivedAt: Date | null }): void {
  if (archivedAt) throw new AppError('not-possible', 'The rotation is archived: nobody is on call by it');
}

/** Throws `too-many` where those whose move it is were reminded a moment ago. */
export function refuseSoon({ remindedAt }: { remindedAt: Date | null }, now: Date, everySeconds: number): void {
  const left = everySeconds - Math.floor((now.getTime() - (remindedAt?.getTime() ?? 0)) / 1_000);
  if (left > 0) throw new AppError('too-many', 'They were reminded a while ago: wait', { retryAfterSeconds: left });
}

/** As the taker of an open swap reads it: the other side's turn is their own. */
export const asTaker = (stop: Stop): Stop =>
  stop.field === 'withTurnStartsAt' ? { ...stop, field: 'turnStartsAt' } : stop;

/** The refusal that these stops are; what is wrong with the input goes before what cannot be. */
function refusalOf(stops: readonly Stop[]): AppError {
  const faulty = stops.filter(({ code }) => code === 'invalid');
  if (faulty.length > 0) return invalid(Object.fromEntries(faulty.map(({ field, message }) => [field, message])));
  const fields = Object.fromEntries(stops.map(({ field, message }) => [field, message]));
  const [first] = stops;
  return new AppError(first?.code ?? 'not-possible', first?.message ?? 'This cannot be asked', { fields });
}

/** Everything that stands in the way of asking for this. Empty: it can be asked. */
export function stopsOf(terms: Terms, question: Question): Stop[] {
  const people = peopleStops(terms, question);
  if (people.length > 0) return people;
  return terms.kind === 'cover' ? coverStops(terms, question) : swapStops(terms, question);
}

function peopleStops({ personId, withId }: Terms, { who }: Question): Stop[] {
  const holder = who(personId);
  if (!holder) return [wrong('for', 'Nobody has this id: name a person by id')];
  if (!holder.active) return [impossible('for', `${holder.name} is deactivated`)];
  if (withId === null) return [];
  if (withId === personId) return [wrong('with', 'Ask somebody else: nobody covers for themselves')];
  const other = who(withId);
  if (!other) return [wrong('with', 'Nobody has this id: name a person by id')];
  if (!other.active) return [impossible('with', `${other.name} is deactivated: ask somebody else`)];
  if (!other.takes) return [wrong('with', `${other.name} is no engineer of this team: ask somebody who is`)];
  return [];
}

function coverStops(terms: Extract<Terms, { kind: 'cover' }>, question: Question): Stop[] {
  const { plan, now, zone, atOnce } = question;
  const roles = rolesOfSegments(plan.segments);
  if (!roles.includes(terms.role)) {
    return [wrong('role', `The rotation has no role “${terms.role}”: use one of ${roles.join(', ')}`)];
  }
  if (terms.from >= terms.to) return [wrong('to', 'The end must lie after the start')];
  if (terms.to <= now) return [impossible('to', 'This time is over')];
  if (terms.from < now || (!atOnce && terms.from <= now)) {
    return [wrong('from', `That has begun: start after ${instantLabel(now, zone)}`)];
  }
  if (terms.from.getTime() > now.getTime() + sightMs) return [wrong('from', 'That is more than two years ahead')];
  if (terms.to.getTime() - terms.from.getTime() > longestMs) {
    return [wrong('to', 'A cover is at most 26 weeks long: ask for several')];
  }
  const { shifts: all, gaps } = shifts({ ...plan, span: terms });
  const inRole = all.filter(({ role }) => role === terms.role);
  const own = inRole.filter(({ personId }) => personId === terms.personId);
  const holder = question.who(terms.personId)?.name ?? 'This person';
  const [firstGap] = gaps.filter(({ role }) => role === terms.role);
  if (own.length === 0 && firstGap) {
    return [impossible('from', `Nobody is ${terms.role} then: a manager fills a gap, it is nobody’s to give away`)];
  }
  const [foreign] = inRole.filter(({ personId }) => personId !== terms.personId);
  const missing = foreign ?? firstGap;
  if (own.length === 0 || missing) {
    const when = missing ? ` on ${instantLabel(missing.from, zone)}` : '';
    return [impossible('from', `${holder} is not ${terms.role}${when}: choose time that is theirs`)];
  }
  return [];
}

/** Nobody plans further, and the calendar of it could not be read. */
const longestMs = 26 * 7 * 86_400_000;

function swapStops(terms: Extract<Terms, { kind: 'swap' }>, question: Question): Stop[] {
  const { plan, now, who } = question;
  const { personId, withId, turnStartsAt, withTurnStartsAt } = terms;
  const ours = turnStop('turnStartsAt', personId, turnStartsAt, question);
  if (ours) return [ours];
  if (withId === null)
    return withTurnStartsAt === null ? [] : [wrong('withTurnStartsAt', 'Whoever takes it says which turn they give')];
  const ahead = { from: now, to: new Date(now.getTime() + sightMs) };
  if (!turnsBeginningIn(plan.segments, ahead).some((turn) => turn.personId === withId)) {
    return [impossible('with', `${who(withId)?.name ?? 'This person'} has no turn in this rotation: ask for a cover`)];
  }
  if (withTurnStartsAt === null) return [wrong('withTurnStartsAt', 'Say which of their turns you take')];
  const theirs = turnStop('withTurnStartsAt', withId, withTurnStartsAt, question);
  if (theirs) return [theirs];
  try {
    applied(plan, terms, now);
    return [];
  } catch (error) {
    if (!isAppError(error)) throw error;
    const code = error.code === 'schedule-moved' ? 'schedule-moved' : 'not-possible';
    return [{ field: 'withTurnStartsAt', message: error.message, code }];
  }
}

/** Two years: further ahead nobody trades a turn. */
const sightMs = 731 * 86_400_000;

function turnStop(field: string, personId: PersonId, startsAt: Date, { plan, now, zone, who }: Question): Stop | null {
  const name = who(personId)?.name ?? 'This person';
  if (startsAt.getTime() > now.getTime() + sightMs) return wrong(field, 'That is more than two years ahead');
  const turn = turnOf(plan.segments, personId, startsAt);
  if (!turn) {
    return impossible(field, `No turn of ${name} begins on ${instantLabel(startsAt, zone)}: choose one that does`);
  }
  if (startsAt <= now) return impossible(field, `${name}’s turn has begun: it can be covered, but not traded`);
  return null;
}

/** What a question lacks, or has too much of, for its kind: before there are terms. */
export function missingIn(input: {
  kind: 'cover' | 'swap';
  role?: unknown;
  from?: unknown;
  to?: unknown;
  turnStartsAt?: unknown;
  withTurnStartsAt?: unknown;
}): Stop[] {
  const lacks = (field: keyof typeof input, message: string): Stop[] =>
    input[field] === undefined ? [wrong(field, message)] : [];
  const superfluous = (field: keyof typeof input, message: string): Stop[] =>
    input[field] === undefined ? [] : [wrong(field, message)];
  if (input.kind === 'cover') {
    return [
      ...lacks('role', 'Say which role is to be covered'),
      ...lacks('from', 'Say from when'),
      ...lacks('to', 'Say until when'),
      ...superfluous('turnStartsAt', 'A cover names hours, not turns: leave this out'),
      ...superfluous('withTurnStartsAt', 'A cover names hours, not turns: leave this out'),
    ];
  }
  return [
    ...lacks('turnStartsAt', 'Say which of the turns is given away'),
    ...superfluous('from', 'A swap trades whole turns: leave this out, or ask for a cover'),
    ...superfluous('to', 'A swap trades whole turns: leave this out, or ask for a cover'),
  ];
}

/** Time of a cover that nobody has any more to give: none of it is the person's. */
export const holdsAny = (plan: Plan, terms: Extract<Terms, { kind: 'cover' }>): boolean =>
  shifts({ ...plan, span: terms }).shifts.some(
    ({ role, personId, from, to }) =>
      role === terms.role && personId === terms.personId && overlaps({ from, to }, terms),
  );
