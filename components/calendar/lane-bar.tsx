import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { paths } from '@/server/paths';
import type { Bar } from './bar';

const looks: Record<Bar['kind'], string> = {
  mine: 'bg-accent text-on-accent',
  first: 'bg-other text-on-other',
  further: 'bg-background text-ink ring-1 ring-control ring-inset',
  gap: 'hatch font-medium',
  away: 'border-dashed border-control bg-surface text-ink',
  request: 'border-dashed border-waiting bg-waiting-tint text-waiting',
};

/** Dimmed by other colours, not by transparency: it must still be read. */
const pastLooks: Partial<Record<Bar['kind'], string>> = {
  mine: 'border-accent bg-accent-tint text-ink',
  first: 'border-divider bg-background text-muted',
  further: 'border-divider bg-background text-muted',
};

/** A shift or gap to be opened, a request to go to, or who is away: only to be read. */
export function LaneBar({ bar, onOpen }: { bar: Bar; onOpen: (id: string) => void }) {
  const look = cn(
    'keeps-colour bordered-when-forced block size-full rounded-[4px] border border-transparent text-left text-label',
    (bar.past && pastLooks[bar.kind]) || looks[bar.kind],
    bar.covered && 'border-2 border-ink',
  );
  if (bar.kind === 'away' || bar.kind === 'request') {
    // Beside the bar where it is too short for its words: the lane keeps that room free.
    const placed = cn(
      look,
      'flex items-center px-1 no-underline',
      bar.beside === 'before' && 'justify-end',
      !bar.beside && 'truncate',
    );
    const words = <span className="relative z-11 whitespace-nowrap bg-inherit px-0.5">{bar.label}</span>;
    if (bar.kind === 'away') {
      return (
        <span className={placed} title={bar.title}>
          {words}
        </span>
      );
    }
    return (
      <Link href={paths.request(bar.id)} aria-label={bar.title} title={bar.title} draggable={false} className={placed}>
        {words}
      </Link>
    );
  }
  return (
    <button
      type="button"
      data-entry={bar.id}
      aria-label={bar.title}
      title={bar.title}
      onClick={() => onOpen(bar.id)}
      className={cn(look, 'truncate px-1')}
    >
      {/* Above the line of now, on the bar's own ground: no name is crossed out. */}
      <span className="relative z-11 bg-inherit px-0.5 empty:hidden">{bar.label}</span>
    </button>
  );
}
