'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Avatar } from '@/components/ui/person-chip';
import { listed } from './timeline-words';
import type { Viewer } from './use-incident';

const everySeconds = 10;

/** Who else has this page before them now. Said again while the page is seen, taken back when it is left. */
export function Lookers({ incidentId, viewer }: { incidentId: string; viewer: Viewer }) {
  const trpc = useTRPC();
  const look = useMutation(trpc.presence.look.mutationOptions({ retry: false }));
  const away = useMutation(trpc.presence.lookAway.mutationOptions({ retry: false }));
  const sayHere = useEffectEvent(() => {
    if (document.visibilityState === 'visible' && navigator.onLine) look.mutate({ incidentId });
  });
  const sayAway = useEffectEvent(() => away.mutate({ incidentId }));

  useEffect(() => {
    sayHere();
    const timer = setInterval(sayHere, everySeconds * 1_000);
    document.addEventListener('visibilitychange', sayHere);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', sayHere);
      sayAway();
    };
  }, []);

  const others = (look.data ?? []).filter(({ id }) => id !== viewer.id);
  if (others.length === 0) return null;
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-label text-muted print:hidden">
      <span aria-hidden="true" className="flex -space-x-1.5">
        {others.slice(0, 4).map(({ id, name }) => (
          <Avatar key={id} name={name} size="small" />
        ))}
      </span>
      <span className="truncate">
        {listed(others.map(({ name }) => name))} {others.length === 1 ? 'looks' : 'look'} at this too
      </span>
    </p>
  );
}
