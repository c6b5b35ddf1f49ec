'use client';

import { useSyncExternalStore } from 'react';
import { Notice } from '@/components/ui/notice';

function watch(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Whether the device has a network at all. */
export const useOnline = (): boolean =>
  useSyncExternalStore(
    watch,
    () => navigator.onLine,
    () => true,
  );

/** Says that nothing typed is lost while there is no network. */
export function OfflineNotice({ className }: { className?: string }) {
  const online = useOnline();
  return (
    <div role="status" className={online ? '' : className}>
      {online ? null : (
        <Notice tone="major" title="No network">
          What you type is kept on this device. Send it when the network is back.
        </Notice>
      )}
    </div>
  );
}
