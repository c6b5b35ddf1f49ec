import type { Route } from 'next';
import { cn } from '@/components/ui/class-names';
import { countWords } from '@/server/health-report/figure-words';
import { Chart, Legend } from './chart';
import { MarkLink } from './mark-link';
import { countAxis, percent } from './scale';

export type WeekPoint = {
  key: string;
  /** "26 Oct", under its dot. */
  label: string;
  /** "Mon 26 Oct 12:00 – Mon 2 Nov 12:00 ET". */
  span: string;
  /** Null: nobody knows, which is not 0. */
  value: number | null;
  words: string;
  usual: { low: number; high: number } | null;
  complete: boolean;
  href: Route | null;
};

type WeekDotsProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  weeks: readonly WeekPoint[];
  /** Where it becomes worth a look, and where something has to be done. */
  targets?: readonly { label: string; value: number }[];
  wide?: boolean;
};

/** A count a week as dots: small counts jump about, and a line between them would tell a trend that is none. */
export function WeekDots({ weeks, targets = [], ...frame }: WeekDotsProps) {
  const known = weeks.flatMap(({ value, usual }) => [
    ...(value === null ? [] : [value]),
    ...(usual ? [usual.high] : []),
  ]);
  const { max, ticks } = countAxis([...known, ...targets.map(({ value }) => value + 1)]);
  const band = weeks.some(({ usual }) => usual);
  const table = {
    columns: ['Week', 'Value', 'Usual range'],
    rows: weeks.map(({ key, span, words, usual, complete }) => ({
      key,
      cells: [
        complete ? span : `${span}, still running`,
        words,
        usual ? `${countWords(usual.low)} to ${countWords(usual.high)}` : 'From 8 weeks on',
      ],
    })),
  };
  return (
    <Chart {...frame} table={table} legend={<Marks band={band} running={weeks.some(({ complete }) => !complete)} />}>
      <div className="grid grid-cols-[2rem_minmax(0,1fr)]">
        <Scale max={max} ticks={ticks} />
        <svg width="100%" height={height} className="keeps-colour overflow-visible" aria-hidden={weeks.length === 0}>
          <title>{frame.title}</title>
          {ticks.map((tick) => (
            <line key={tick} x1="0" x2="100%" y1={at(tick, max)} y2={at(tick, max)} className="stroke-divider" />
          ))}
          {targets.map(({ label, value }) => (
            <g key={label}>
              <line
                x1="0"
                x2="100%"
                y1={at(value, max)}
                y2={at(value, max)}
                className="stroke-ink"
                strokeDasharray="5 4"
              />
              <text x="100%" y={at(value, max) - 4} textAnchor="end" className="fill-ink text-label">
                {label}
              </text>
            </g>
          ))}
          {weeks.map((week, place) => (
            <Week key={week.key} week={week} place={place} of={weeks.length} max={max} />
          ))}
        </svg>
        <span />
        <Labels weeks={weeks} />
      </div>
    </Chart>
  );
}

const height = 168;
const [top, foot] = [14, 6];
const at = (value: number, max: number): number => height - foot - (value / max) * (height - top - foot);

type WeekProps = { week: WeekPoint; place: number; of: number; max: number };

function Week({ week: { value, usual, complete, span, words, href }, place, of, max }: WeekProps) {
  const width = 100 / of;
  const x = percent((place + 0.5) * width);
  return (
    <g>
      {usual ? (
        <rect
          x={percent(place * width)}
          width={percent(width)}
          y={at(Math.min(usual.high, max), max)}
          height={Math.max(2, at(usual.low, max) - at(Math.min(usual.high, max), max))}
          className="fill-other/60"
        />
      ) : null}
      {value === null ? (
        <MarkLink href={null} words={`${span}: ${words}`}>
          <text x={x} y={height - foot - 4} textAnchor="middle" className="fill-muted text-label">
            –
          </text>
        </MarkLink>
      ) : (
        <MarkLink href={href} words={`${span}: ${words}${complete ? '' : ', still running'}`}>
          <rect x={percent(place * width)} width={percent(width)} y="0" height={height} className="fill-transparent" />
          <circle
            cx={x}
            cy={at(value, max)}
            r="5.5"
            strokeWidth="2"
            strokeDasharray={complete ? undefined : '2.5 2'}
            className={cn('chart-dot stroke-accent', complete ? 'fill-accent' : 'fill-background')}
          />
          {of <= 14 ? (
            <text x={x} y={at(value, max) - 10} textAnchor="middle" className="chart-value fill-ink text-label">
              {countWords(Number(value.toFixed(1)))}
            </text>
          ) : null}
        </MarkLink>
      )}
    </g>
  );
}

function Scale({ max, ticks }: { max: number; ticks: readonly number[] }) {
  return (
    <svg width="100%" height={height} aria-hidden="true" className="overflow-visible">
      {ticks.map((tick) => (
        <text key={tick} x="24" y={at(tick, max) + 4} textAnchor="end" className="fill-muted text-label">
          {countWords(tick)}
        </text>
      ))}
    </svg>
  );
}

/** As many labels as there is room for: every week, or the first of four. */
function Labels({ weeks }: { weeks: readonly WeekPoint[] }) {
  const every = weeks.length <= 7 ? 1 : weeks.length <= 14 ? 2 : 4;
  return (
    <svg width="100%" height="18" aria-hidden="true" className="overflow-visible">
      {weeks.map(({ key, label }, place) =>
        place % every === 0 ? (
          <text
            key={key}
            x={percent(((place + 0.5) * 100) / weeks.length)}
            y="14"
            textAnchor="middle"
            className="fill-muted text-label"
          >
            {label}
          </text>
        ) : null,
      )}
    </svg>
  );
}

function Marks({ band, running }: { band: boolean; running: boolean }) {
  return (
    <>
      <Legend mark={<circle cx="7" cy="7" r="5" className="fill-accent" />}>one week</Legend>
      {running ? (
        <Legend
          mark={
            <circle cx="7" cy="7" r="5" strokeWidth="2" strokeDasharray="2.5 2" className="fill-none stroke-accent" />
          }
        >
          week still running
        </Legend>
      ) : null}
      {band ? (
        <Legend mark={<rect width="14" height="14" className="fill-other" />}>usual range</Legend>
      ) : (
        <span>A usual range from 8 whole weeks on</span>
      )}
    </>
  );
}
