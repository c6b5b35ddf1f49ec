import { cn } from '@/components/ui/class-names';
import { Chart } from './chart';
import type { Part } from './parts-bar';
import { Opens } from './parts-bar';
import { places } from './scale';

type BlocksProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  rows: readonly { key: string; label: string; parts: readonly Part[]; none: string }[];
};

const looks: Record<Part['look'], string> = {
  solid: 'border-accent bg-accent',
  hatched: 'chart-hatch border-ink/60 bg-background',
  dotted: 'border-control bg-other',
  open: 'border-dashed border-control bg-background',
};
const mostDrawn = 40;

/** One block for each thing owed: done in time, done late, still open. */
export function Blocks({ rows, ...frame }: BlocksProps) {
  const table = {
    columns: ['What', 'How', 'Count'],
    rows: rows.flatMap(({ label, parts }) =>
      parts.map(({ key, words, count }) => ({ key: `${label} ${key}`, cells: [label, words, String(count)] })),
    ),
  };
  return (
    <Chart {...frame} table={table}>
      <dl className="flex flex-col gap-4">
        {rows.map(({ key, label, parts, none }) => (
          <div key={key}>
            <dt className="font-medium">{label}</dt>
            <dd>
              {parts.every(({ count }) => count === 0) ? (
                <p className="text-muted">{none}</p>
              ) : (
                <>
                  <div aria-hidden="true" className="mt-1 flex flex-wrap gap-1">
                    {parts.flatMap(({ key: part, count, look }) =>
                      places(Math.min(count, mostDrawn)).map((place) => (
                        <span
                          key={`${part}-${place}`}
                          className={cn('keeps-colour size-4 rounded-[3px] border', looks[look])}
                        />
                      )),
                    )}
                  </div>
                  <ul className="mt-1 flex flex-wrap gap-x-4">
                    {parts.map(({ key: part, words, count, look, href }) => (
                      <li key={part} className="flex items-center gap-1.5">
                        <span
                          aria-hidden="true"
                          className={cn('keeps-colour size-3 rounded-[3px] border', looks[look])}
                        />
                        <Opens href={count > 0 ? href : null}>
                          <span className="font-semibold tabular-nums">{count}</span> {words}
                        </Opens>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Chart>
  );
}
