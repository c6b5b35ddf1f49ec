import { countWords } from '@/server/health-report/figure-words';

export type HelpedVerdict = 'too-early' | 'nothing-to-compare' | 'fewer' | 'more' | 'not-distinguishable';

export type HelpedView = {
  verdict: HelpedVerdict;
  before: number;
  after: number;
  beforeDays: number;
  afterDays: number;
  p: number | null;
};

const words: Record<HelpedVerdict, string> = {
  'too-early': 'Too early to say',
  'nothing-to-compare': 'Nothing to compare with',
  fewer: 'Fewer since',
  more: 'More since: it did not help',
  'not-distinguishable': 'Cannot be told from chance: it may not have helped',
};

/** Whether it helped: two counts over two spans and what chance would do, never "60 % less". */
export function Helped({ helped }: { helped: HelpedView }) {
  const { verdict, before, after, beforeDays, afterDays, p } = helped;
  const days = (count: number) => `${countWords(Math.round(count))} ${Math.round(count) === 1 ? 'day' : 'days'}`;
  const rates = [before / Math.max(1, beforeDays), after / Math.max(1, afterDays)];
  const most = Math.max(...rates, 0.001);
  const at = (rate: number): number => 8 + (rate / most) * 64;
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <svg viewBox="0 0 80 22" aria-hidden="true" className="keeps-colour h-5.5 w-20 shrink-0">
        <line x1="8" x2="72" y1="11" y2="11" className="stroke-divider" />
        <circle cx={at(rates[0] ?? 0)} cy="11" r="5" strokeWidth="2" className="fill-background stroke-ink" />
        <circle cx={at(rates[1] ?? 0)} cy="11" r="5" className="fill-accent" />
      </svg>
      <p className="min-w-0">
        <span className="font-medium">{words[verdict]}</span>
        <span className="block text-label text-muted">
          {before} in {days(beforeDays)} before, {after} in {days(afterDays)} after
          {p === null ? '' : ` · p = ${p < 0.001 ? 'under 0.001' : p.toFixed(3)}`}
        </span>
      </p>
    </div>
  );
}
