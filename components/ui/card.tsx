import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

/** A bordered area; `tone="gap"` is for "nobody", and for nothing else. */
export function Card({ tone = 'plain', className, ...rest }: ComponentProps<'section'> & { tone?: 'plain' | 'gap' }) {
  return (
    <section
      {...rest}
      className={cn(
        'card min-w-0 rounded-card border bg-background',
        tone === 'gap' && 'border-2 border-gap',
        className,
      )}
    />
  );
}

type CardHeaderProps = { title: ReactNode; detail?: ReactNode; actions?: ReactNode; level?: 2 | 3; id?: string };

export function CardHeader({ title, detail, actions, level = 2, id }: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5">
      <Heading id={id} className="font-semibold">
        {title}
      </Heading>
      {detail ? <div className="text-muted">{detail}</div> : null}
      {actions ? <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={cn('p-4', className)} />;
}
