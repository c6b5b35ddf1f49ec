const hourMs = 3_600_000;

/** A draft can be written from so long before the handoff on, and no earlier than the handoff before it. */
export const draftAheadMs = 24 * hourMs;

/** The outgoing people are reminded of it so long before. */
export const remindAheadMs = 2 * hourMs;

/** A handoff without a draft, because nobody looked for that long, still gets its note within this time. */
export const catchUpMs = 2 * hourMs;

/** Who was not told within this time need not be told any more. */
export const lateIsOldMs = 48 * hourMs;

/** Of handoffs in order, those whose notes are to be drafted by now. */
export const draftsDue = (handoffs: readonly Date[], now: Date): Date[] =>
  handoffs.filter((at, i) => {
    const before = handoffs[i - 1];
    const opens = Math.max(at.getTime() - draftAheadMs, before?.getTime() ?? 0);
    return opens <= now.getTime() && at.getTime() > now.getTime() - catchUpMs;
  });
