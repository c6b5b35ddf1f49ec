import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

type TableProps = {
  /** What the table holds; heard by screen readers and, with `captionShown`, seen. */
  caption: string;
  captionShown?: boolean;
  /** Keeps the first column in sight while the others scroll. */
  frozen?: boolean;
  className?: string;
  children: ReactNode;
};

/** Scrolls by itself when it is too wide: the page never does. */
export function Table({ caption, captionShown = false, frozen = false, className, children }: TableProps) {
  return (
    <section
      aria-label={`${caption}, table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
      tabIndex={0}
      className={cn('relative overflow-x-auto overscroll-x-contain rounded-b-[9px]', className)}
    >
      <table
        className={cn(
          'w-full border-separate border-spacing-0 text-left',
          frozen &&
            '[&_tr>:first-child]:sticky [&_tr>:first-child]:left-0 [&_tr>:first-child]:z-10 [&_tr>:first-child]:bg-background',
        )}
      >
        <caption className={captionShown ? 'px-4 pb-2 text-left font-medium' : 'sr-only'}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export function TableHead({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead {...rest} className={className} />;
}

export function TableBody({ className, ...rest }: ComponentProps<'tbody'>) {
  return <tbody {...rest} className={cn('[&>tr:last-child>*]:border-b-0', className)} />;
}

type RowProps = ComponentProps<'tr'> & { selected?: boolean; interactive?: boolean };

export function TableRow({ selected, interactive = false, className, ...rest }: RowProps) {
  return (
    <tr
      {...rest}
      aria-selected={selected}
      className={cn(interactive && 'hover:[&>*]:bg-surface', selected && '[&>*]:bg-accent-tint!', className)}
    />
  );
}

const edge = 'border-b first:pl-4 last:pr-4 px-3';

export function TableHeader({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(edge, 'h-9 whitespace-nowrap font-medium text-label text-muted', className)}
    />
  );
}

/** `numeric` sets figures flush right. */
export function TableCell({ numeric = false, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      {...rest}
      className={cn(edge, 'h-11 py-1 align-middle sm:h-9', numeric && 'text-right tabular-nums', className)}
    />
  );
}
