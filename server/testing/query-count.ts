import type { Context } from '@/server/context';
import type { Db } from '@/server/db';

/** The same context, and how many statements it has sent since. Transactions are not looked into. */
export function counting(ctx: Context): { ctx: Context; count: () => number } {
  let sent = 0;
  const client = ctx.client.$extends({
    query: {
      $allOperations({ args, query }) {
        sent += 1;
        return query(args);
      },
    },
  }) as unknown as Db;
  return { ctx: { ...ctx, client, db: client }, count: () => sent };
}
