'use client';

import { useEffect, useRef } from 'react';

type ErrorSummaryProps = { title?: string; errors: ReadonlyArray<{ fieldId: string; message: string }> };

/** Stands above a form that was refused, takes the focus, and leads to each field. Nothing while there is no error. */
export function ErrorSummary({ title = 'This was not saved', errors }: ErrorSummaryProps) {
  const panel = useRef<HTMLDivElement>(null);
  const present = errors.length > 0;

  useEffect(() => {
    if (present) panel.current?.focus();
  }, [present]);

  if (!present) return null;
  return (
    <div
      ref={panel}
      role="alert"
      tabIndex={-1}
      className="rounded-control border border-critical bg-critical-tint px-4 py-3"
    >
      <h2 className="font-semibold text-critical">{title}</h2>
      <ul className="mt-1 flex flex-col">
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <a href={`#${fieldId}`} className="inline-block py-0.5 text-critical underline underline-offset-2">
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
