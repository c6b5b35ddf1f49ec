import type { Route } from 'next';
import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { counted } from '@/server/health-report/figure-words';
import { Chart, Legend } from './chart';

export type HourClass = 'business' | 'off' | 'sleep';
/** `weekday` 1 is Monday; `hour` 0 to 23 on the clock of the person who was interrupted. */
export type HourCell = { weekday: number; hour: number; count: number; hourClass: HourClass; href: Route | null };

type HourGridProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  cells: readonly HourCell[];
};

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const longDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

const shades: Record<HourClass, string> = {
  business: 'bg-background',
  off: 'bg-surface',
  sleep: 'bg-other/70 print:chart-hatch',
};

/** The week by hours as the responders felt it. Every cell that holds something says how much, in figures. */
export function HourGrid({ cells, ...frame }: HourGridProps) {
  const felt = cells.filter(({ count }) => count > 0);
  const most = Math.max(1, ...felt.map(({ count }) => count));
  const table = {
    columns: ['When', 'Interruptions', 'Hours'],
    rows: felt.map((cell) => ({
      key: `${cell.weekday}-${cell.hour}`,
      cells: [whenWords(cell), open(cell, String(cell.count)), className[cell.hourClass]],
    })),
  };
  return (
    <Chart {...frame} wide table={table} legend={<Classes />}>
      <div
        aria-hidden={felt.length === 0}
        className="grid grid-cols-[2.25rem_repeat(24,minmax(0,1fr))] gap-px text-label"
      >
        <span />
        {hours.map((hour) => (
          <span key={hour} className="text-muted leading-4">
            {hour % 3 === 0 ? String(hour).padStart(2, '0') : ''}
          </span>
        ))}
        {days.map((day, place) => (
          <Day
            key={day}
            day={day}
            weekday={place + 1}
            cells={cells.filter(({ weekday }) => weekday === place + 1)}
            most={most}
          />
        ))}
      </div>
    </Chart>
  );
}

const className: Record<HourClass, string> = { business: 'Business', off: 'Off hours', sleep: 'Sleep' };

const whenWords = ({ weekday, hour }: HourCell): string =>
  `${longDays[weekday - 1] ?? ''} ${clock(hour)} – ${clock((hour + 1) % 24)}`;

const open = ({ href }: HourCell, words: string) =>
  href ? (
    <Link href={href} scroll={false} prefetch={false} className="underline underline-offset-2">
      {words}
    </Link>
  ) : (
    words
  );

type DayProps = { day: string; weekday: number; cells: readonly HourCell[]; most: number };

function Day({ day, weekday, cells, most }: DayProps) {
  return (
    <>
      <span className="self-center text-muted">{day}</span>
      {hours.map((hour) => {
        const cell = cells.find((one) => one.hour === hour);
        return <Cell key={hour} cell={cell} weekday={weekday} hour={hour} most={most} />;
      })}
    </>
  );
}

type CellProps = { cell: HourCell | undefined; weekday: number; hour: number; most: number };

/** Where nothing happened, by the usual clock: a person’s own may differ by their holidays. */
const usualClass = (weekday: number, hour: number): HourClass =>
  hour >= 22 || hour < 8 ? 'sleep' : weekday <= 5 && hour < 18 ? 'business' : 'off';

function Cell({ cell, weekday, hour, most }: CellProps) {
  const look = cn(
    'keeps-colour flex h-7 items-center justify-center rounded-[3px] border border-divider/60',
    shades[cell?.hourClass ?? usualClass(weekday, hour)],
  );
  if (!cell || cell.count === 0) return <span className={look} />;
  const strong = cell.count / most > 0.5 && most > 1;
  const words = `${whenWords(cell)}: ${counted(cell.count, 'interruption')}`;
  const full = cn(look, 'border-accent font-semibold', strong ? 'bg-accent text-on-accent' : 'bg-accent-tint text-ink');
  if (!cell.href)
    return (
      <span role="img" aria-label={words} title={words} className={full}>
        {cell.count}
      </span>
    );
  return (
    <Link href={cell.href} scroll={false} prefetch={false} aria-label={words} title={words} className={full}>
      {cell.count}
    </Link>
  );
}

function Classes() {
  return (
    <>
      <Legend mark={<rect x="0.5" y="0.5" width="13" height="13" className="fill-background stroke-divider" />}>
        business
      </Legend>
      <Legend mark={<rect x="0.5" y="0.5" width="13" height="13" className="fill-surface stroke-divider" />}>
        off hours
      </Legend>
      <Legend mark={<rect x="0.5" y="0.5" width="13" height="13" className="fill-other stroke-divider" />}>
        sleep
      </Legend>
    </>
  );
}
