import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { counted } from '@/server/health-report/figure-words';
import { Chart } from './chart';

export type NoisyKey = {
  key: string;
  title: string;
  service: string | null;
  count: number;
  /** How many of them in sleep hours. */
  sleep: number;
  lastSaid: string | null;
  owner: string | null;
  href: Route | null;
  /** Follow-up and before/after, or the button that opens one. */
  next: ReactNode;
};

type ParetoProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  keys: readonly NoisyKey[];
  /** All interruptions of the period, of which these are the most. */
  all: number;
};

/** The alerts that interrupt most, most first, each with who owns it and what is being done about it. */
export function Pareto({ keys, all, ...frame }: ParetoProps) {
  const most = Math.max(1, ...keys.map(({ count }) => count));
  const table = {
    columns: ['Alert', 'Interruptions', 'Asleep', 'Last said', 'Owner'],
    rows: keys.map(({ key, title, count, sleep, lastSaid, owner }) => ({
      key,
      cells: [title, String(count), String(sleep), lastSaid ?? 'Nothing yet', owner ?? 'Nobody'],
    })),
  };
  return (
    <Chart {...frame} wide table={table}>
      <ol className="flex flex-col divide-y divide-divider">
        {keys.map((one, place) => (
          <Noisy key={one.key} one={one} most={most} until={sumTo(keys, place)} all={all} />
        ))}
      </ol>
    </Chart>
  );
}

const sumTo = (keys: readonly NoisyKey[], place: number): number =>
  keys.slice(0, place + 1).reduce((sum, { count }) => sum + count, 0);

type NoisyProps = { one: NoisyKey; most: number; until: number; all: number };

function Noisy({ one: { title, service, count, sleep, lastSaid, owner, href, next }, most, until, all }: NoisyProps) {
  const words = `${counted(count, 'interruption')}${sleep > 0 ? `, ${sleep} asleep` : ''}`;
  return (
    <li className="grid gap-x-4 gap-y-1 py-2.5 first:pt-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,5fr)]">
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">
          {href ? (
            <Link
              href={href}
              scroll={false}
              prefetch={false}
              className="decoration-control underline underline-offset-2 hover:decoration-ink"
            >
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
        <p className="text-label text-muted">
          {service ? `${service} · ` : ''}
          {lastSaid ? `last said: ${lastSaid}` : 'not classified yet'} · {owner ? `owner ${owner}` : 'no owner'}
        </p>
      </div>
      <div className="min-w-0 self-center">
        <div className="flex h-4 gap-0.5" aria-hidden="true">
          <Bar count={sleep} most={most} look="border-ink bg-ink" />
          <Bar count={count - sleep} most={most} look="border-accent bg-accent" />
        </div>
        <p className="mt-0.5 text-label text-muted">
          <span className="font-medium text-ink">{words}</span> · down to here {until} of {all}
        </p>
      </div>
      <div className="min-w-0 sm:col-span-2 lg:col-span-1">{next}</div>
    </li>
  );
}

function Bar({ count, most, look }: { count: number; most: number; look: string }) {
  if (count <= 0) return null;
  return (
    <span
      className={cn('keeps-colour min-w-1 rounded-[3px] border', look)}
      style={{ inlineSize: `${(count / most) * 100}%` }}
    />
  );
}
