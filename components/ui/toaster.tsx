'use client';

import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { currentToasts, onToastsChange, type Toast } from './toast';

/** Most visits never see a toast, so what draws it is fetched with the first one. */
const ToastStack = lazy(() => import('./toast-stack'));
const none: readonly Toast[] = [];

export function Toaster() {
  const toasts = useSyncExternalStore(onToastsChange, currentToasts, () => none);
  const [needed, setNeeded] = useState(false);
  if (!needed && toasts.length > 0) setNeeded(true);
  if (!needed) return null;
  return (
    <Suspense fallback={null}>
      <ToastStack toasts={toasts} />
    </Suspense>
  );
}
