'use client';

import { useEffect, useRef, useState } from 'react';
import type { AlertRow } from './alert-row';
import { announcementsOf } from './announcements';

/** Says politely what changed in the list, to whoever listens. Silent about what was there to begin with. */
export function Announcer({ alerts }: { alerts: readonly AlertRow[] }) {
  const before = useRef(alerts);
  const [said, setSaid] = useState('');

  useEffect(() => {
    const news = announcementsOf(before.current, alerts);
    before.current = alerts;
    if (news.length > 0) setSaid(news.join('. '));
  }, [alerts]);

  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
