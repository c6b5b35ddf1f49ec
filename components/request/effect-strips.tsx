import { roleWord } from '@/components/oncall/phrases';
import { cn } from '@/components/ui/class-names';
import { dayOf } from '@/components/ui/instant';
import { initialsOf } from '@/components/ui/person-chip';
import type { RequestEffect } from '@/server/request/view';
import type { NameOf } from './request-words';
import { drawnWindow, type StripLane, type StripPiece, stripsOf, ticksOf } from './strip';

type EffectStripsProps = {
  /** The rotation's. */
  zone: string;
  effect: RequestEffect;
  nameOf: NameOf;
  viewerId: string | null;
  words: { before: string; after: string };
};

/**
 * Two calendars on one axis: as it is, and as it would be. Only to be seen; the table of changes below says the same
 * to everybody.
 */
export function EffectStrips({ effect, nameOf, viewerId, zone, words }: EffectStripsProps) {
  const window = drawnWindow(effect);
  const { before, after } = stripsOf({ ...effect, window });
  const ticks = ticksOf(window, zone);
  const strip = { ticks, nameOf, viewerId };
  return (
    <div aria-hidden="true" className="flex flex-col gap-3">
      <div>
        <Strip word={words.before} lanes={before} {...strip} />
        <Strip word={words.after} lanes={after} told {...strip} />
        <div className={cn(columns, 'text-label text-muted')}>
          <span />
          <span className="relative h-5 overflow-hidden">
            {ticks.map(({ at, day }, i) => (
              <span
                key={at}
                // On a phone there is room for every other one.
                className={cn(
                  'absolute top-1 whitespace-nowrap pl-1',
                  i % 2 === 1 && 'max-sm:hidden',
                  at > 92 && 'hidden',
                )}
                style={{ left: `${at}%` }}
              >
                {dayOf(day, zone, day).replace(/^\w+ /, '')}
              </span>
            ))}
          </span>
        </div>
      </div>
    </div>
  );
}

const columns = 'grid grid-cols-[4.75rem_minmax(0,1fr)] gap-x-2';

type StripProps = {
  word: string;
  lanes: readonly StripLane[];
  ticks: readonly { at: number }[];
  nameOf: NameOf;
  viewerId: string | null;
  /** What changes is written out: "Ada → Ben". */
  told?: boolean;
};

function Strip({ word, lanes, ticks, nameOf, viewerId, told = false }: StripProps) {
  return (
    <div className="border-b py-2 first:pt-0">
      <p className="mb-1 font-medium text-label">{word}</p>
      {lanes.map(({ role, pieces }) => (
        <div key={role} className={cn(columns, 'items-center')}>
          <span className="truncate text-label text-muted">{roleWord(role)}</span>
          <span className="relative block h-7">
            {ticks.map(({ at }) => (
              <span key={at} className="absolute inset-y-0 border-l opacity-70" style={{ left: `${at}%` }} />
            ))}
            {pieces.map((piece) => (
              <span
                key={piece.left}
                className="absolute inset-y-0.5 px-px"
                style={{ left: `${piece.left}%`, width: `${piece.width}%` }}
              >
                <Piece piece={piece} {...{ nameOf, told }} mine={piece.personId === viewerId && viewerId !== null} />
              </span>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

type PieceProps = { piece: StripPiece; nameOf: NameOf; told: boolean; mine: boolean };

function Piece({ piece, nameOf, told, mine }: PieceProps) {
  const { personId, instead } = piece;
  const changed = instead !== undefined;
  const offered = told && changed && personId === null;
  const name = personId === null ? 'Nobody' : nameOf(personId);
  return (
    <span
      className={cn(
        'keeps-colour bordered-when-forced @container block size-full overflow-hidden whitespace-nowrap rounded-[4px] px-1 text-label leading-6',
        offered
          ? 'bg-waiting-tint text-waiting'
          : personId === null
            ? 'hatch'
            : mine
              ? 'bg-accent text-on-accent'
              : 'bg-other text-on-other',
        changed && told && 'font-semibold ring-2 ring-ink ring-inset',
        changed && !told && 'border border-control border-dashed leading-5.5',
      )}
    >
      {offered ? <Fitting words="Anyone" short="?" /> : <Fitting words={firstOf(name)} short={shortOf(name)} />}
    </span>
  );
}

/** A name that is cut in the middle is nobody's: the narrower the bar, the shorter the name. */
function Fitting({ words, short }: { words: string; short: string }) {
  return (
    <>
      <span className="hidden @min-[1.25rem]:inline @min-[3.25rem]:hidden">{short}</span>
      <span className="hidden @min-[3.25rem]:inline">{words}</span>
    </>
  );
}

const shortOf = (name: string): string => (name === 'You' ? 'You' : initialsOf(name));
const firstOf = (name: string): string => name.trim().split(/\s+/)[0] ?? name;
