// Applies prisma/migrations/*/migration.sql in order of name, once each, at start. The rows it leaves in
// "_prisma_migrations" are those of `prisma migrate deploy`, so the stock command line can take over at any time.
//
//   const { applied } = await migrate({ url: process.env.DATABASE_URL });
//
// Needs pg and a direct connection (an advisory lock does not survive a transaction-pooling proxy).
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const prismaLock = 72707369; // the advisory lock that Prisma's own engine takes
const outside = /^--\s*outside a transaction\b/; // first line of a file with e.g. CREATE INDEX CONCURRENTLY; such a file must bear being run twice

const ownFolder = path.resolve(import.meta.dirname, '../../prisma/migrations');

/**
 * `midway` is called between a change and its commit: the place where a test ends the process.
 *
 * @param {{ url: string, folder?: string, log?: (line: string) => void, midway?: () => void | Promise<void> }} options
 */
export async function migrate({ url, folder = ownFolder, log = console.warn, midway }) {
  const db = new pg.Client({
    connectionString: url,
    application_name: 'baton-migrate',
    connectionTimeoutMillis: 10_000,
  });
  db.on('error', () => {}); // the pending query reports the loss
  await db.connect();
  try {
    // Two processes starting together: the second waits here, then finds nothing to do.
    await db.query(`SET lock_timeout = '60s'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`);
    await db.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    // A change that waits for a table makes all traffic on it wait behind: give up soon, try again (patiently, below).
    await db.query(`SET lock_timeout = '2s'`);
    await db.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
    const { rows } = await db.query(
      'SELECT id, migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    const recorded = new Map(rows.map((row) => [row.migration_name, row]));
    const files = migrationsIn(folder);

    // An older program must not write to a newer schema.
    const unknown = [...recorded.keys()].filter((name) => !files.some((file) => file.name === name));
    if (unknown.length) throw new Error(`the database is newer than this program: it has ${unknown.sort().join(', ')}`);

    const applied = [];
    for (const file of files) {
      const row = recorded.get(file.name);
      const alone = outside.test(file.sql);
      if (row?.finished_at && row.checksum !== file.checksum)
        log(`migration ${file.name} was edited after it was applied`);
      if (row?.finished_at) continue;
      if (row && !alone)
        throw new Error(
          `migration ${file.name} was begun by another tool and not finished: see its row in "_prisma_migrations" (prisma migrate resolve)`,
        );
      const id = row?.id ?? randomUUID();
      await patiently(() => (alone ? applyOutside(db, file, id) : applyWhole(db, file, id, midway)));
      applied.push(file.name);
    }
    return { applied, total: files.length };
  } finally {
    await db.end(); // gives the lock back
  }
}

function migrationsIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    });
}

const begin = `INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)`;
const finish = `UPDATE "_prisma_migrations" SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1`;

/** The change and its record are one transaction: a process killed at any instant leaves both or neither. */
async function applyWhole(db, file, id, midway) {
  if (
    /^\s*(BEGIN|START TRANSACTION|COMMIT|END|ROLLBACK)\s*;/im.test(file.sql.replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, ''))
  )
    throw new Error(`migration ${file.name} begins or ends a transaction of its own`);
  const transaction = async () => (await db.query('SELECT pg_current_xact_id_if_assigned()::text AS id')).rows[0].id;
  await db.query('BEGIN');
  try {
    await db.query(begin, [id, file.checksum, file.name]);
    const before = await transaction();
    await db.query(file.sql); // the simple protocol: any number of statements
    if (before !== (await transaction())) throw new Error('it ended the transaction it runs in');
    await db.query(finish, [id]);
    await midway?.();
    await db.query('COMMIT');
  } catch (error) {
    await db.query('ROLLBACK').catch(() => {});
    throw new Error(`migration ${file.name}: ${error.message}`, { cause: error });
  }
}

/** Statements that PostgreSQL refuses inside a transaction, one by one; each ends its line. Begun and not finished: again. */
async function applyOutside(db, file, id) {
  await db.query(`${begin} ON CONFLICT (id) DO UPDATE SET checksum = EXCLUDED.checksum, logs = NULL`, [
    id,
    file.checksum,
    file.name,
  ]);
  try {
    await db.query(`SET lock_timeout = '60s'`); // waits for older transactions, but makes nobody wait
    for (const statement of file.sql.split(/;[ \t]*(?:\r?\n|$)/).filter((part) => part.replace(/--.*$/gm, '').trim()))
      await db.query(statement);
  } catch (error) {
    await db.query('UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1', [id, error.message]);
    throw new Error(`migration ${file.name}: ${error.message}`, { cause: error });
  } finally {
    await db.query(`SET lock_timeout = '2s'`).catch(() => {});
  }
  await db.query(finish, [id]);
}

/** Somebody held the table for longer than lock_timeout: let the traffic pass, then try again, for about a minute. */
async function patiently(apply) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await apply();
    } catch (error) {
      if (error.cause?.code !== '55P03' || attempt === 20) throw error;
      await sleep(1_000);
    }
  }
}
