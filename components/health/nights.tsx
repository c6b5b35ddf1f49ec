import type { Route } from 'next';
import { Chart, Legend } from './chart';
import { MarkLink } from './mark-link';
import { places } from './scale';

export type NightWeek = {
  key: string;
  label: string;
  span: string;
  broken: number;
  onCall: number;
  href: Route | null;
};

type NightsProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  weeks: readonly NightWeek[];
};

const [size, step] = [13, 17];

/** One row of nights a week, filled where one was interrupted: an average of nights is a night nobody had. */
export function Nights({ weeks, ...frame }: NightsProps) {
  const table = {
    columns: ['Week', 'Nights interrupted', 'Nights on call'],
    rows: weeks.map(({ key, span, broken, onCall }) => ({ key, cells: [span, String(broken), String(onCall)] })),
  };
  return (
    <Chart
      {...frame}
      table={table}
      legend={
        <>
          <Legend mark={<Night x={0.5} y={0.5} broken />}>night interrupted</Legend>
          <Legend mark={<Night x={0.5} y={0.5} broken={false} />}>night on call without an interruption</Legend>
        </>
      }
    >
      <ul className="flex flex-col gap-1">
        {weeks.map((week) => (
          <li key={week.key} className="flex items-center gap-3">
            <span className="w-14 shrink-0 text-label text-muted">{week.label}</span>
            <Row week={week} />
            <span className="ml-auto whitespace-nowrap text-label">
              {week.onCall === 0 ? 'nobody on call' : `${week.broken} of ${week.onCall}`}
            </span>
          </li>
        ))}
      </ul>
    </Chart>
  );
}

/** Many people on call have more nights than a row has room for: the rest is in the words. */
const mostDrawn = 16;

function Row({ week: { broken, onCall, href, span } }: { week: NightWeek }) {
  const drawn = Math.min(onCall, mostDrawn);
  return (
    <svg width={drawn * step} height={size + 2} className="keeps-colour min-w-0 shrink">
      <title>{span}</title>
      <MarkLink href={broken > 0 ? href : null} words={`${span}: ${broken} of ${onCall} nights interrupted`}>
        <rect width="100%" height="100%" className="fill-transparent" />
        {places(drawn).map((place) => (
          <Night key={place} x={place * step + 1} y={1} broken={place < broken} />
        ))}
      </MarkLink>
    </svg>
  );
}

function Night({ x, y, broken }: { x: number; y: number; broken: boolean }) {
  return (
    <rect
      x={x}
      y={y}
      width={size}
      height={size}
      rx="3"
      className={broken ? 'fill-ink stroke-ink' : 'fill-background stroke-control'}
    />
  );
}
