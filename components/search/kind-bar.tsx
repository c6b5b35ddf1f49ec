import { cn } from '@/components/ui/class-names';
import { type FoundKind, foundKinds } from '@/server/search/found';
import { kindWords } from './found-words';

type KindBarProps = {
  counts: Partial<Record<FoundKind, number>>;
  chosen: FoundKind | null;
  onChoose: (kind: FoundKind | null) => void;
};

/** The server stops counting there. */
const most = 300;

/** Everything, or one kind of it, each with how much there is; kinds without anything are left out. */
export function KindBar({ counts, chosen, onChoose }: KindBarProps) {
  const kinds = foundKinds.filter((kind) => (counts[kind] ?? 0) > 0 || kind === chosen);
  if (kinds.length < 2 && chosen === null) return null;
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Show</legend>
      {[null, ...kinds].map((kind) => (
        <label
          key={kind ?? 'all'}
          className={cn(
            'inline-flex min-h-11 cursor-pointer items-center gap-1.5 rounded-control border px-3 sm:pointer-fine:min-h-8',
            'hover:bg-surface has-checked:border-accent has-checked:bg-accent-tint has-checked:font-medium',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            name="kind"
            className="sr-only"
            checked={chosen === kind}
            onChange={() => onChoose(kind)}
          />
          {kind === null ? 'Everything' : kindWords[kind].many}
          {kind === null ? null : (
            <span className="font-normal text-muted tabular-nums">{countWords(counts[kind] ?? 0)}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

const countWords = (count: number): string => (count >= most ? `${most}+` : String(count));
