import type { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';
import { refusal } from '@/server/database-refusal';
import { invalid } from '@/server/errors';
import type { TeamScope } from '@/server/policy/authorize';
import type { Approval } from './approval';
import { beginOf, effectiveFrom, inEffectOrder } from './begin';
import { type Definition, peopleOf } from './definition';
import type { Segment } from './history';
import type { LaidOverride, Override } from './override';
import type { Revision } from './restore';

export type RotationRow = {
  id: string;
  teamId: string;
  name: string;
  version: number;
  publishedWeeks: number;
  approval: Approval;
  /** Out of the lists, and changed by nobody; null: in use. */
  archivedAt: Date | null;
};

export type StoredOverride = LaidOverride & { rotationId: string };

type Revisions = { version: number; segments: Segment[]; people: string[] };

// Revisions never change once committed, and reading one costs more than all else an answer needs.
const known = new Map<string, Revisions>();
const mostKnown = 2_000;

function remember(ctx: Context, { id, version }: { id: string; version: number }, segments: Segment[]): void {
  // What an open transaction sees may be rolled back.
  if (ctx.inside) return;
  known.delete(id);
  known.set(id, {
    version,
    segments,
    people: [...new Set(segments.flatMap(({ definition }) => peopleOf(definition)))],
  });
  const oldest = known.size > mostKnown ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
}

const toRotation = (row: RotationRow & { approval: string }): RotationRow => ({
  id: row.id,
  teamId: row.teamId,
  name: row.name,
  version: row.version,
  publishedWeeks: row.publishedWeeks,
  approval: row.approval as Approval,
  archivedAt: row.archivedAt,
});

type OverrideRow = Awaited<ReturnType<Context['db']['override']['findMany']>>[number];

const toOverride = (row: OverrideRow): StoredOverride => ({
  id: row.id,
  rotationId: row.rotationId,
  role: row.role,
  personId: row.personId,
  from: row.startsAt,
  to: row.endsAt,
  ...(row.replacesId === null ? {} : { replaces: row.replacesId }),
});

/** By name. `teams` null: all of them. Those in use, or those archived. */
export async function listRotations(ctx: Context, teams: TeamScope[] | null, archived = false): Promise<RotationRow[]> {
  const rows = await ctx.db.rotation.findMany({
    where: { archivedAt: archived ? { not: null } : null, ...(teams ? { teamId: { in: teams } } : {}) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => toRotation(row as RotationRow));
}

export async function rotationsByIds(ctx: Context, ids: string[]): Promise<RotationRow[]> {
  const rows = await ctx.db.rotation.findMany({ where: { id: { in: ids } } });
  return rows.map((row) => toRotation(row as RotationRow));
}

/** Holds the rotation until the transaction ends: changes of one rotation have one order that every reader sees. */
export async function lockRotation(ctx: Context, id: string): Promise<RotationRow | undefined> {
  const [row] = await ctx.db.$queryRaw<RotationRow[]>`
    SELECT "id", "teamId", "name", "version", "publishedWeeks", "approval", "archivedAt"
    FROM "Rotation" WHERE "id" = ${id} FOR UPDATE`;
  return row && toRotation(row);
}

/** Every revision of the rotations given, in the order in which they take effect: one query, none when all are known. */
export async function segmentsOf(ctx: Context, rotations: RotationRow[]): Promise<Map<string, Segment[]>> {
  const unknown = rotations.filter(({ id, version }) => known.get(id)?.version !== version);
  const segments = new Map(rotations.map(({ id }) => [id, known.get(id)?.segments ?? []]));
  if (unknown.length === 0) return segments;
  const rows = await ctx.db.rotationRevision.findMany({
    where: { rotationId: { in: unknown.map(({ id }) => id) } },
    orderBy: [{ effectiveFrom: 'asc' }, { version: 'asc' }],
  });
  for (const rotation of unknown) {
    // One added between the two queries belongs to a version that this reader has not seen.
    const own = inEffectOrder(
      rows.filter((row) => row.rotationId === rotation.id && row.version <= rotation.version).map(toSegment),
    );
    remember(ctx, rotation, own);
    segments.set(rotation.id, own);
  }
  return segments;
}

type RevisionRow = { effectiveFrom: Date; beginsTurn: number | null; beginsLayer: number | null; definition: unknown };

function toSegment({ beginsTurn: turn, beginsLayer: layer, ...row }: RevisionRow): Segment {
  const definition = row.definition as Definition;
  const begin = turn === null || layer === null ? null : { turn, layer };
  return { effectiveFrom: effectiveFrom(row.effectiveFrom, definition, begin), definition };
}

/** Every revision ever published, in the order in which they take effect, those of one instant by age. */
export async function revisionsOf(ctx: Context, rotationId: string): Promise<Revision[]> {
  const rows = await ctx.db.rotationRevision.findMany({
    where: { rotationId },
    orderBy: [{ effectiveFrom: 'asc' }, { version: 'asc' }],
  });
  return inEffectOrder(rows.map((row) => ({ ...toSegment(row), version: row.version, createdAt: row.createdAt })));
}

/**
 * The policies that page whoever a rotation says: those in use, and archived ones that a service still names.
 * Policies belong to a concept above; asked here, so that none can be saved or forgotten in between.
 */
export async function policiesNaming(ctx: Context, rotationId: string): Promise<Using[]> {
  return ctx.db.$queryRaw<Using[]>`
    SELECT p."name", p."teamId" FROM "EscalationPolicy" p
    WHERE (p."archivedAt" IS NULL
        OR EXISTS (SELECT 1 FROM "Service" s WHERE s."policyId" = p."id" AND s."archivedAt" IS NULL))
      AND (p."steps" @> jsonb_build_array(jsonb_build_object('targets', jsonb_build_array(jsonb_build_object('rotationId', ${rotationId}::text))))
        OR p."fallback" @> jsonb_build_array(jsonb_build_object('rotationId', ${rotationId}::text)))
    ORDER BY p."name"`;
}

type Using = { name: string; teamId: string };

/** Overrides that touch the span, lowest first. */
export async function overridesOf(
  ctx: Context,
  rotationIds: string[],
  span: { from: Date; to: Date },
): Promise<StoredOverride[]> {
  const rows = await ctx.db.override.findMany({
    where: { rotationId: { in: rotationIds }, removedAt: null, startsAt: { lt: span.to }, endsAt: { gt: span.from } },
    orderBy: { seq: 'asc' },
  });
  return rows.map(toOverride);
}

export type Moment = {
  rotation: RotationRow;
  now: Date;
  /** Up to when the past is recorded; null: nothing yet. */
  recordedTo: Date | null;
  segments: Segment[];
  overrides: Override[];
  people: Map<string, { id: string; name: string; email: string }>;
};

type MomentRow = RotationRow & {
  now: Date;
  recordedTo: Date | null;
  revisions: (Omit<RevisionRow, 'effectiveFrom'> & { effectiveFrom: string })[] | null;
  overrides:
    | { role: string; personId: string | null; replacesId: string | null; startsAt: string; endsAt: string }[]
    | null;
  people: { id: string; name: string; email: string }[] | null;
};

/**
 * All that "who is on call at this instant" needs, in one statement: it is asked by scripts in loops, and each further
 * round trip would cost as much as the whole answer. Hence the look at people and at the record, which other concepts
 * own. `at` null: now. Overrides reach `horizonMs` to both sides.
 */
export async function momentOf(
  ctx: Context,
  rotationId: string,
  at: Date | null,
  horizonMs: number,
): Promise<Moment | undefined> {
  const cached = known.get(rotationId);
  const horizonSeconds = horizonMs / 1_000;
  const [row] = await ctx.db.$queryRaw<MomentRow[]>`
    WITH asked AS MATERIALIZED (SELECT clock() AS now),
    instant AS (SELECT now, COALESCE(${at}::timestamptz, now) AS at FROM asked),
    near AS (
      SELECT o.* FROM "Override" o, instant
      WHERE o."rotationId" = ${rotationId} AND o."removedAt" IS NULL
        AND o."startsAt" < instant.at + make_interval(secs => ${horizonSeconds}::float8)
        AND o."endsAt" > instant.at - make_interval(secs => ${horizonSeconds}::float8))
    SELECT r."id", r."teamId", r."name", r."version", r."publishedWeeks", r."approval", r."archivedAt", instant.now,
      (SELECT "recordedTo" FROM "ShiftRecord" WHERE "rotationId" = r."id") AS "recordedTo",
      CASE WHEN r."version" <> ${cached?.version ?? 0}::int THEN
        (SELECT json_agg(json_build_object('effectiveFrom', v."effectiveFrom", 'beginsTurn', v."beginsTurn",
                  'beginsLayer', v."beginsLayer", 'definition', v."definition")
                ORDER BY v."effectiveFrom", v."version")
         FROM "RotationRevision" v WHERE v."rotationId" = r."id") END AS "revisions",
      (SELECT json_agg(json_build_object('role', "role", 'personId', "personId", 'replacesId', "replacesId",
                'startsAt', "startsAt", 'endsAt', "endsAt") ORDER BY "seq") FROM near) AS "overrides",
      (SELECT json_agg(json_build_object('id', p."id", 'name', p."name", 'email', p."email")) FROM "Person" p
       WHERE p."id" = ANY(${cached?.people ?? []}::text[]) OR p."id" IN (SELECT "personId" FROM near)) AS "people"
    FROM "Rotation" r, instant WHERE r."id" = ${rotationId}`;
  if (!row) return undefined;
  const revisions = row.revisions?.map((each) => toSegment({ ...each, effectiveFrom: new Date(each.effectiveFrom) }));
  const fresh = revisions && inEffectOrder(revisions);
  if (fresh) remember(ctx, row, fresh);
  const segments = fresh ?? cached?.segments ?? [];
  const people = new Map((row.people ?? []).map((person) => [person.id, person]));
  return {
    rotation: toRotation(row),
    now: row.now,
    recordedTo: row.recordedTo,
    segments,
    overrides: (row.overrides ?? []).map(({ role, personId, replacesId, startsAt, endsAt }) => ({
      role,
      personId,
      from: new Date(startsAt),
      to: new Date(endsAt),
      ...(replacesId === null ? {} : { replaces: replacesId }),
    })),
    people,
  };
}

const nameTaken = (error: unknown, name: string): unknown =>
  refusal(error)?.sqlState === '23505'
    ? invalid({ name: `The team already has a rotation called “${name}”: choose another name` })
    : error;

/** Throws `invalid` when the team has a rotation of that name already. */
export async function insertRotation(ctx: Context, row: RotationRow & { createdAt: Date }): Promise<void> {
  try {
    await ctx.db.rotation.create({ data: row });
  } catch (error) {
    throw nameTaken(error, row.name);
  }
}

export type Settings = Partial<Pick<RotationRow, 'name' | 'approval' | 'publishedWeeks' | 'archivedAt'>>;

/** Throws `invalid` when the team has a rotation of that name already. */
export async function updateSettings(ctx: Context, id: string, settings: Settings): Promise<void> {
  try {
    await ctx.db.rotation.update({ where: { id }, data: settings });
  } catch (error) {
    throw nameTaken(error, settings.name ?? '');
  }
}

type NewRevision = Segment & { rotationId: string; version: number; createdAt: Date };

export async function insertRevision(ctx: Context, { definition, ...row }: NewRevision): Promise<void> {
  const begin = beginOf({ definition, effectiveFrom: row.effectiveFrom });
  await ctx.db.rotationRevision.create({
    data: {
      ...row,
      id: crypto.randomUUID(),
      ...{ beginsTurn: begin?.turn ?? null, beginsLayer: begin?.layer ?? null },
      definition: definition as unknown as Prisma.InputJsonObject,
    },
  });
}

/** The version after this change. The caller holds the rotation. */
export async function raiseVersion(ctx: Context, id: string): Promise<number> {
  const { version } = await ctx.db.rotation.update({
    where: { id },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  return version;
}

type NewOverride = Override & { rotationId: string; source: 'override' | 'swap'; createdAt: Date };

export async function insertOverride(ctx: Context, override: NewOverride): Promise<string> {
  const id = crypto.randomUUID();
  const { from, to, replaces, ...row } = override;
  await ctx.db.override.create({ data: { ...row, id, startsAt: from, endsAt: to, replacesId: replaces ?? null } });
  return id;
}

export async function overrideById(ctx: Context, id: string): Promise<StoredOverride | undefined> {
  const row = await ctx.db.override.findFirst({ where: { id, removedAt: null } });
  return row ? toOverride(row) : undefined;
}

/** What has passed of it stays; what has not begun is as if it had never been. */
export async function endOverride(ctx: Context, override: StoredOverride, at: Date): Promise<void> {
  const begun = override.from < at;
  await ctx.db.override.update({ where: { id: override.id }, data: begun ? { endsAt: at } : { removedAt: at } });
}
