'use client';

import { useEffect, useState } from 'react';
import { usePresent } from '@/components/clock';

/** When this device last showed an incident, before now; null on the first visit. Noted whenever one looks away. */
export function useLookedAt(incidentId: string): Date | null {
  const present = usePresent();
  const [lookedAt, setLookedAt] = useState<Date | null>(null);

  useEffect(() => {
    const key = `baton.looked.${incidentId}`;
    const kept = localStorage.getItem(key);
    setLookedAt(kept ? new Date(kept) : null);
    const away = () => {
      if (document.visibilityState === 'hidden') note(key, present());
      else {
        const before = localStorage.getItem(key);
        if (before) setLookedAt(new Date(before));
      }
    };
    document.addEventListener('visibilitychange', away);
    return () => {
      document.removeEventListener('visibilitychange', away);
      note(key, present());
    };
  }, [incidentId, present]);

  return lookedAt;
}

function note(key: string, at: Date): void {
  try {
    localStorage.setItem(key, at.toISOString());
  } catch {
    // Without a store there is no divider, and nothing else is lost.
  }
}
