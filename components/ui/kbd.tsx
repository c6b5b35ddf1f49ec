import { cn } from './class-names';

/** Keys as they are pressed: `"g n"` one after the other, `"Esc"` one key. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-1', className)}>
      {keys.split(' ').map((key, place) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the same key may be pressed twice
          key={place}
          className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] border border-b-2 bg-surface px-1 font-medium font-sans text-label text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
