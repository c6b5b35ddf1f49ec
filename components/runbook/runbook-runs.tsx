'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { When } from '@/components/ui/when';
import { paths } from '@/server/paths';
import type { RunbookDetail } from './use-runbooks';

type RunbookRunsProps = { runs: RunbookDetail['runs']; viewer: { id: string; zone: string } };

const addresses: Record<string, (id: string) => string> = { alert: paths.alert, incident: paths.incident };

/** When it served, and for what. */
export function RunbookRuns({ runs, viewer }: RunbookRunsProps) {
  const now = useNow();
  return (
    <Card aria-labelledby="runs">
      <CardHeader id="runs" title="Runs" />
      {runs.length === 0 ? (
        <CardBody className="text-muted">
          None yet. It is started from an alert or an incident, and kept here with what it was for.
        </CardBody>
      ) : (
        <ul className="flex flex-col">
          {runs.map(({ id, subject, startedAt, endedAt, by, version }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-b px-4 py-2 last:border-b-0">
              <Link
                href={(addresses[subject.kind]?.(subject.id) ?? paths.runbooks()) as Route}
                className="inline-flex min-h-11 items-center underline-offset-2 hover:underline sm:min-h-6"
              >
                For an {subject.kind}
              </Link>
              <span className="text-muted">
                <When instant={startedAt} zone={viewer.zone} now={now} />
                {by ? `, ${by.id === viewer.id ? 'you' : by.name}` : ''}, version {version}
                {endedAt ? '' : ', under way'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
