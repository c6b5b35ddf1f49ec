import type { Context } from '@/server/context';

/**
 * A job that takes long, because it waits for others outside or reads a lot: it is begun and not waited for, because
 * pages go out in the same turns, and not begun again while it runs.
 */
export function aside(work: (ctx: Context) => Promise<unknown>): (ctx: Context) => Promise<number> {
  let running = false;
  return async (ctx) => {
    if (running) return 0;
    running = true;
    void work(ctx)
      .catch((error: unknown) => ctx.log.error({ error: String(error) }, 'a job beside the turns failed'))
      .finally(() => {
        running = false;
      });
    return 0;
  };
}
