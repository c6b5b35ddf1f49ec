import { cn } from './class-names';

/** Holds the final size of what is loading; seen only after 150 ms. Give it height and width. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('skeleton block', className)} />;
}

/** Rows of a list or table that is loading. `label` is what a screen reader hears: "Loading alerts". */
export function SkeletonRows({ rows, label, className }: { rows: number; label: string; className?: string }) {
  return (
    <div role="status" className={cn('flex flex-col', className)}>
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content have no other identity
        <div key={row} className="flex h-11 items-center gap-4 border-b px-4 last:border-b-0 sm:h-9">
          <Skeleton className="h-3 w-16" />
          <Skeleton className={cn('h-3 flex-1', widths[row % widths.length])} />
          <Skeleton className="h-3 w-20" />
        </div>
      ))}
    </div>
  );
}

const widths = ['max-w-md', 'max-w-sm', 'max-w-lg', 'max-w-xs'];
