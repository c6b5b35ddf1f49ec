'use client';

import './style-nonce';
import * as Radix from 'radix-ui/dropdown-menu';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { Kbd } from './kbd';

type MenuProps = {
  trigger: ReactNode;
  align?: 'start' | 'center' | 'end';
  /** Where a key opens it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
};

/** Actions behind a button. Not modal: the page below neither jumps nor stops scrolling. */
export function Menu({ trigger, align = 'end', open, onOpenChange, children }: MenuProps) {
  const control = { ...(open === undefined ? {} : { open }), ...(onOpenChange ? { onOpenChange } : {}) };
  return (
    <Radix.Root modal={false} {...control}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto rounded-card border bg-background p-1 shadow-float outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type MenuItemProps = {
  onSelect?: () => void;
  disabled?: boolean;
  /** Why it is disabled, and whom to ask: stands below the label. */
  reason?: string;
  danger?: boolean;
  icon?: ReactNode;
  keys?: string;
  /** With `asChild` the child is the item itself: a link. */
  asChild?: boolean;
  children: ReactNode;
};

const row = cn(
  'flex min-h-11 w-full items-center gap-2 rounded-control px-2 py-1 text-left outline-none sm:pointer-fine:min-h-8',
  'data-highlighted:bg-accent-tint data-disabled:text-muted [&_svg]:size-4 [&_svg]:shrink-0',
);

export function MenuItem({ onSelect, disabled = false, reason, danger, icon, keys, asChild, children }: MenuItemProps) {
  const look = cn(row, danger && !disabled && 'text-critical');
  if (asChild)
    return (
      <Radix.Item asChild disabled={disabled} className={look}>
        {children}
      </Radix.Item>
    );
  return (
    <Radix.Item {...(onSelect ? { onSelect } : {})} disabled={disabled} className={look}>
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {reason ? <span className="block text-label">{reason}</span> : null}
      </span>
      {keys ? <Kbd keys={keys} /> : null}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-divider" />;
}
