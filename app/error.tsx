'use client';

import { ErrorPanel } from '@/components/ui/error-panel';

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <div className="mx-auto max-w-2xl p-4 sm:p-6">
      <ErrorPanel
        title="This page could not be shown"
        onRetry={reset}
        {...(error.digest ? { code: error.digest } : {})}
      >
        Nothing was changed by this. Paging goes on: it does not depend on this page.
      </ErrorPanel>
    </div>
  );
}
