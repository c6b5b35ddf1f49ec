import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { Kbd } from '@/components/ui/kbd';

type PaletteOptionProps = {
  id: string;
  icon: LucideIcon;
  active: boolean;
  detail?: ReactNode;
  keys?: string | undefined;
  onPoint: () => void;
  onTake: () => void;
  children: ReactNode;
};

/** One choice; the field keeps the focus, so that typing goes on. */
export function PaletteOption({ id, icon: Icon, active, detail, keys, onPoint, onTake, children }: PaletteOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, as a combobox does
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
    <div
      id={id}
      role="option"
      aria-selected={active}
      onClick={onTake}
      onPointerMove={active ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      className={cn(
        'flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-2 py-1 sm:pointer-fine:min-h-9',
        active && 'bg-accent-tint forced-colors:outline-2',
      )}
    >
      <Icon aria-hidden="true" className="size-4.5 shrink-0 stroke-[1.5] text-muted" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {detail ? <span className="block truncate text-label text-muted">{detail}</span> : null}
      </span>
      {keys ? <Kbd keys={keys} className="max-sm:hidden" /> : null}
    </div>
  );
}
