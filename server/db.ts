import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/prisma/generated/client';
import { type PoolName, pools } from './bounds';
import { env } from './env';

export type Db = PrismaClient;
/** What a store is handed: the client, or the transaction it runs in. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>;

// On globalThis: Next bundles module graphs apart, and two graphs must not mean two sets of pools.
const shared = globalThis as { __batonDb?: Partial<Record<PoolName, PrismaClient>> };

/** The client of a pool, made on first use: importing this file connects to nothing. */
export function dbOf(name: PoolName): PrismaClient {
  shared.__batonDb ??= {};
  shared.__batonDb[name] ??= open(name);
  return shared.__batonDb[name];
}

function open(name: PoolName): PrismaClient {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: the launcher hands it to the web and the worker');
  const bound = pools[name];
  const adapter = new PrismaPg(
    {
      connectionString: env.DATABASE_URL,
      application_name: `baton-${name}`,
      max: bound.max,
      // One stays open: the first alert of a quiet night does not wait for a new session.
      min: 1,
      connectionTimeoutMillis: bound.connectMs,
      lock_timeout: bound.lockMs,
      statement_timeout: bound.statementMs,
      query_timeout: bound.queryMs,
      idle_in_transaction_session_timeout: bound.idleInTransactionMs,
      keepAlive: true,
    },
    // Without a listener a server that goes away takes the process with it; the next query reports the loss.
    { onPoolError: () => undefined, onConnectionError: () => undefined },
  );
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: bound.connectMs, timeout: bound.queryMs + 2_000 },
  });
}

export async function closeDb(): Promise<void> {
  const open = Object.values(shared.__batonDb ?? {});
  shared.__batonDb = {};
  await Promise.allSettled(open.map((client) => client.$disconnect()));
}
