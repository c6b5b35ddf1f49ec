import { type ReactNode, useId } from 'react';
import { cn } from './class-names';

/** What a control must carry so that its label, hint and error belong to it. Spread it: `<Input {...control} />`. */
export type ControlProps = {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  required?: true;
};

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What to do about it, beside the field; typed text is kept. */
  error?: ReactNode;
  required?: boolean;
  /** Needed where an `ErrorSummary` links to the field. */
  id?: string;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

export function Field({ label, hint, error, required = false, id: givenId, className, children }: FieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="font-medium">
        {label}
        {required ? null : <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="max-w-[72ch] text-muted">
          {hint}
        </p>
      ) : null}
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
        ...(required ? { required: true as const } : {}),
      })}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-critical">
      <svg viewBox="0 0 14 14" aria-hidden="true" className="mt-[0.2em] size-3.5 shrink-0 fill-current">
        <path d="M4.4.8h5.2l3.6 3.6v5.2l-3.6 3.6H4.4L.8 9.6V4.4zM6.3 3.6v4.1h1.4V3.6zm0 5.3v1.5h1.4V8.9z" />
      </svg>
      <span>{children}</span>
    </p>
  );
}

type FieldGroupProps = {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Several controls that answer one question: radios, checkboxes, a start and an end. */
export function FieldGroup({ legend, hint, error, className, children }: FieldGroupProps) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={cn(hint && `${id}-hint`, error && `${id}-error`) || undefined}
      className={cn('flex min-w-0 flex-col gap-1', className)}
    >
      <legend className="mb-1 font-medium">{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="text-muted">
          {hint}
        </p>
      ) : null}
      {children}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
