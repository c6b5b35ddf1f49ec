import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';

export type ChartTable = {
  columns: readonly string[];
  /** The first cell heads its row. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

type ChartProps = {
  id: string;
  /** What it shows, as a sentence: it is what is heard where the drawing is not seen. */
  title: string;
  /** How many rows it rests on, and what is left out. */
  detail?: ReactNode;
  /** What the marks mean, beside the drawing. */
  legend?: ReactNode;
  /** Formula, clock times, zone: one press away. */
  definition?: ReactNode;
  csv?: string;
  table: ChartTable;
  /** As wide as two others. */
  wide?: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * A drawing and the same as a table. On a phone the table comes first. The switch is a checkbox and a rule of style, so
 * that it works without any script, and both are there on paper and for screen readers when they are asked for.
 */
export function Chart({ id, title, detail, legend, definition, csv, table, wide, className, children }: ChartProps) {
  return (
    <Card aria-labelledby={`${id}-title`} className={cn('chart flex flex-col', wide && 'lg:col-span-2', className)}>
      <header className="px-4 pt-3">
        <h3 id={`${id}-title`} className="font-semibold text-balance">
          {title}
        </h3>
        {detail ? <div className="mt-0.5 text-muted">{detail}</div> : null}
      </header>
      <input id={`${id}-switch`} type="checkbox" className="chart-switch peer sr-only" />
      <div className="chart-drawing px-4 pt-3 pb-2">
        {children}
        {legend ? <div className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-label text-muted">{legend}</div> : null}
      </div>
      <div className="chart-table mt-2 max-h-96 overflow-y-auto print:hidden">
        <ChartRows caption={title} {...table} />
      </div>
      <footer className="chart-foot mt-auto flex flex-wrap items-center gap-x-4 border-t px-4 text-label text-muted print:hidden">
        <label
          htmlFor={`${id}-switch`}
          className="inline-flex min-h-11 items-center underline underline-offset-2 sm:pointer-fine:min-h-8"
        >
          <span className="chart-as-table">Show as table</span>
          <span className="chart-as-drawing">Show as chart</span>
          <span className="sr-only">: {title}</span>
        </label>
        {csv ? (
          <a
            href={csv}
            download
            className="inline-flex min-h-11 items-center underline underline-offset-2 sm:pointer-fine:min-h-8"
          >
            CSV<span className="sr-only">: {title}</span>
          </a>
        ) : null}
        {definition ? (
          <details className="min-w-0 open:basis-full open:pb-3">
            <summary className="inline-flex min-h-11 items-center underline underline-offset-2 sm:pointer-fine:min-h-8">
              Definition<span className="sr-only">: {title}</span>
            </summary>
            <div className="max-w-[72ch]">{definition}</div>
          </details>
        ) : null}
      </footer>
    </Card>
  );
}

function ChartRows({ caption, columns, rows }: ChartTable & { caption: string }) {
  return (
    <Table caption={caption}>
      <TableHead>
        <TableRow>
          {columns.map((column) => (
            <TableHeader key={column}>{column}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ key, cells: [head, ...cells] }) => (
          <TableRow key={key}>
            <TableHeader scope="row" className="h-auto py-1.5 text-body text-ink">
              {head}
            </TableHeader>
            {cells.map((cell, place) => (
              <TableCell key={columns[place + 1]} className="py-1.5">
                {cell}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A mark and its word in a legend. */
export function Legend({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg viewBox="0 0 14 14" aria-hidden="true" className="keeps-colour size-3.5 shrink-0">
        {mark}
      </svg>
      {children}
    </span>
  );
}
