import { resolve } from '@/server/alert/commands';
import { openedUnder } from '@/server/alert/queries';
import type { Context } from '@/server/context';
import { policiesByIds } from '@/server/escalation/queries';
import { openAlert } from '@/server/intake/commands';
import type { GapAhead } from '@/server/oncall/coverage';
import { everyGapAhead } from '@/server/oncall/queries';
import { listServices } from '@/server/service/queries';
import { spanLabel } from '@/server/time/label';

const dayMs = 86_400_000;
const nearMs = 7 * dayMs;
const prefix = 'gap ahead: ';

/** One gap, one alert: also when it was closed by hand, because somebody knows of it. */
const keyOf = ({ rotationId, role, from }: GapAhead): string => `${prefix}${rotationId} ${role} ${from.toISOString()}`;

/**
 * Opens an alert for every gap that begins in under a week, once, and resolves those whose gap was filled before it
 * began. It goes to the service whose policy pages that rotation, else to the oldest of the team; a team without a
 * service reads of its gaps on the first screen alone. Returns how many alerts it opened.
 */
export async function warnOfGaps(ctx: Context): Promise<number> {
  const [now, gaps, services] = [await ctx.now(), await everyGapAhead(ctx), await listServices(ctx)];
  const policies = await policiesByIds(ctx, [...new Set(services.map(({ policyId }) => policyId))]);
  const pages = (policyId: string, rotationId: string): boolean =>
    (policies.get(policyId)?.steps ?? []).some(({ targets }) =>
      targets.some((target) => 'rotationId' in target && target.rotationId === rotationId),
    );
  const serviceFor = ({ teamId, rotationId }: GapAhead) => {
    const own = services.filter((service) => service.teamId === teamId);
    return own.find(({ policyId }) => pages(policyId, rotationId)) ?? own[0];
  };
  const known = await openedUnder(
    ctx,
    services.map(({ id }) => id),
    prefix,
  );
  const there = new Set(gaps.map(keyOf));
  for (const { alertId, key, closed } of known) {
    if (!closed && !there.has(key) && beginOf(key) > now) await resolve(ctx, { alertId, note: 'The gap was filled' });
  }
  const told = new Set(known.map(({ key }) => key));
  let opened = 0;
  for (const gap of gaps) {
    const service = serviceFor(gap);
    // One that has begun is no longer ahead: whatever fires into it raises an alert of its own.
    const isNear = gap.from > now && gap.from.getTime() - now.getTime() < nearMs;
    if (!service || !isNear || told.has(keyOf(gap))) continue;
    await openAlert(ctx, { ...wordsOf(gap, now), serviceId: service.id, key: keyOf(gap), links: [] });
    opened += 1;
  }
  return opened;
}

const beginOf = (key: string): Date => new Date(key.slice(key.lastIndexOf(' ') + 1));

/** Urgent only where it can no longer wait for working hours. */
function wordsOf({ role, rotation, zone, from, to }: GapAhead, now: Date) {
  const text = `Nobody holds this role of ${rotation} ${spanLabel(from, to, zone)}. Find somebody to cover it.`;
  return {
    title: `Nobody will be ${role} of ${rotation}, ${spanLabel(from, to, zone)}`,
    details: { text, fields: [] },
    priority: from.getTime() - now.getTime() < dayMs ? ('P2' as const) : ('P4' as const),
  };
}
