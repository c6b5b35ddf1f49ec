import type { Route } from 'next';
import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { counted, percentWords } from '@/server/health-report/figure-words';
import { Chart, type ChartTable } from './chart';

export type Part = {
  key: string;
  words: string;
  count: number;
  /** Solid, hatched, outlined: told apart in grey and on paper. */
  look: 'solid' | 'hatched' | 'dotted' | 'open';
  href: Route | null;
};

type PartsBarProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  /** What is counted: "alert". */
  one: string;
  parts: readonly Part[];
  table?: ChartTable;
  children?: React.ReactNode;
};

const looks: Record<Part['look'], string> = {
  solid: 'bg-accent border-accent',
  hatched: 'chart-hatch border-ink/50 bg-background',
  dotted: 'bg-other border-control',
  open: 'bg-background border-dashed border-control',
};

/** One bar of counted parts, each with its number. */
export function PartsBar({ one, parts, table, children, ...frame }: PartsBarProps) {
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  const own: ChartTable = {
    columns: ['What', 'Count'],
    rows: parts.map(({ key, words, count }) => ({ key, cells: [words, String(count)] })),
  };
  return (
    <Chart {...frame} wide table={table ?? own}>
      {all === 0 ? null : (
        <div className="flex h-9 gap-0.5" aria-hidden="true">
          {parts.map(({ key, count, look }) =>
            count === 0 ? null : (
              <span
                key={key}
                className={cn('keeps-colour min-w-1.5 rounded-[4px] border', looks[look])}
                style={{ flexGrow: count, flexBasis: 0 }}
              />
            ),
          )}
        </div>
      )}
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1.5">
        {parts.map(({ key, words, count, look, href }) => (
          <li key={key} className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={cn('keeps-colour size-3.5 shrink-0 rounded-[3px] border', looks[look])}
            />
            <Opens href={count > 0 ? href : null}>
              <span className="font-semibold tabular-nums">{count}</span> {words}
            </Opens>
            {all >= 10 && count > 0 ? <span className="text-label text-muted">{percentWords(count / all)}</span> : null}
          </li>
        ))}
      </ul>
      <p className="sr-only">Of {counted(all, one)}.</p>
      {children}
    </Chart>
  );
}

export function Opens({ href, children }: { href: Route | null; children: React.ReactNode }) {
  if (href === null) return <span>{children}</span>;
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      className="decoration-control underline underline-offset-2 hover:decoration-ink"
    >
      {children}
    </Link>
  );
}
