'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { cn } from '@/components/ui/class-names';
import { useAlive } from '@/components/ui/use-alive';

const themes = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'System', icon: Monitor },
] as const;

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  // The choice lies on the device: the server cannot know it, so nothing is chosen until the page lives.
  const alive = useAlive();
  return (
    <fieldset className="grid grid-cols-3 gap-1 rounded-control bg-surface p-1">
      <legend className="sr-only">Colours</legend>
      {themes.map(({ value, label, icon: Icon }) => (
        <label
          key={value}
          className={cn(
            'flex min-h-11 items-center justify-center gap-1.5 rounded-[4px] border border-transparent px-2 text-label text-muted sm:pointer-fine:min-h-7',
            'hover:text-ink has-checked:border-divider has-checked:bg-background has-checked:font-medium has-checked:text-ink',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent forced-colors:has-checked:border-[Highlight]',
          )}
        >
          <input
            type="radio"
            name="theme"
            value={value}
            checked={alive && theme === value}
            onChange={() => setTheme(value)}
            className="sr-only"
          />
          <Icon aria-hidden="true" className="size-3.5" />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
