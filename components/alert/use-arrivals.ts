'use client';

import { useState } from 'react';
import type { AlertRow } from './alert-row';

/**
 * Alerts that open while somebody is at work in the list do not push what they are about to press from under them: they
 * wait behind one line until it is pressed. While nobody is, they stand in the list at once.
 */
export function useArrivals(open: readonly AlertRow[], isAtWork: () => boolean) {
  const [known, setKnown] = useState<ReadonlySet<string>>(() => new Set(open.map(({ id }) => id)));
  const fresh = open.filter(({ id }) => !known.has(id));
  const show = () => setKnown(new Set([...known, ...open.map(({ id }) => id)]));
  const held = fresh.length > 0 && isAtWork() ? fresh : [];
  if (fresh.length > 0 && held.length === 0) show();
  const waiting = new Set(held.map(({ id }) => id));
  return { count: held.length, isWaiting: (id: string) => waiting.has(id), show };
}
