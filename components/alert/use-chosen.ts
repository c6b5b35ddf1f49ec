'use client';

import { useState } from 'react';

/** Which alerts are chosen for what is done to many at once. */
export function useChosen() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return { has: (id: string) => ids.has(id), count: ids.size, toggle, clear: () => setIds(new Set()) };
}

export type Chosen = ReturnType<typeof useChosen>;
