import type { PoolName } from './bounds';
import { databaseTime } from './clock';
import { refusal } from './database-refusal';
import { closeDb, type Db, dbOf, type Tx } from './db';
import { type Log, log } from './log';
import type { Actor } from './policy/actor';

/**
 * What every query and command is handed first: made once per request or job, never kept longer.
 * Inside a transaction `db` is that transaction, so that commands calling commands share it.
 */
export type Context = {
  db: Tx;
  actor: Actor;
  log: Log;
  requestId: string;
  /** The database's time at this instant (R5). Commands ask after taking their locks, and pass `now` on. */
  now(): Promise<Date>;
  /** Only for `inTransaction`. */
  client: Db;
  inside: boolean;
};

export function makeContext(actor: Actor, options: { pool?: PoolName; requestId?: string; client?: Db } = {}): Context {
  const client = options.client ?? dbOf(options.pool ?? 'web');
  const requestId = options.requestId ?? crypto.randomUUID();
  return { db: client, client, inside: false, actor, requestId, log, now: () => databaseTime(client) };
}

/** The same request on behalf of somebody else: a link's person, Baton itself. */
export const as = (ctx: Context, actor: Actor): Context => ({ ...ctx, actor });

const again = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction: all of it holds, or none. Called inside another, it joins it. Serialisation failures
 * and deadlocks are tried again, three times in all, so `work` must do nothing but read and write rows.
 */
export async function inTransaction<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.inside) return work(ctx);
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.client.$transaction((tx) => work({ ...ctx, db: tx, inside: true, now: () => databaseTime(tx) }));
    } catch (error) {
      if (attempt >= 3 || !again.has(refusal(error)?.sqlState ?? '')) throw error;
    }
  }
}

/** Gives the connections back, when a process ends. */
export const closeContexts = closeDb;
