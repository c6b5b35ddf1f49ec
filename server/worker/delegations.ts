import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { delegationNotice } from '@/server/request/wording';
import { everyRotation } from '@/server/rotation/queries';
import { decidersOf, managersToBeAway } from '@/server/team/queries';
import { subject } from '@/server/timeline/subject';

/** How far ahead an absence is asked about. */
const sightMs = 14 * 86_400_000;

/** Asks managers who will be away for more than two days, once for each absence, who decides meanwhile. */
export async function askWhoDecides(ctx: Context): Promise<number> {
  const now = await ctx.now();
  const teamIds = (await everyRotation(ctx)).map(({ teamId }) => teamId);
  const teams = await decidersOf(ctx, teamIds, now);
  const managers = [...new Set([...teams.values()].flatMap((team) => team.managers))];
  const away = await managersToBeAway(ctx, managers, new Date(now.getTime() + sightMs));
  const link = absolute(env.PUBLIC_URL, paths.requests());
  for (const { personId, zone, ...span } of away) {
    const about = { subject: subject('person', personId), teamId: null };
    // The same absence makes the same mail, and the same mail is written once.
    const key = `delegation ${personId} ${span.from.toISOString()}`;
    const notice = delegationNotice(span, zone, link);
    await inTransaction(ctx, (tx) => notify(tx, { personIds: [personId], about, notice, key, now }));
  }
  return 0;
}
