'use client';

import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Prefill } from './ask-address';

/** Most visits ask for nothing: the form is fetched with the first question. */
const AskDrawer = lazy(() => import('./ask-drawer'));

/** The form over this screen: `ask` opens it with what is known already, `drawer` is to be placed once. */
export function useAskDrawer(): { ask: (prefill: Prefill) => void; drawer: ReactNode } {
  const [prefill, setPrefill] = useState<Prefill | null>(null);
  const drawer = prefill ? (
    <Suspense fallback={null}>
      <AskDrawer prefill={prefill} onClose={() => setPrefill(null)} />
    </Suspense>
  ) : null;
  return { ask: setPrefill, drawer };
}
