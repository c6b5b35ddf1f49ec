import type { ComponentProps } from 'react';
import { cn } from './class-names';

/** 16 px everywhere: smaller text in an input makes phones zoom. */
const look = cn(
  'w-full rounded-control border border-control bg-background px-3 text-ink text-input placeholder:text-muted',
  'hover:border-ink focus-visible:border-accent focus-visible:outline-offset-0',
  'aria-invalid:border-critical disabled:cursor-not-allowed disabled:bg-surface disabled:text-muted',
  'read-only:bg-surface',
);

const oneLine = 'h-11 sm:pointer-fine:h-9';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={cn(look, oneLine, className)} />;
}

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} rows={rows} className={cn(look, 'field-sizing-content min-h-20 py-2', className)} />;
}

/** The system's own list: right on every phone, and complete by keyboard. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative block', className)}>
      <select {...rest} className={cn(look, oneLine, 'appearance-none bg-background pr-9 read-only:bg-background')}>
        {children}
      </select>
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 fill-none stroke-[1.5] stroke-muted"
      >
        <path d="m4 6 4 4 4-4" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  );
}

type ChoiceProps = Omit<ComponentProps<'input'>, 'type'> & { hint?: string };

/** A box to tick with its label beside it; the whole line is the target. */
export function Checkbox(props: ChoiceProps) {
  return <Choice type="checkbox" {...props} />;
}

/** One of several: give all of them the same `name`, within a `FieldGroup`. */
export function Radio(props: ChoiceProps) {
  return <Choice type="radio" {...props} />;
}

function Choice({ type, children, hint, className, ...rest }: ChoiceProps & { type: 'checkbox' | 'radio' }) {
  return (
    <label
      className={cn(
        'flex min-h-11 items-start gap-2.5 py-2.5 sm:pointer-fine:min-h-7 sm:pointer-fine:py-1',
        'has-disabled:cursor-not-allowed has-disabled:text-muted',
        className,
      )}
    >
      <span className="relative mt-[0.1em] grid size-5 shrink-0 place-items-center sm:pointer-fine:size-4">
        <input
          {...rest}
          type={type}
          className={cn(
            'peer absolute inset-0 appearance-none border border-control bg-background hover:border-ink',
            'checked:border-accent checked:bg-accent disabled:bg-surface forced-colors:appearance-auto',
            'disabled:checked:border-control disabled:checked:bg-control',
            type === 'radio' ? 'rounded-full' : 'rounded-[4px]',
          )}
        />
        <svg
          viewBox="0 0 16 16"
          aria-hidden="true"
          className="pointer-events-none relative size-3.5 fill-none stroke-2 stroke-on-accent opacity-0 peer-checked:opacity-100 forced-colors:hidden"
        >
          {type === 'radio' ? (
            <circle cx="8" cy="8" r="3" className="fill-on-accent stroke-none" />
          ) : (
            <path d="m3.5 8.5 3 3 6-7" strokeLinecap="round" strokeLinejoin="round" />
          )}
        </svg>
      </span>
      <span className="min-w-0">
        {children}
        {hint ? <span className="block text-muted">{hint}</span> : null}
      </span>
    </label>
  );
}
