import { outside } from '@/server/bounds';
import type { Context } from '@/server/context';
import { env } from '@/server/env';
import { componentsOnPage } from '@/server/integrations/outbound/statuspage';
import { heardOfPage } from '@/server/status-update/commands';
import { pageToAsk } from '@/server/status-update/queries';

/** Asks the status page what components it has: whoever set it up sees at once whether the key is right. */
export async function readStatusPage(ctx: Context): Promise<void> {
  const page = await pageToAsk(ctx);
  if (!page) return;
  const said = await componentsOnPage(
    { apiUrl: env.STATUSPAGE_API_URL, ...page },
    AbortSignal.timeout(outside.totalMs),
  );
  await heardOfPage(ctx, page.version, said);
}
