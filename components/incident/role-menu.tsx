'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { cn } from '@/components/ui/class-names';
import { Mark } from '@/components/ui/mark';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { Helper, Viewer } from './use-incident';
import { hoursWords } from './working-hours';

type RoleMenuProps = {
  /** "Lead", "Communications". */
  name: string;
  /** Opens it: a second key takes the role. */
  keys: string;
  holder: { id: string; name: string } | null;
  helpers: readonly Helper[];
  viewer: Viewer;
  disabled: boolean;
  busy: boolean;
  onChoose: (personId: string) => void;
};

/** Who holds a role, and everybody who could: the viewer stands first, so `l` and `Enter` take the lead. */
export function RoleMenu({ name, keys, holder, helpers, viewer, disabled, busy, onChoose }: RoleMenuProps) {
  const [open, setOpen] = useState(false);
  const now = useNow();
  useScreenKeys(name, [{ keys, does: `Change ${name.toLowerCase()}`, run: () => disabled || setOpen(true) }]);
  const who = holder ? (holder.id === viewer.id ? 'You' : holder.name) : 'Nobody';
  const word = holder ? (
    <span className="max-w-52 truncate font-medium">{who}</span>
  ) : (
    <Mark kind="gap" look="plain">
      Nobody
    </Mark>
  );
  if (disabled) return <span className="flex min-h-7 min-w-0 items-center">{word}</span>;
  return (
    <Menu
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={`${name}: ${who}. Change`}
          aria-keyshortcuts={keys}
          aria-busy={busy || undefined}
          className={cn(
            '-mx-2 inline-flex min-h-11 items-center max-sm:max-w-full gap-1 rounded-control px-2 hover:bg-other/60 sm:pointer-fine:min-h-7',
            busy && 'cursor-progress',
          )}
        >
          {word}
          <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
        </button>
      }
    >
      {helpers.map((helper) => (
        <MenuItem key={helper.id} onSelect={() => onChoose(helper.id)} disabled={helper.id === holder?.id}>
          <span className="font-medium">
            {helper.id === viewer.id && helper.id !== holder?.id ? `Take it yourself (${helper.name})` : helper.name}
          </span>
          <span className="block text-label text-muted">{hoursWords(helper, now)}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
