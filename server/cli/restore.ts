import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { env } from '../env';
import { AppError } from '../errors';
import { broken, type Ending, type Manifest, readArchive, rowsIn } from './archive';
import { type Command, misused } from './command';

/** `restore`: a backup into a database in which nobody has been yet. */
export const restoreCommand: Command = {
  usage: ['restore <file>'],
  async run(_, [name, ...more]) {
    if (!name || more.length > 0) throw misused(restoreCommand);
    const { manifest, rows } = await restore(path.resolve(name));
    return [
      `${rows} rows are back as they were at ${manifest.madeAt}. Everybody has to sign in again.`,
      'What was on its way out then is sent again, marked as a possible duplicate. Open alerts go on where their policy',
      'is by now. With another AUTH_SECRET than then, set the old one as AUTH_SECRET_PREVIOUS.',
    ];
  },
};

/** Loads a backup, whole or not at all. Throws `not-possible` where the database is not empty or of another generation. */
export async function restore(file: string): Promise<{ manifest: Manifest; rows: number }> {
  const frames = readArchive(file);
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    application_name: 'baton-restore',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const manifest = await readManifest(frames);
    await refuse(client, manifest);
    await client.query('BEGIN');
    // Triggers guard and tell of changes; this is none: the rows have been what they are.
    for (const { name } of manifest.tables) await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
    for (const { name } of manifest.tables) await client.query(`DELETE FROM ${quoted(name)}`);
    const counted: Ending['rows'] = {};
    for (const table of manifest.tables) counted[table.name] = await copyIn(client, table, frames);
    await settle(client, await readEnding(frames, counted));
    for (const { name } of manifest.tables) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
    await comeBack(client);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return { manifest, rows: Object.values(counted).reduce((sum, count) => sum + count, 0) };
  } finally {
    // Without a COMMIT the server takes everything back.
    await client.end();
    await frames.return(undefined);
  }
}

const quoted = (name: string): string => pg.escapeIdentifier(name);

function parsed<T>(frame: IteratorResult<Buffer>): T {
  try {
    return JSON.parse(frame.done ? '' : frame.value.toString('utf8'));
  } catch (error) {
    throw broken(error);
  }
}

async function readManifest(frames: AsyncIterator<Buffer>): Promise<Manifest> {
  const manifest = parsed<Partial<Manifest> | null>(await frames.next());
  if (manifest?.format !== 1 || !manifest.tables || !manifest.migrations || !manifest.madeAt) throw broken();
  return manifest as Manifest;
}

async function readEnding(frames: AsyncIterator<Buffer>, counted: Ending['rows']): Promise<Ending> {
  const ending = parsed<Ending>(await frames.next());
  for (const [name, count] of Object.entries(ending.rows)) if (counted[name] !== count) throw broken();
  return ending;
}

/** Who started this very command holds the database open for it. */
const ofTheLauncher = ['baton-presence', 'baton-migrate'];

async function refuse(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT "migration_name" AS "name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL ORDER BY 1',
  );
  const here = new Set(rows.map(({ name }) => name));
  const newer = manifest.migrations.filter((name) => !here.has(name));
  if (newer.length > 0)
    throw new AppError('not-possible', 'The backup was made by a newer version of Baton: restore it with that version');
  if (here.size > manifest.migrations.length)
    throw new AppError(
      'not-possible',
      'The backup was made by an older version of Baton: restore it with that version, then start this one, which brings it forward',
    );
  const { rows: others } = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE "datname" = current_database() AND "application_name" LIKE 'baton-%'
       AND "pid" <> pg_backend_pid() AND "application_name" <> ALL($1)`,
    [ofTheLauncher],
  );
  if (others.length > 0) throw new AppError('not-possible', 'Baton is running on this database: stop it first');
  for (const table of ['Person', 'Team', 'TimelineEvent'])
    if ((await client.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`)).rows.length > 0)
      throw new AppError('not-possible', 'This database is in use: restore into an empty one');
}

async function copyIn(
  client: pg.Client,
  { name, columns }: Manifest['tables'][number],
  frames: AsyncIterator<Buffer>,
): Promise<number> {
  const into = copyFrom(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`);
  await pipeline(rowsIn(frames), client.query(into));
  return into.rowCount;
}

async function settle(client: pg.Client, { sequences }: Ending): Promise<void> {
  for (const [name, { at, called }] of Object.entries(sequences))
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted(name), at, called]);
}

/**
 * What was true of the moment only: sessions end, and what was not yet sent may have gone out since (F57). Nobody holds
 * it any more, so that the first worker takes it at once.
 */
async function comeBack(client: pg.Client): Promise<void> {
  await client.query('UPDATE "Session" SET "revokedAt" = clock() WHERE "revokedAt" IS NULL');
  await client.query(
    `UPDATE "Delivery" SET "state" = 'due', "possibleDuplicate" = "possibleDuplicate" OR "state" <> 'due' OR "dueAt" <= clock(),
       "claimToken" = NULL, "claimedBy" = NULL, "leaseUntil" = NULL, "giveUpAt" = NULL
     WHERE "state" IN ('due', 'claimed', 'sending')`,
  );
}
