/** When any of these senders was last heard from; null for never. */
export const lastHeard = (senders: readonly { lastHeardAt: Date | null }[]): Date | null =>
  senders.reduce<Date | null>(
    (last, { lastHeardAt }) => (lastHeardAt && (!last || lastHeardAt > last) ? lastHeardAt : last),
    null,
  );
