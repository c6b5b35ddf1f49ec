import type { Route } from 'next';
import { Chart, Legend } from './chart';
import { MarkLink } from './mark-link';
import { onSpan, percent } from './scale';

export type GapMark = { key: string; from: Date; to: Date; words: string; href: Route | null };
export type GapRow = { role: string; label: string; gaps: readonly GapMark[] };

type GapStripProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  from: Date;
  to: Date;
  asOf: Date;
  rows: readonly GapRow[];
  /** Under the strip, left and right, and at the line between past and future. */
  labels: { from: string; asOf: string; to: string };
};

/** When nobody held a role, and when nobody will: hatched, each with its minutes in words. */
export function GapStrip({ from, to, asOf, rows, labels, ...frame }: GapStripProps) {
  const gaps = rows.flatMap(({ label, gaps: each }) => each.map((gap) => ({ label, gap })));
  const now = percent(onSpan(asOf, from, to));
  const table = {
    columns: ['Role', 'Gap'],
    rows: gaps.map(({ label, gap }) => ({ key: gap.key, cells: [label, gap.words] })),
  };
  return (
    <Chart
      {...frame}
      wide
      table={table}
      legend={
        <>
          <Legend mark={<rect width="14" height="14" className="fill-other" />}>somebody holds it</Legend>
          <Legend mark={<Hatched x="0" width="14" height={14} />}>nobody</Legend>
        </>
      }
    >
      <div className="flex flex-col gap-1.5">
        {rows.map(({ role, label, gaps: each }) => (
          <div key={role} className="grid items-center sm:grid-cols-[5.5rem_minmax(0,1fr)]">
            <span className="text-label text-muted">{label}</span>
            <svg width="100%" height="22" className="keeps-colour">
              <title>{`${label}: ${each.length === 0 ? 'no gap' : each.map(({ words }) => words).join('; ')}`}</title>
              <rect width="100%" height="22" rx="4" className="fill-other" />
              {each.map((gap) => (
                <Gap key={gap.key} gap={gap} from={from} to={to} />
              ))}
              <line x1={now} x2={now} y1="0" y2="22" strokeWidth="2" className="stroke-ink" />
            </svg>
          </div>
        ))}
        <div className="grid sm:grid-cols-[5.5rem_minmax(0,1fr)]" aria-hidden="true">
          <span />
          <svg width="100%" height="16" className="overflow-visible">
            <title>{`${labels.from} to ${labels.to}`}</title>
            <text x="0" y="12" className="fill-muted text-label max-sm:hidden">
              {labels.from}
            </text>
            <text x={now} y="12" textAnchor="middle" className="fill-ink text-label">
              {labels.asOf}
            </text>
            <text x="100%" y="12" textAnchor="end" className="fill-muted text-label">
              {labels.to}
            </text>
          </svg>
        </div>
      </div>
      {gaps.length > 0 ? (
        <ul className="mt-2 flex flex-col gap-0.5">
          {gaps.slice(0, 6).map(({ label, gap }) => (
            <li key={gap.key}>
              <span className="font-medium">{label}:</span> {gap.words}
            </li>
          ))}
          {gaps.length > 6 ? <li className="text-muted">and {gaps.length - 6} more, in the table</li> : null}
        </ul>
      ) : null}
    </Chart>
  );
}

function Gap({ gap, from, to }: { gap: GapMark; from: Date; to: Date }) {
  const [start, end] = [onSpan(gap.from, from, to), onSpan(gap.to, from, to)];
  return (
    <MarkLink href={gap.href} words={gap.words}>
      <Hatched x={percent(start)} width={percent(Math.max(0.8, end - start))} height={22} />
    </MarkLink>
  );
}

/** Red, and dark lines over it, so that it also reads in grey. */
function Hatched({ x, width, height }: { x: string; width: string; height: number }) {
  return (
    <svg x={x} width={width} height={height} aria-hidden="true">
      <rect width="100%" height={height} className="fill-gap" />
      <path
        d={Array.from({ length: 60 }, (_, i) => `M${i * 6 - height} ${height}l${height} ${-height}`).join('')}
        className="stroke-on-gap"
        strokeWidth="1.2"
      />
    </svg>
  );
}
