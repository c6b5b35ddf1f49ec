'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { MarkShape } from './mark';

type ErrorPanelProps = {
  /** What failed: "The alerts could not be read". */
  title: string;
  /** What was kept, and what is still true. */
  children?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  /** What an administrator finds in the log. */
  code?: string;
};

/** One part of a screen that failed; the rest of the screen stays usable. */
export function ErrorPanel({ title, children, onRetry, retrying = false, code }: ErrorPanelProps) {
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-3 rounded-card border border-critical/40 bg-background p-4"
    >
      <div className="flex items-start gap-2">
        <MarkShape kind="critical" className="mt-[0.22em] text-critical" />
        <div className="min-w-0">
          <p className="font-semibold text-critical">{title}</p>
          {children ? <div className="mt-0.5 max-w-[72ch]">{children}</div> : null}
        </div>
      </div>
      {onRetry || code ? (
        <div className="flex flex-wrap items-center gap-3 pl-5.5">
          {onRetry ? (
            <Button onClick={onRetry} busy={retrying}>
              Try again
            </Button>
          ) : null}
          {code ? (
            <span className="inline-flex items-center gap-1 text-muted">
              Code <code className="font-mono text-label">{code}</code>
              <CopyButton text={code} label="Copy the code" />
            </span>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
