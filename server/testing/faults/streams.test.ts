import type { EventEmitter } from 'node:events';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { cookieName } from '@/server/api/cookie';
import { answerTrpc } from '@/server/api/trpc-door';
import { env } from '@/server/env';
import { digest, keyed } from '@/server/secret';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { type TestDatabase, testDatabase } from '../database';
import { rounds } from '../rounds';
import { until } from '../waiting';

vi.setConfig({ testTimeout: rounds(30_000, 3_600_000) });
let db: TestDatabase;
let cookie: string;
beforeAll(async () => {
  db = await testDatabase();
  await db.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
     VALUES ('ada', 'Ada', 'ada@example.org', 'UTC', 'engineer', clock())`,
  );
  await db.sql(
    `INSERT INTO "Session" ("id", "personId", "tokenHash", "createdAt", "confirmedAt", "lastUsedAt", "expiresAt")
     VALUES ('s', 'ada', $1, clock(), clock(), clock(), clock() + interval '1 day')`,
    [digest('session of ada')],
  );
  const token = await encode({ token: { sid: 'session of ada' }, secret: keyed('session-cookie', 'next-auth') });
  cookie = `${cookieName('session-token')}=${token}`;
});
afterAll(() => db.close());

/** Who listens for rings in this process. */
const listening = (): number => {
  const bell = (globalThis as { __batonBell?: EventEmitter }).__batonBell;
  return bell ? bell.listenerCount('timeline') + bell.listenerCount('rights') : 0;
};
const sessions = async (name: string): Promise<number> =>
  (await db.sql('SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1', [name]))
    .length;

/** An open dashboard: reads until something was said, then as `next` is called. */
async function dashboard() {
  const gone = new AbortController();
  const answer = await answerTrpc(
    new Request(`${env.PUBLIC_URL}/api/trpc/oncall.watch`, {
      headers: { accept: 'text/event-stream', cookie },
      signal: gone.signal,
    }),
  );
  expect(answer.status).toBe(200);
  const reader = answer.body?.getReader();
  if (!reader) throw new Error('a stream has a body');
  const decoder = new TextDecoder();
  const next = async (): Promise<void> => {
    for (let said = ''; !said.includes('"changed"'); ) {
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream ended');
      said += decoder.decode(value, { stream: true });
    }
  };
  await next();
  // Next aborts the request whenever its connection ends; where the browser said so it cancels the answer too.
  const close = async () => {
    await reader.cancel();
    gone.abort();
  };
  return { next, drop: () => gone.abort(), close };
}

it('F61: dashboards that are closed, or dropped without a close, leave no listener and no connection behind', async () => {
  const many = rounds(30, 500);
  for (let round = 0; round < rounds(2, 20); round++) {
    const open: Awaited<ReturnType<typeof dashboard>>[] = [];
    // A few at a time: all at once would only show that the pool has an end.
    while (open.length < many) open.push(...(await Promise.all(Array.from({ length: 10 }, dashboard))));
    // One connection listens for them all, and the pool is what serves their looks.
    expect(await sessions('baton-bell')).toBe(1);
    expect(await sessions('baton-web')).toBeLessThanOrEqual(8);
    expect(listening()).toBeGreaterThanOrEqual(many);
    const half = Math.floor(many / 2);
    for (const one of open.slice(0, half)) one.drop();
    await until('the dropped ones have left', () => listening() <= 3 * (many - half));
    await tell(db.context(), await db.context().now(), {
      subject: subject('person', 'ada'),
      teamId: null,
      kind: 'changed',
      data: { what: 'a test' },
    });
    await Promise.all(open.slice(half).map((one) => one.next()));
    await Promise.all(open.slice(half).map((one) => one.close()));
    await until('nobody listens any more', () => listening() === 0);
  }
  expect(await sessions('baton-bell')).toBe(1);
});
