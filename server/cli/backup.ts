import path from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Context } from '../context';
import { env } from '../env';
import { type Ending, type Manifest, writeArchive } from './archive';
import { type Command, misused } from './command';

/** `backup`: everything of one instant in one file, beside a running product. */
export const backupCommand: Command = {
  usage: ['backup <file>'],
  async run(ctx, [name, ...more]) {
    if (!name || more.length > 0) throw misused(backupCommand);
    const { manifest, rows } = await backUp(ctx, path.resolve(name));
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    return [
      `${total} rows of ${manifest.tables.length} tables as they were at ${manifest.madeAt}.`,
      'Keep AUTH_SECRET beside it, and apart from it: it is not in the file, and without it the passwords of',
      'channels and the secrets of senders that are in it cannot be read.',
      path.resolve(name),
    ];
  },
};

/** Who works at this moment, and the clock of tests: neither is true anywhere else. */
const leftOut = ['_prisma_migrations', 'Worker', 'TestClock'];

/** Writes the backup and answers what it holds. Throws `not-possible` when the file cannot be written. */
export async function backUp(ctx: Context, file: string): Promise<{ manifest: Manifest; rows: Ending['rows'] }> {
  // A session of its own without a limit on statements: a large table takes its time.
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    application_name: 'baton-backup',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const manifest = await manifestOf(client, await ctx.now());
    const rows: Ending['rows'] = {};
    await writeArchive(file, framesOf(client, manifest, rows));
    await client.query('COMMIT');
    return { manifest, rows };
  } finally {
    await client.end();
  }
}

/** Fills `rows` on the way. */
async function* framesOf(client: pg.Client, manifest: Manifest, rows: Ending['rows']): AsyncGenerator<Uint8Array> {
  yield asBytes(manifest);
  for (const { name, columns } of manifest.tables) {
    const listed = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const stream = client.query(copyTo(`COPY ${pg.escapeIdentifier(name)} (${listed}) TO STDOUT`));
    for await (const part of stream as AsyncIterable<Buffer>) if (part.length > 0) yield part;
    // An empty frame ends a table.
    yield Buffer.alloc(0);
    rows[name] = stream.rowCount;
  }
  yield asBytes({ rows, sequences: await sequencesOf(client) } satisfies Ending);
}

const asBytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

async function manifestOf(client: pg.Client, now: Date): Promise<Manifest> {
  const { rows: migrations } = await client.query<{ name: string }>(
    'SELECT "migration_name" AS "name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL ORDER BY 1',
  );
  const { rows: tables } = await client.query<{ name: string; columns: string[]; refersTo: string[] }>(
    `SELECT c.relname AS "name",
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS "columns",
       COALESCE((SELECT array_agg(f.relname::text) FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid), '{}') AS "refersTo"
     FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> ALL($1)
     ORDER BY c.relname`,
    [leftOut],
  );
  return {
    format: 1,
    madeAt: now.toISOString(),
    migrations: migrations.map(({ name }) => name),
    tables: inOrder(tables),
  };
}

/** Each table after those it refers to. */
function inOrder(tables: (Manifest['tables'][number] & { refersTo: string[] })[]): Manifest['tables'] {
  const ordered: Manifest['tables'] = [];
  const done = new Set<string>();
  const place = (name: string): void => {
    const table = tables.find((one) => one.name === name);
    if (!table || done.has(name)) return;
    done.add(name);
    for (const other of table.refersTo) place(other);
    ordered.push({ name, columns: table.columns });
  };
  for (const { name } of tables) place(name);
  return ordered;
}

/** Read last, and outside every snapshot: never behind a row that is in the file. */
async function sequencesOf(client: pg.Client): Promise<Ending['sequences']> {
  const { rows: names } = await client.query<{ name: string }>(
    `SELECT relname AS "name" FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' ORDER BY 1`,
  );
  const sequences: Ending['sequences'] = {};
  for (const { name } of names) {
    const { rows } = await client.query<{ at: string; called: boolean }>(
      `SELECT "last_value"::text AS "at", "is_called" AS "called" FROM ${pg.escapeIdentifier(name)}`,
    );
    if (rows[0]) sequences[name] = rows[0];
  }
  return sequences;
}
