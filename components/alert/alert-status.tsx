'use client';

import Link from 'next/link';
import { useNow } from '@/components/clock';
import { Card } from '@/components/ui/card';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import { paths } from '@/server/paths';
import type { Viewer } from './alert-line';
import type { AlertRow } from './alert-row';
import { AlertState } from './alert-state';
import { NextCountdown } from './next-countdown';
import { severityOf } from './severity';

/** The five things somebody wants to know first: how bad, who has it, what is hit, since when, and what comes next. */
export function AlertStatus({ alert, viewer }: { alert: AlertRow; viewer: Viewer }) {
  const now = useNow();
  const { mark, word } = severityOf(alert.priority);
  const { zone } = viewer;
  return (
    <Card aria-label="State" className="mb-4">
      <dl className="grid gap-x-6 gap-y-3 p-4 *:min-w-0 sm:grid-cols-[auto_auto_1fr_auto_auto] [&_dt]:text-label [&_dt]:text-muted max-sm:grid-cols-2">
        <div>
          <dt>Severity</dt>
          <dd>
            <Mark kind={mark} look="plain">
              {word}
            </Mark>
          </dd>
        </div>
        <div className="max-sm:order-last max-sm:col-span-2">
          <dt>State</dt>
          <dd>
            <AlertState alert={alert} viewerId={viewer.id} zone={zone} now={now} />
          </dd>
        </div>
        <div>
          <dt>Affected</dt>
          <dd className="wrap-anywhere">
            <Link href={paths.service(alert.service.id)} className="underline underline-offset-2">
              {alert.service.name}
            </Link>
          </dd>
        </div>
        <div>
          <dt>Opened</dt>
          <dd>
            <When instant={alert.openedAt} zone={zone} now={now} show="relative" />{' '}
            {alert.count > 1 ? (
              <span className="whitespace-nowrap text-muted tabular-nums">
                {alert.count} times, last <When instant={alert.lastSeenAt} zone={zone} now={now} show="relative" />
              </span>
            ) : (
              <span className="text-muted">
                <When instant={alert.openedAt} zone={zone} now={now} show="weekday-and-time" />
              </span>
            )}
          </dd>
        </div>
        <div className="max-sm:order-last max-sm:col-span-2">
          <dt>Next</dt>
          <dd>
            {alert.next ? (
              <NextCountdown next={alert.next} viewerId={viewer.id} />
            ) : alert.state === 'closed' ? (
              <span className="text-muted">Nothing: it is closed</span>
            ) : (
              <span className="text-muted">
                Nothing: it waits for{' '}
                {alert.acknowledgedBy?.id === viewer.id ? 'you' : (alert.acknowledgedBy?.name ?? 'somebody')}
              </span>
            )}
          </dd>
        </div>
      </dl>
    </Card>
  );
}
