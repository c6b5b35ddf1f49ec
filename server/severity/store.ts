import type { Context } from '@/server/context';
import type { Due, DueBySeverity } from './due';
import { type Severity, severities } from './severity';

/** What somebody set; a severity that is missing keeps Baton's own. */
export async function due(ctx: Context): Promise<Partial<DueBySeverity>> {
  const rows = await ctx.db.severityDue.findMany();
  return Object.fromEntries(
    rows.map(({ severity, followUpDays, reviewDays }) => [
      severity as Severity,
      { followUpDays, reviewDays } satisfies Due,
    ]),
  );
}

export async function saveDue(ctx: Context, due: DueBySeverity, changedAt: Date): Promise<void> {
  for (const severity of severities) {
    const row = { ...due[severity], changedAt };
    await ctx.db.severityDue.upsert({ where: { severity }, create: { severity, ...row }, update: row });
  }
}
