type Run = { position: { nextAt: Date | null }; restsUntil: Date | null };

/** Whether it acts now: its time has come, and no failure keeps it back. */
export function isDue(run: Run | undefined, now: Date): boolean {
  if (!run?.position.nextAt) return false;
  return run.position.nextAt <= now && (run.restsUntil === null || run.restsUntil <= now);
}

type Instants = { snoozedUntil: Date | null; acknowledgedAt: Date | null };

/** Its time has come: it is no longer put off, nor anybody's. */
export const isBack = ({ snoozedUntil, acknowledgedAt }: Instants): boolean =>
  (snoozedUntil ?? acknowledgedAt) !== null;
