import type { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';
import type { PersonId } from '@/server/rotation/definition';
import type { Span } from '@/server/time/span';
import { type Change, isPending, type Kind, type Reason, type Request, type State, type Terms } from './request';
import type { Traded } from './tally';

type Row = NonNullable<Awaited<ReturnType<Context['db']['request']['findFirst']>>>;
type StoredChange = { role: string; from: string; to: string; fromPersonId: string | null; toPersonId: string | null };

const toChanges = (changes: unknown): Change[] =>
  (changes as StoredChange[]).map(({ from, to, ...rest }) => ({ ...rest, from: new Date(from), to: new Date(to) }));

const fromChanges = (changes: readonly Change[]): Prisma.InputJsonArray =>
  changes.map(({ role, from, to, fromPersonId, toPersonId }) => ({
    ...{ role, fromPersonId, toPersonId },
    from: from.toISOString(),
    to: to.toISOString(),
  })) as unknown as Prisma.InputJsonArray;

function toTerms(row: Row): Terms {
  const { personId, withId, turnStartsAt, withTurnStartsAt } = row;
  if (turnStartsAt !== null) return { kind: 'swap', personId, withId, turnStartsAt, withTurnStartsAt };
  return { kind: 'cover', role: row.role ?? '', personId, withId, from: row.startsAt, to: row.endsAt };
}

const toRequest = (row: Row): Request => ({
  id: row.id,
  number: row.number,
  rotationId: row.rotationId,
  teamId: row.teamId,
  takenOver: row.takenOver,
  state: row.state as State,
  terms: toTerms(row),
  askedById: row.askedById,
  openOffer: row.openOffer,
  needsManager: row.needsManager,
  from: row.startsAt,
  to: row.endsAt,
  reason: row.reason as Reason,
  note: row.note,
  createdAt: row.createdAt,
  decidedAt: row.decidedAt,
  remindedAt: row.remindedAt,
  changes: toChanges(row.changes),
  conflictKinds: row.conflictKinds,
  moved: row.moved,
  overrideId: row.overrideId,
  endedAt: row.endedAt,
});

export type NewRequest = Omit<Request, 'number' | 'remindedAt' | 'moved' | 'endedAt'>;

const termColumns = (terms: Terms) => ({
  kind: terms.kind,
  personId: terms.personId,
  withId: terms.withId,
  role: terms.kind === 'cover' ? terms.role : null,
  turnStartsAt: terms.kind === 'swap' ? terms.turnStartsAt : null,
  withTurnStartsAt: terms.kind === 'swap' ? terms.withTurnStartsAt : null,
});

export async function insertRequest(ctx: Context, { terms, changes, from, to, ...row }: NewRequest): Promise<Request> {
  const data = { ...row, ...termColumns(terms), startsAt: from, endsAt: to, changes: fromChanges(changes) };
  return toRequest(await ctx.db.request.create({ data: { ...data, conflictKinds: [...row.conflictKinds] } }));
}

export type RequestChange = Partial<
  Pick<Request, 'state' | 'terms' | 'changes' | 'from' | 'to' | 'decidedAt' | 'remindedAt' | 'moved' | 'endedAt'>
> & { conflictKinds?: string[]; approvedById?: PersonId; overrideId?: string };

/** The caller holds the rotation and the request. */
export async function changeRequest(ctx: Context, id: string, change: RequestChange): Promise<Request> {
  const { terms, changes, from, to, ...rest } = change;
  const row = await ctx.db.request.update({
    where: { id },
    data: {
      ...rest,
      ...(terms && termColumns(terms)),
      ...(changes && { changes: fromChanges(changes) }),
      ...(from && { startsAt: from }),
      ...(to && { endsAt: to }),
    },
  });
  return toRequest(row);
}

export async function requestById(ctx: Context, id: string): Promise<Request | undefined> {
  const row = await ctx.db.request.findUnique({ where: { id } });
  return row ? toRequest(row) : undefined;
}

/** Until the transaction's end. The rotation is held before, always: then no two wait for each other. */
export async function lockRequest(ctx: Context, id: string): Promise<Request | undefined> {
  await ctx.db.$queryRaw`SELECT "id" FROM "Request" WHERE "id" = ${id} FOR UPDATE`;
  return requestById(ctx, id);
}

const pending = { in: ['requested', 'accepted'] };

/** Which requests: all conditions that are given hold. `teams` null: all of them. */
export type Which = {
  teams: readonly string[] | null;
  rotationId?: string | undefined;
  state?: State | undefined;
  /** Whoever it is to: asked, asked for, or asked by. */
  personId?: PersonId | undefined;
  /** Undecided and still decidable at this instant; or decided, expired unwritten ones included; or either, in effect and ahead. */
  undecidedAt?: Date | undefined;
  decidedBy?: Date | undefined;
  expiredAt?: Date | undefined;
  /** Not yet in effect, or in effect: whatever may still be on the calendar. */
  standing?: true | undefined;
  touching?: Span | undefined;
  /** Numbers below this one. */
  before?: number | undefined;
};

/** What is in a state at an instant: one undecided past its time has expired, written down or not. */
export const inState = (state: State | undefined, now: Date): Pick<Which, 'state' | 'undecidedAt' | 'expiredAt'> => {
  if (state === 'expired') return { expiredAt: now };
  return state && isPending({ state }) ? { state, undecidedAt: now } : { state };
};

function whereOf(which: Which) {
  const { teams, rotationId, state, personId, undecidedAt, decidedBy, expiredAt, standing, touching, before } = which;
  const conditions: Prisma.RequestWhereInput[] = [
    ...(teams ? [{ teamId: { in: [...teams] } }] : []),
    ...(rotationId === undefined ? [] : [{ rotationId }]),
    ...(state === undefined ? [] : [{ state }]),
    ...(personId === undefined ? [] : [{ OR: [{ personId }, { askedById: personId }, { withId: personId }] }]),
    ...(undecidedAt ? [{ state: pending, startsAt: { gt: undecidedAt } }] : []),
    ...(decidedBy ? [{ NOT: { state: pending, startsAt: { gt: decidedBy } } }] : []),
    ...(expiredAt ? [{ OR: [{ state: 'expired' }, { state: pending, startsAt: { lte: expiredAt } }] }] : []),
    ...(standing ? [{ state: { in: ['requested', 'accepted', 'in-effect'] } }] : []),
    ...(touching ? [{ startsAt: { lt: touching.to }, endsAt: { gt: touching.from } }] : []),
    ...(before === undefined ? [] : [{ number: { lt: before } }]),
  ];
  return { AND: conditions };
}

/** The newest first; `soonest`: whatever begins first. */
export async function listRequests(ctx: Context, which: Which, most: number, soonest = false): Promise<Request[]> {
  const rows = await ctx.db.request.findMany({
    where: whereOf(which),
    orderBy: soonest ? [{ startsAt: 'asc' }, { number: 'asc' }] : [{ number: 'desc' }],
    take: most,
  });
  return rows.map(toRequest);
}

/** The last one that somebody, or time, decided. */
export async function lastDecided(ctx: Context, teams: readonly string[] | null): Promise<Request | undefined> {
  const row = await ctx.db.request.findFirst({
    where: { ...whereOf({ teams }), decidedAt: { not: null } },
    orderBy: [{ decidedAt: 'desc' }, { number: 'desc' }],
  });
  return row ? toRequest(row) : undefined;
}

/** Whatever is not settled for good: undecided, or in effect with time ahead. In the order in which they were asked. */
export const live = async (ctx: Context, now: Date, rotationId?: string): Promise<Request[]> =>
  (
    await ctx.db.request.findMany({
      where: {
        ...(rotationId === undefined ? {} : { rotationId }),
        OR: [{ state: pending }, { state: 'in-effect', endsAt: { gt: now }, endedAt: null }],
      },
      orderBy: { number: 'asc' },
    })
  ).map(toRequest);

/** What people gave away that came into effect within a span. Take-overs are no trades. */
export async function tradedIn(ctx: Context, personIds: readonly PersonId[], span: Span): Promise<Traded[]> {
  const among = { in: [...personIds] };
  const rows = await ctx.db.request.findMany({
    where: {
      state: 'in-effect',
      takenOver: false,
      decidedAt: { gte: span.from, lt: span.to },
      OR: [{ personId: among }, { kind: 'swap', withId: among }],
    },
    select: { kind: true, personId: true, withId: true },
  });
  return rows.map(({ kind, personId, withId }) => ({ kind: kind as Kind, personId, withId }));
}

/** What was in effect on a rotation at an instant, the last to come into effect first. */
export async function inEffectAt(ctx: Context, rotationId: string, at: Date): Promise<Request[]> {
  const rows = await ctx.db.request.findMany({
    where: { rotationId, state: 'in-effect', startsAt: { lte: at }, endsAt: { gt: at } },
    orderBy: [{ decidedAt: 'desc' }, { number: 'desc' }],
  });
  return rows.map(toRequest);
}
