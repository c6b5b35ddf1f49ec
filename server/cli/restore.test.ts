import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDb } from '../db';
import { env } from '../env';
import { createPerson } from '../team/commands';
import { freshDatabase, type TestDatabase, testDatabase, testServer } from '../testing/database';
import { backUp, backupCommand } from './backup';
import { restore, restoreCommand } from './restore';

let db: TestDatabase;
let folder: string;
let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  db = await testDatabase();
  server = await testServer();
  folder = mkdtempSync(path.join(tmpdir(), 'baton-backup-'));
  for (const name of ['ada', 'ben'])
    await createPerson(db.context(), { name, email: `${name}@example.org`, timeZone: 'UTC', role: 'engineer' });
  await db.sql(
    `INSERT INTO "Session" ("id", "personId", "tokenHash", "createdAt", "confirmedAt", "lastUsedAt", "expiresAt")
     SELECT 's', "id", 'hash', clock(), clock(), clock(), clock() + interval '1 day' FROM "Person" LIMIT 1`,
  );
  // Everything that text can be: what separates columns and rows, and what stands for nothing.
  await db.sql(
    `INSERT INTO "Delivery" ("id", "identity", "subjectKind", "subjectId", "channel", "address", "message", "priority", "state",
       "dueAt", "createdAt", "lastError", "claimedBy", "claimToken", "leaseUntil")
     SELECT n::text, n::text, 'alert', 'a', 'email', E'tab\\there\\nline \\\\N', '{"a": "b\\\\n"}', 1,
       CASE n % 3 WHEN 0 THEN 'sent' WHEN 1 THEN 'sending' ELSE 'due' END, clock() + n * interval '1 s', clock(), NULL, 1, n, clock()
     FROM generate_series(-3, 5000) AS n`,
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
  await db.close();
});

/** A migrated, empty database to restore into; the environment names it meanwhile. */
async function elsewhere<T>(
  work: (sql: (text: string) => Promise<Record<string, unknown>[]>) => Promise<T>,
): Promise<T> {
  await closeDb();
  const before = env.DATABASE_URL;
  const empty = await freshDatabase(server.url);
  env.DATABASE_URL = empty.url;
  const pool = new pg.Pool({ connectionString: empty.url, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await work(async (text) => (await pool.query(text)).rows);
  } finally {
    await closeDb();
    env.DATABASE_URL = before;
    await pool.end();
    await empty.drop();
  }
}

const contents = [
  `SELECT md5(string_agg(t::text, '|' ORDER BY "id")) AS sum FROM "Person" t`,
  `SELECT md5(string_agg(t::text, '|' ORDER BY "id")) AS sum FROM "TimelineEvent" t`,
  `SELECT md5(string_agg(t::text, '|' ORDER BY "id")) AS sum FROM "Delivery" t WHERE "state" = 'sent'`,
  'SELECT "name" FROM "Installation"',
  'SELECT "last_value" FROM claim_token',
];

it('brings every row back as it was, ends sessions, and lets go of what nobody holds any more', async () => {
  const file = path.join(folder, 'whole');
  const before = await Promise.all(contents.map((text) => db.sql(text)));
  const lines = await backupCommand.run(db.context(), [file]);
  expect(lines.at(-1)).toBe(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await elsewhere(async (sql) => {
    await restoreCommand.run(db.context(), [file]);
    expect(await Promise.all(contents.map((text) => sql(text)))).toEqual(before);
    expect(await sql('SELECT 1 FROM "Session" WHERE "revokedAt" IS NULL')).toEqual([]);
    expect(
      await sql(`SELECT 1 FROM "Delivery" WHERE "state" <> 'sent' AND ("state" <> 'due' OR "leaseUntil" IS NOT NULL)`),
    ).toEqual([]);
    // What was on its way may have arrived; what is not due yet has not.
    const marked = await sql(`SELECT DISTINCT "state" FROM "Delivery" WHERE "possibleDuplicate"`);
    expect(marked).toEqual([{ state: 'due' }]);
    expect(await sql(`SELECT 1 FROM pg_trigger WHERE "tgenabled" = 'D'`)).toEqual([]);
  });
});

it('refuses a file that was cut off or is none, and leaves the database as empty as it was', async () => {
  const whole = path.join(folder, 'to-break');
  await backUp(db.context(), whole);
  const bytes = gunzipSync(readFileSync(whole));
  const cut = path.join(folder, 'cut');
  const none = path.join(folder, 'none');
  writeFileSync(cut, gzipSync(bytes.subarray(0, Math.floor(bytes.length * 0.7))));
  writeFileSync(none, 'no backup');
  await elsewhere(async (sql) => {
    for (const file of [cut, none]) await expect(restore(file)).rejects.toMatchObject({ code: 'invalid' });
    await expect(restore(path.join(folder, 'missing'))).rejects.toMatchObject({ code: 'not-found' });
    expect(await sql('SELECT 1 FROM "Person"')).toEqual([]);
    expect(await sql('SELECT 1 FROM "Delivery"')).toEqual([]);
  });
});

it('restores only into an empty database of the same generation, and writes over no file', async () => {
  const file = path.join(folder, 'once');
  await backUp(db.context(), file);
  await expect(backUp(db.context(), file)).rejects.toMatchObject({ code: 'not-possible' });
  await closeDb();
  await expect(restore(file)).rejects.toMatchObject({
    code: 'not-possible',
    message: expect.stringContaining('empty'),
  });
  await elsewhere(async (sql) => {
    await sql(
      `DELETE FROM "_prisma_migrations" WHERE "migration_name" = (SELECT max("migration_name") FROM "_prisma_migrations")`,
    );
    await expect(restore(file)).rejects.toMatchObject({ message: expect.stringContaining('newer') });
  });
  await elsewhere(async (sql) => {
    await sql(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at") VALUES ('x', 'x', '9', clock())`,
    );
    await expect(restore(file)).rejects.toMatchObject({ message: expect.stringContaining('older') });
  });
  appendFileSync(file, 'rubbish');
  await elsewhere(async () => {
    await expect(restore(file)).rejects.toMatchObject({ code: 'invalid' });
  });
});
