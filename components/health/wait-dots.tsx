import type { Route } from 'next';
import { Chart, Legend } from './chart';
import { MarkLink } from './mark-link';
import { onTimeAxis, percent, timeTicks } from './scale';

export type WaitPoint = {
  key: string;
  words: string;
  /** Null: it has not ended, or nobody knows how; drawn hollow at the edge, never as 0. */
  seconds: number | null;
  href: Route | null;
};

export type WaitRow = { key: string; label: string; points: readonly WaitPoint[]; median: number | null };

type WaitDotsProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  rows: readonly WaitRow[];
  /** By when it should be: a labelled line. */
  target?: { seconds: number; word: string };
  /** What a hollow dot is: "not acknowledged". */
  open: string;
};

/** Each wait a dot on a log axis. A mean of waits says nothing about any of them. */
export function WaitDots({ rows, target, open, ...frame }: WaitDotsProps) {
  const table = {
    columns: ['Row', 'What'],
    rows: rows.flatMap(({ label, points }) =>
      points.map(({ key, words }) => ({ key: `${label} ${key}`, cells: [label, words] })),
    ),
  };
  return (
    <Chart {...frame} table={table} legend={<Marks median={rows.some(({ median }) => median !== null)} open={open} />}>
      <div className="flex flex-col gap-1">
        {rows.map((row) => (
          <div
            key={row.key}
            className="grid grid-cols-[minmax(0,1fr)_1.75rem] sm:grid-cols-[5.5rem_minmax(0,1fr)_1.75rem]"
          >
            <span className="self-center text-label text-muted max-sm:col-span-2">{row.label}</span>
            <Waits row={row} {...(target ? { target } : {})} />
            <Unended points={row.points} open={open} />
          </div>
        ))}
        <div className="grid grid-cols-[minmax(0,1fr)_1.75rem] sm:grid-cols-[5.5rem_minmax(0,1fr)_1.75rem]">
          <span className="max-sm:hidden" />
          <svg width="100%" height="18" aria-hidden="true" className="overflow-visible">
            {timeTicks.map(({ seconds, word }) => (
              <text
                key={word}
                x={percent(onTimeAxis(seconds))}
                y="13"
                textAnchor={seconds === 1 ? 'start' : seconds === 86_400 ? 'end' : 'middle'}
                className="fill-muted text-label"
              >
                {word}
              </text>
            ))}
          </svg>
        </div>
      </div>
    </Chart>
  );
}

const height = 58;
/** Three lanes, so that dots of like waits do not hide one another. */
const lane = (place: number): number => 18 + (place % 3) * 12;

function Waits({
  row: { label, points, median },
  target,
}: {
  row: WaitRow;
  target?: { seconds: number; word: string };
}) {
  const ended = points.flatMap((point) => (point.seconds === null ? [] : [{ ...point, seconds: point.seconds }]));
  return (
    <svg width="100%" height={height} className="keeps-colour overflow-visible">
      <title>{label}</title>
      {timeTicks.map(({ seconds, word }) => (
        <line
          key={word}
          x1={percent(onTimeAxis(seconds))}
          x2={percent(onTimeAxis(seconds))}
          y1="8"
          y2={height}
          className="stroke-divider"
        />
      ))}
      {target ? (
        <g>
          <line
            x1={percent(onTimeAxis(target.seconds))}
            x2={percent(onTimeAxis(target.seconds))}
            y1="8"
            y2={height}
            strokeDasharray="5 4"
            className="stroke-ink"
          />
          <text x={percent(onTimeAxis(target.seconds))} dx="4" y="9" className="fill-ink text-label">
            {target.word}
          </text>
        </g>
      ) : null}
      {median === null ? null : (
        <line
          x1={percent(onTimeAxis(median))}
          x2={percent(onTimeAxis(median))}
          y1="12"
          y2={height}
          strokeWidth="2.5"
          className="stroke-accent"
        />
      )}
      {ended.map(({ key, words, seconds, href }, place) => (
        <MarkLink key={key} href={href} words={words}>
          <circle cx={percent(onTimeAxis(seconds))} cy={lane(place)} r="11" className="fill-transparent" />
          <circle
            cx={percent(onTimeAxis(seconds))}
            cy={lane(place)}
            r="5"
            strokeWidth="1"
            className="chart-dot fill-accent stroke-background"
          />
        </MarkLink>
      ))}
    </svg>
  );
}

/** At the edge, beyond the axis: what has not ended is later than all that has. */
function Unended({ points, open }: { points: readonly WaitPoint[]; open: string }) {
  const hollow = points.filter(({ seconds }) => seconds === null);
  return (
    <svg width="100%" height={height} className="keeps-colour overflow-visible border-l border-dashed">
      <title>{`${hollow.length} ${open}`}</title>
      {hollow.slice(0, 3).map(({ key, words, href }, place) => (
        <MarkLink key={key} href={href} words={words}>
          <circle cx="12" cy={lane(place)} r="11" className="fill-transparent" />
          <circle
            cx="12"
            cy={lane(place)}
            r="4.5"
            strokeWidth="2"
            className="chart-dot fill-background stroke-accent"
          />
        </MarkLink>
      ))}
      {hollow.length > 3 ? (
        <text x="2" y={height} className="fill-muted text-label">
          {`+${hollow.length - 3}`}
        </text>
      ) : null}
    </svg>
  );
}

function Marks({ median, open }: { median: boolean; open: string }) {
  return (
    <>
      <Legend mark={<circle cx="7" cy="7" r="5" className="fill-accent" />}>one each</Legend>
      <Legend mark={<circle cx="7" cy="7" r="4.5" strokeWidth="2" className="fill-none stroke-accent" />}>
        {open}
      </Legend>
      {median ? (
        <Legend mark={<path d="M7 0v14" strokeWidth="2.5" className="stroke-accent" />}>median</Legend>
      ) : (
        <span>A median from 6 on</span>
      )}
    </>
  );
}
