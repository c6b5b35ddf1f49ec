'use client';

import './style-nonce';
import { X } from 'lucide-react';
import * as RadixDialog from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { Button } from './button';
import { cn } from './class-names';

type DialogProps = {
  title: ReactNode;
  /** What will happen, in a sentence. */
  description?: ReactNode;
  /** The button that opens it; it has the focus back afterwards. Leave out where `open` is ruled from outside. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** `centre` for a question, `side` for a form beside what it is about. Both fill a phone from below. */
  placement?: 'centre' | 'side';
  wide?: boolean;
  /** Buttons; the one that acts stands last. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** Modal, focus kept within and returned after; never one over another. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  placement = 'centre',
  wide = false,
  footer,
  children,
}: DialogProps) {
  const control = { ...(open === undefined ? {} : { open }), ...(onOpenChange ? { onOpenChange } : {}) };
  return (
    <RadixDialog.Root {...control}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 bg-[#0A0E16]/45 print:hidden" />
        <RadixDialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed z-40 flex flex-col border bg-background shadow-float outline-none forced-colors:border',
            'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-card pb-[env(safe-area-inset-bottom)]',
            placement === 'centre' &&
              'sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-h-[80vh] sm:-translate-x-1/2 sm:rounded-card',
            placement === 'side' && 'sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:rounded-none sm:border-y-0',
            wide ? 'sm:w-[min(56rem,calc(100vw-2rem))]' : 'sm:w-[min(30rem,calc(100vw-2rem))]',
          )}
        >
          <header className="py-4 pr-14 pl-4 sm:pl-5">
            <RadixDialog.Title className="font-semibold text-section">{title}</RadixDialog.Title>
            {description ? (
              <RadixDialog.Description className="mt-1 max-w-[72ch] text-muted">{description}</RadixDialog.Description>
            ) : null}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4 sm:px-5">{children}</div>
          {footer ? (
            <footer
              className={cn(
                'flex flex-wrap justify-end gap-2 border-t bg-surface px-4 py-3 sm:px-5',
                placement === 'centre' && 'sm:rounded-b-card',
              )}
            >
              {footer}
            </footer>
          ) : null}
          {/* Last, so that the focus first goes to what the dialog is about. */}
          <RadixDialog.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Close" className="absolute top-2.5 right-2.5">
              <X aria-hidden="true" />
            </Button>
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** Closes the dialog around it: `<DialogClose><Button>Keep it</Button></DialogClose>`. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <RadixDialog.Close asChild>{children}</RadixDialog.Close>;
}
