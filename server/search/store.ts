import { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import { type FoundKind, sources } from './found';
import type { Question } from './question';

export type Row = {
  kind: FoundKind;
  ofId: string;
  source: (typeof sources)[number];
  id: string;
  teamId: string;
  number: number | null;
  title: string;
  body: string;
  at: Date;
};

/** The newest of each source that are weighed against each other: what is older than these is found with more words. */
const weighed = 300;

const queryOf = ({ whole, beginning }: Question): Prisma.Sql => {
  const finished = Prisma.sql`websearch_to_tsquery('simple', ${whole}::text)`;
  const unfinished = Prisma.sql`to_tsquery('simple', ${`'${beginning}':*`}::text)`;
  if (beginning === null) return finished;
  return whole === '' ? unfinished : Prisma.sql`(${finished} && ${unfinished})`;
};

const seenBy = (teams: TeamScope[] | null): Prisma.Sql =>
  teams === null ? Prisma.sql`true` : Prisma.sql`"teamId" = ANY(${teams}::text[])`;

/** So many of the newest are looked through before the index of words is asked. */
const lookedThrough = 3_000;

/**
 * The newest documents of a source that have the words. Words that many have are found among the newest soon enough; the
 * index would bring all that ever had them, to be sorted. The source stands in the text, so that the planner sees which
 * index of words is meant.
 */
const lane = (source: string, query: Prisma.Sql, teams: TeamScope[] | null): Prisma.Sql => {
  const columns = Prisma.sql`"kind", "ofId", "source", "id", "at", "words"`;
  const seen = Prisma.sql`"source" = ${Prisma.raw(`'${source}'`)} AND ${seenBy(teams)}`;
  return Prisma.sql`
  (WITH "newest" AS MATERIALIZED (
      SELECT * FROM (SELECT ${columns} FROM "SearchDocument" WHERE ${seen} ORDER BY "at" DESC LIMIT ${lookedThrough}) AS "looked"
      WHERE "words" @@ ${query} LIMIT ${weighed}),
    "enough" AS MATERIALIZED (SELECT count(*) = ${weighed} AS "is" FROM "newest")
  SELECT "kind", "ofId", "source", "id", "at", ts_rank("words", ${query}) AS "rank" FROM (
    SELECT * FROM "newest" WHERE (SELECT "is" FROM "enough")
    UNION ALL (SELECT ${columns} FROM "SearchDocument" WHERE (SELECT NOT "is" FROM "enough") AND ${seen} AND "words" @@ ${query}
      ORDER BY "at" DESC LIMIT ${weighed})) AS "weighed")`;
};

/** The one line that bears the counts where the page is empty. */
type Nothing = { id: null };
type Page = { kind: FoundKind | undefined; skip: number; take: number };

/** The best first, each thing once, by its best place; and how many of each kind there are, at most 300 of a source. */
export async function find(
  ctx: Context,
  teams: TeamScope[] | null,
  question: Question,
  { kind, skip, take }: Page,
): Promise<{ rows: Row[]; counts: Partial<Record<FoundKind, number>> }> {
  const query = queryOf(question);
  const lanes = Prisma.join(
    sources.map((source) => lane(source, query, teams)),
    ' UNION ALL ',
  );
  const rows = await ctx.db.$queryRaw<((Row | Nothing) & { counts: Partial<Record<FoundKind, number>> | null })[]>`
    WITH "found" AS MATERIALIZED (
      SELECT DISTINCT ON ("kind", "ofId") * FROM (${lanes}) AS "lanes" ORDER BY "kind", "ofId", "rank" DESC, "at" DESC, "id"),
    "page" AS (
      SELECT * FROM "found" WHERE ${kind === undefined} OR "kind" = ${kind ?? ''}
      ORDER BY "rank" DESC, "at" DESC, "id" OFFSET ${skip} LIMIT ${take})
    SELECT c."counts", p."kind", p."ofId", p."source", p."id", d."teamId", d."title", left(d."body", 20000) AS "body", d."at",
      (SELECT h."number" FROM "SearchDocument" h WHERE h."kind" = p."kind" AND h."ofId" = p."ofId" AND h."number" IS NOT NULL LIMIT 1)
    FROM (SELECT jsonb_object_agg("kind", "count") AS "counts" FROM (SELECT "kind", count(*) FROM "found" GROUP BY "kind") AS "by") c
    LEFT JOIN ("page" p JOIN "SearchDocument" d ON d."source" = p."source" AND d."id" = p."id") ON true
    ORDER BY p."rank" DESC, p."at" DESC, p."id"`;
  return { rows: rows.flatMap((row) => (isFound(row) ? [row] : [])), counts: rows[0]?.counts ?? {} };
}

const isFound = (row: Row | Nothing): row is Row => row.id !== null;

/** What bears this number, of these kinds. */
export async function numbered(
  ctx: Context,
  teams: TeamScope[] | null,
  number: number,
  kinds: readonly FoundKind[],
): Promise<Row[]> {
  return ctx.db.$queryRaw`
    SELECT "kind", "ofId", "source", "id", "teamId", "number", "title", "body", "at" FROM "SearchDocument"
    WHERE "number" = ${number} AND "kind" = ANY(${[...kinds]}::text[]) AND ${seenBy(teams)} ORDER BY "kind", "ofId"`;
}
