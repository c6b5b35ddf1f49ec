import { cn } from '@/components/ui/class-names';
import { type Classification, classes } from '@/server/alert/classification';

const look = {
  open: 'border-critical bg-critical',
  closed: 'border-control',
  actionable: 'border-accent bg-accent',
  noise: 'border-control hatch-quiet',
  'left-out': 'border-divider',
} as const;

const groupOf = (life: string): keyof typeof look =>
  life === 'open' || life === 'closed' ? life : (classes[life as Classification]?.group ?? 'closed');

const wordsOf = (life: string): string => {
  if (life === 'open') return 'open';
  return life === 'closed' ? 'not classified' : (classes[life as Classification]?.short.toLowerCase() ?? life);
};

/** How this key went lately: five small marks, the newest last. One alone says nothing and is left out. */
export function Lives({ lives }: { lives: readonly string[] | undefined }) {
  if (!lives || lives.length < 2) return null;
  const oldestFirst = [...lives].reverse();
  const words = `Last ${lives.length} openings: ${oldestFirst.map(wordsOf).join(', ')}`;
  return (
    <span role="img" aria-label={words} title={words} className="inline-flex items-center gap-0.5 align-middle">
      {oldestFirst.map((life, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing but their place
        <span key={place} className={cn('size-2 rounded-[2px] border', look[groupOf(life)])} />
      ))}
    </span>
  );
}
