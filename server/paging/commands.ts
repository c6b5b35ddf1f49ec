import type { Alert } from '@/server/alert/alert';
import { carryOut, lockAlerts, noticeFor, pageByHand } from '@/server/alert/commands';
import { cameBack, held } from '@/server/alert/decision';
import { backAt, isToBeAsked } from '@/server/alert/forgotten';
import { noticeForPlace } from '@/server/alert/queries';
import { type Context, inTransaction } from '@/server/context';
import * as escalation from '@/server/escalation/commands';
import { dueSubjects, runsOf } from '@/server/escalation/queries';
import { fault } from '@/server/fault';
import { quietUntil, windowOver } from '@/server/service/maintenance';
import { windowsAt, windowsByIds } from '@/server/service/queries';
import { subject } from '@/server/timeline/subject';
import { isBack, isDue } from './due';
import { labelsOf } from './planned-work';
import * as store from './store';

const about = (id: string) => subject('alert', id);

/** Fires every step that is due, service by service. One that fails rests, and the others go on. For the worker. */
export async function advanceDue(ctx: Context, most = 500): Promise<number> {
  await releaseHeld(ctx);
  const due = await dueSubjects(ctx, 'alert', most);
  let fired = 0;
  for (const { serviceId, ids } of due.length > 0 ? await store.batchesOf(ctx, due) : [])
    fired += await advanceSafely(ctx, serviceId, ids);
  return fired;
}

/** Planned work that was ended early, or moved: what it kept quiet is paged then. */
async function releaseHeld(ctx: Context): Promise<void> {
  const kept = await store.heldByWindow(ctx);
  if (kept.length === 0) return;
  const windows = await windowsByIds(
    ctx,
    kept.map(({ windowId }) => windowId),
  );
  for (const { windowId, ids, until } of kept) {
    const endsAt = windows.get(windowId)?.endsAt;
    if (!endsAt || endsAt >= until) continue;
    await inTransaction(ctx, async (ctx) => {
      const alerts = (await lockAlerts(ctx, ids)).filter((one) => !one.closedAt && one.heldById === windowId);
      const waiting = alerts.map(({ id }) => id);
      await store.holdUntil(ctx, waiting, endsAt);
      for (const id of waiting) await escalation.sleepUntil(ctx, about(id), endsAt);
    });
  }
}

async function advanceSafely(ctx: Context, serviceId: string, ids: string[]): Promise<number> {
  try {
    return await inTransaction(ctx, (ctx) => advanceTogether(ctx, serviceId, ids));
  } catch (error) {
    if (store.isDown(error)) throw error;
    if (store.isLocked(error)) return 0;
    let fired = 0;
    if (ids.length > 1) for (const id of ids) fired += await advanceSafely(ctx, serviceId, [id]);
    else await inTransaction(ctx, async (ctx) => escalation.rest(ctx, about(ids[0] ?? ''), await ctx.now(), error));
    return fired;
  }
}

async function advanceTogether(ctx: Context, serviceId: string, ids: string[]): Promise<number> {
  if (!(await store.claimBatch(ctx, serviceId))) return 0;
  const locked = (await lockAlerts(ctx, ids)).filter(({ closedAt }) => closedAt === null);
  const now = await ctx.now();
  const runs = await runsOf(ctx, 'alert', ids);
  const due = locked.filter(({ id }) => isDue(runs.get(id), now));
  const asked = due.filter(isToBeAsked);
  for (const alert of asked) await ask(ctx, alert, now);
  const kept = await keepQuiet(
    ctx,
    due.filter((one) => !asked.includes(one)),
    now,
  );
  const alerts = due.filter((one) => !asked.includes(one) && !kept.has(one.id));
  for (const alert of alerts) if (isBack(alert)) await carryOut(ctx, alert, cameBack(alert, now), now);
  const outcome = await escalation.advance(ctx, {
    subjects: alerts.map(({ id, teamId, priority }) => ({ subject: about(id), teamId, priority })),
    now,
    source: serviceId,
    noticeFor: (person, fired) => noticeFor(ctx, fired.ids, person, fired, now),
    noticeForPlace: (fired) => noticeForPlace(ctx, fired.ids, fired, now),
  });
  await fault('step.before-commit');
  return outcome || asked.length > 0 ? 1 : 0;
}

/** Acknowledged and not heard of since: whoever has it says whether they still do, or it comes back. */
async function ask(ctx: Context, alert: Alert, now: Date): Promise<void> {
  const personId = alert.acknowledgedById ?? '';
  const at = backAt(now);
  const event = { kind: 'asked-about', data: { personId, until: at } } as const;
  await carryOut(ctx, alert, { change: { remindedAt: now }, run: { to: 'wait', at }, event }, now);
  await pageByHand(ctx, alert, 'ask', [personId], now);
}

/** Those that planned work keeps quiet now. What people opened by hand it never does: they asked for somebody. */
async function keepQuiet(ctx: Context, alerts: Alert[], now: Date): Promise<Set<string>> {
  const sent = alerts.filter(({ integrationId }) => integrationId !== null);
  if (sent.length === 0) return new Set();
  const windows = await windowsAt(ctx, [...new Set(sent.map(({ teamId }) => teamId))], now);
  const kept = new Set<string>();
  for (const alert of windows.length > 0 ? sent : []) {
    const window = windowOver(windows, { ...alert, labels: labelsOf(alert) }, now);
    if (!window) continue;
    kept.add(alert.id);
    await carryOut(ctx, alert, held(window, quietUntil(window, now)), now);
  }
  return kept;
}
