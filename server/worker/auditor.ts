import { audit, clockSkewSeconds, type Finding, type FindingKind } from '@/server/audit';
import { stopwatch } from '@/server/clock';
import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { notify } from '@/server/notification/commands';
import type { Notice } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { adminIds } from '@/server/team/queries';
import { subject } from '@/server/timeline/subject';

/** Lateness has to last: right after a pause the worker is about to catch up, and says so by doing it. */
const lastingSeconds = 15;
const tolerableSkewSeconds = 5;
const passing: ReadonlySet<FindingKind> = new Set(['late-step', 'late-page', 'lease-expired']);

const sentences: Record<FindingKind, string> = {
  'open-without-action': 'open alerts about which nobody will be paged',
  'taken-without-return': 'taken alerts that will not come back if they are forgotten',
  'asleep-without-waking': 'snoozed alerts that will not wake up',
  parked: 'alerts whose escalation failed again and again; it is tried once an hour',
  'late-step': 'alerts whose next step is over a minute late',
  'late-page': 'pages that are over a minute late',
  'lease-expired': 'pages whose worker stopped without giving them back',
};

/**
 * The auditor (R17): looks for what nothing follows, tells the log and, once an hour and kind, the admins. `isClear`
 * says whether the last look found nothing: while it does not, the dead man is not fed.
 */
export function auditor() {
  const seen = new Map<FindingKind, () => number>();
  let clear = true;

  const lasting = (found: Finding[]): Finding[] => {
    for (const kind of seen.keys()) if (!found.some((one) => one.kind === kind)) seen.delete(kind);
    for (const { kind } of found) if (!seen.has(kind)) seen.set(kind, stopwatch());
    return found.filter(({ kind }) => !passing.has(kind) || (seen.get(kind)?.() ?? 0) >= lastingSeconds);
  };

  return {
    isClear: () => clear,
    async run(ctx: Context): Promise<number> {
      const findings = lasting(await audit(ctx));
      clear = findings.length === 0;
      for (const { kind, count, ids } of findings)
        ctx.log.error({ finding: kind, count, ids }, `the auditor found ${count} ${sentences[kind]}`);
      if (!clear) await inTransaction(ctx, (ctx) => tellAdmins(ctx, findings));
      const skewSeconds = await clockSkewSeconds(ctx);
      if (Math.abs(skewSeconds) > tolerableSkewSeconds)
        ctx.log.warn(
          { skewSeconds },
          'this machine’s clock and the database’s differ: decisions follow the database’s',
        );
      return 0;
    },
  };
}

async function tellAdmins(ctx: Context, findings: Finding[]): Promise<void> {
  const now = await ctx.now();
  const personIds = await adminIds(ctx);
  for (const finding of findings)
    await notify(ctx, {
      personIds,
      about: { subject: subject('organisation', 'only'), teamId: null },
      notice: noticeOf(finding),
      key: `audit ${finding.kind} ${now.toISOString().slice(0, 13)}`,
      now,
    });
}

const noticeOf = ({ kind, count, ids }: Finding): Notice => ({
  title: `Baton’s auditor: ${count} ${sentences[kind]}`,
  lines: [
    `The auditor looks every minute for what should never be. It found ${count} ${sentences[kind]}.`,
    'Look at the log of the worker; an alert can be escalated by hand.',
  ],
  facts: [{ label: count > ids.length ? 'The oldest' : 'Which', value: ids.join(', ') }],
  links: [{ label: 'Open the alerts', url: absolute(env.PUBLIC_URL, paths.alerts()) }],
  reason: 'You get this because you are an admin; it is sent once an hour while it lasts.',
});
