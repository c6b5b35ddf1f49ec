const day = 86_400_000;

/** A runbook that nobody has read or tried for so long is stale (F3 of the metrics). */
export const staleAfterDays = 180;

type Dates = { createdAt: Date; reviewedAt: Date | null; testedAt: Date | null; lastRunAt: Date | null };

/** `fresh`: read, changed or tried out lately. `stale`: too long ago. `never-used`: no run was ever made of it. */
export function freshnessOf({ createdAt, reviewedAt, testedAt, lastRunAt }: Dates, now: Date) {
  const lookedAt = Math.max(createdAt.getTime(), reviewedAt?.getTime() ?? 0, testedAt?.getTime() ?? 0);
  return {
    lookedAt: new Date(lookedAt),
    stale: now.getTime() - lookedAt > staleAfterDays * day,
    neverUsed: lastRunAt === null,
  };
}
