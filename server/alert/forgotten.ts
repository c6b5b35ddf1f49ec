/** Acknowledged and not heard of again: asked about after so long, unless the service says otherwise. */
export const forgottenSeconds = 24 * 3_600;
/** How long whoever has it may take to answer before it is everybody's again. */
export const answerSeconds = 900;

const later = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1_000);

/** When whoever takes it now is asked whether they are still on it; null: this service never asks. */
export function askAt({ forgottenSeconds: own }: { forgottenSeconds: number | null }, now: Date): Date | null {
  const seconds = own ?? forgottenSeconds;
  return seconds === 0 ? null : later(now, seconds);
}

/** When it is open again without an answer. */
export const backAt = (remindedAt: Date): Date => later(remindedAt, answerSeconds);

type Instants = { acknowledgedAt: Date | null; snoozedUntil: Date | null; remindedAt: Date | null };

/** Whether its time having come means a question to whoever has it, not a page. */
export const isToBeAsked = ({ acknowledgedAt, snoozedUntil, remindedAt }: Instants): boolean =>
  acknowledgedAt !== null && snoozedUntil === null && remindedAt === null;
