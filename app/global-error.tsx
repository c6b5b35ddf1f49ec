'use client';

import './globals.css';
import { ErrorPanel } from '@/components/ui/error-panel';

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** Stands in place of the layout, so it brings its own document. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Baton could not be shown</title>
        <main className="mx-auto max-w-2xl p-4 sm:p-6">
          <ErrorPanel
            title="Baton could not be shown"
            onRetry={reset}
            {...(error.digest ? { code: error.digest } : {})}
          >
            Nothing was changed by this. Paging goes on: it does not depend on this page.
          </ErrorPanel>
        </main>
      </body>
    </html>
  );
}
