import { cn } from '@/components/ui/class-names';
import { signedWords } from '@/server/health-report/figure-words';
import { Chart, Legend } from './chart';
import { percent } from './scale';

export type Share = { key: string; name: string; isYou: boolean; deviation: number; more: string };

type ShareDotsProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  /** By name, never by how much: this is no ranking. */
  people: readonly Share[];
};

const row = 30;

/** Weeks against the fair share, around 0 with the week that is nobody's fault on either side. */
export function ShareDots({ people, ...frame }: ShareDotsProps) {
  const reach = Math.max(2, Math.ceil(Math.max(0, ...people.map(({ deviation }) => Math.abs(deviation)))));
  const at = (weeks: number): string => percent(((weeks + reach) / (2 * reach)) * 100);
  const ticks = [-reach, -1, 0, 1, reach];
  const table = {
    columns: ['Who', 'Against fair share', 'More'],
    rows: people.map(({ key, name, isYou, deviation, more }) => ({
      key,
      cells: [isYou ? `${name} (you)` : name, `${signedWords(deviation)} weeks`, more],
    })),
  };
  return (
    <Chart
      {...frame}
      table={table}
      legend={
        <>
          <Legend mark={<circle cx="7" cy="7" r="5" className="fill-accent" />}>
            weeks more or less than the fair share
          </Legend>
          <Legend mark={<rect width="14" height="14" className="fill-other" />}>within one week</Legend>
        </>
      }
    >
      <div className="grid grid-cols-[7rem_minmax(0,1fr)_3rem] gap-x-2">
        <ul>
          {people.map(({ key, name, isYou }) => (
            <li key={key} className={cn('flex h-[30px] items-center', isYou && 'font-semibold')} title={name}>
              <span className="truncate">{isYou ? 'You' : name}</span>
            </li>
          ))}
        </ul>
        <svg
          width="100%"
          height={people.length * row + 18}
          aria-hidden="true"
          className="keeps-colour overflow-visible"
        >
          <rect x={at(-1)} width={percent(100 / reach)} height={people.length * row} className="fill-other/60" />
          <line x1={at(0)} x2={at(0)} y1="0" y2={people.length * row} className="stroke-ink" />
          {people.map(({ key, deviation }, place) => (
            <g key={key}>
              <line x1="0" x2="100%" y1={place * row + row / 2} y2={place * row + row / 2} className="stroke-divider" />
              <circle cx={at(deviation)} cy={place * row + row / 2} r="5.5" className="fill-accent" />
            </g>
          ))}
          {ticks.map((tick) => (
            <text
              key={tick}
              x={at(tick)}
              y={people.length * row + 14}
              textAnchor="middle"
              className="fill-muted text-label"
            >
              {tick === 0 ? '0' : `${tick > 0 ? '+' : '−'}${Math.abs(tick)}`}
            </text>
          ))}
        </svg>
        <ul className="text-right tabular-nums">
          {people.map(({ key, deviation }) => (
            <li key={key} className="flex h-[30px] items-center justify-end">
              {signedWords(deviation)}
            </li>
          ))}
        </ul>
      </div>
    </Chart>
  );
}
