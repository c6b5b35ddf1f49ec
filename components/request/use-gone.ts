'use client';

import { useState } from 'react';

/**
 * The rows that have left a list while one looked at it, and not by one's own hand: for each it is said who decided.
 * `list`: another one begins anew.
 */
export function useGone(list: string, ids: readonly string[], decidedHere: (id: string) => boolean) {
  const [seen, setSeen] = useState({ list, ids, gone: [] as string[] });
  if (seen.list !== list) setSeen({ list, ids, gone: [] });
  else if (seen.ids.join() !== ids.join()) {
    const left = seen.ids.filter((id) => !ids.includes(id) && !decidedHere(id));
    setSeen({ list, ids, gone: [...seen.gone.filter((id) => !ids.includes(id)), ...left].slice(-5) });
  }
  return {
    gone: seen.gone,
    dismiss: (id: string) => setSeen({ ...seen, gone: seen.gone.filter((one) => one !== id) }),
  };
}
