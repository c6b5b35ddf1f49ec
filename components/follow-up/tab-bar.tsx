'use client';

import { cn } from '@/components/ui/class-names';
import { type Tab, tabs, tabWords } from './list-input';

/** Whose, and from what. Buttons, because each shows another list and none hides a panel. */
export function TabBar({ tab, onChange }: { tab: Tab; onChange: (tab: Tab) => void }) {
  return (
    <fieldset aria-label="Which follow-ups" className="mb-4 min-w-0 border-b">
      <div className="-mb-px flex gap-1 overflow-x-auto">
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === tab}
            onClick={() => onChange(each)}
            className={cn(
              'h-11 shrink-0 whitespace-nowrap border-transparent border-b-2 px-3 -outline-offset-2! sm:pointer-fine:h-9',
              each === tab
                ? 'border-accent font-semibold text-accent'
                : 'text-muted hover:border-control hover:text-ink',
            )}
          >
            {tabWords[each]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
