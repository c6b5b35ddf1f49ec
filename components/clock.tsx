'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';

type Anchor = { serverIso: string; deviceMilliseconds: number };

const ClockContext = createContext<Anchor | null>(null);

/**
 * The screen's only "now". It starts at the server's instant and goes on from there, so that a device whose clock is
 * wrong still counts down correctly. `now`: the server's instant, ISO 8601.
 */
export function ClockProvider({ now, children }: { now: string; children: ReactNode }) {
  const [anchor, setAnchor] = useState(() => drop(now));
  if (anchor.serverIso !== now) setAnchor(drop(now));
  return <ClockContext value={anchor}>{children}</ClockContext>;
}

/**
 * The present instant, renewed every `everySeconds` and when the page is looked at again. The first value is exactly
 * the server's, so what the server rendered and what the browser makes of it agree.
 */
export function useNow(everySeconds = 30): Date {
  const anchor = useContext(ClockContext);
  if (!anchor) throw new Error('useNow needs a ClockProvider above it');
  const [now, setNow] = useState(() => new Date(anchor.serverIso));

  useEffect(() => {
    const tick = () => setNow(present(anchor));
    tick();
    const timer = setInterval(tick, everySeconds * 1000);
    // Timers sleep in hidden tabs; a countdown that is looked at again must not show the past.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [anchor, everySeconds]);

  return now;
}

/** The present instant, for whoever needs it once and not on screen. */
export function usePresent(): () => Date {
  const anchor = useContext(ClockContext);
  if (!anchor) throw new Error('usePresent needs a ClockProvider above it');
  return useCallback(() => present(anchor), [anchor]);
}

const drop = (serverIso: string): Anchor => ({ serverIso, deviceMilliseconds: Date.now() });

const present = (anchor: Anchor): Date =>
  new Date(Date.parse(anchor.serverIso) + Date.now() - anchor.deviceMilliseconds);
