'use client';

import { X } from 'lucide-react';
import * as Radix from 'radix-ui/toast';
import { Button } from './button';
import { dismissToast, type Toast } from './toast';

const standsForSeconds = 8;

/** Pauses on hover and focus; `F8` leads here by keyboard. */
export default function ToastStack({ toasts }: { toasts: readonly Toast[] }) {
  return (
    <Radix.Provider label="Result" swipeDirection="right">
      {toasts.map((toast) => (
        <Radix.Root
          key={toast.id}
          duration={(toast.seconds ?? standsForSeconds) * 1000}
          onOpenChange={(open) => open || dismissToast(toast.id)}
          className="flex items-center gap-2 rounded-card border bg-background py-1.5 pr-1.5 pl-4 shadow-float"
        >
          <div className="min-w-0 flex-1 py-1">
            <Radix.Title className="font-medium">{toast.title}</Radix.Title>
            {toast.description ? (
              <Radix.Description className="text-muted">{toast.description}</Radix.Description>
            ) : null}
          </div>
          {toast.action ? (
            <Radix.Action asChild altText={toast.action.label}>
              <Button size="small" onClick={toast.action.run}>
                {toast.action.label}
              </Button>
            </Radix.Action>
          ) : null}
          <Radix.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Dismiss">
              <X aria-hidden="true" />
            </Button>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport
        label="Results ({hotkey})"
        className="fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-50 flex list-none flex-col gap-2 outline-none sm:inset-x-auto sm:right-4 sm:bottom-4 sm:w-96 print:hidden"
      />
    </Radix.Provider>
  );
}
