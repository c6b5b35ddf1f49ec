'use client';

import * as Radix from 'radix-ui/tabs';
import type { ReactNode } from 'react';
import { cn } from './class-names';

export type Tab = { value: string; label: ReactNode; count?: number; content: ReactNode };

type TabsProps = {
  /** What is chosen among, for screen readers: "Requests". */
  label: string;
  tabs: readonly Tab[];
  /** Ruled from outside, so that the address can keep it. */
  value?: string;
  onValueChange?: (value: string) => void;
  className?: string;
};

export function Tabs({ label, tabs, value, onValueChange, className }: TabsProps) {
  const control = value === undefined ? { defaultValue: tabs[0]?.value ?? '' } : { value };
  return (
    <Radix.Root {...control} {...(onValueChange ? { onValueChange } : {})} className={className}>
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className={tabLook}>
            {tab.label}
            {tab.count === undefined ? null : <TabCount>{tab.count}</TabCount>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

/** The look of a tab, for links between addresses (`aria-current="page"` marks the present one). */
export const tabLook = cn(
  'inline-flex h-11 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-2 text-muted no-underline sm:pointer-fine:h-9',
  'hover:text-ink -outline-offset-2!',
  'data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink',
  'aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink',
);

export function TabCount({ children }: { children: number }) {
  return (
    <span className="min-w-5 rounded-full bg-other px-1.5 text-center font-medium text-label text-on-other">
      {children}
    </span>
  );
}
