'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button, buttonLook } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import { AlertDialogs } from './alert-dialogs';
import { AlertFilters, useAlertFilters } from './alert-filters';
import { AlertGroup } from './alert-group';
import { Announcer } from './announcer';
import { BulkBar } from './bulk-bar';
import { groupNames, groupsOf, groupTitles } from './groups';
import { useListKeys } from './list-keys';
import { quietWords } from './quiet-words';
import { useAlertActions } from './use-alert-actions';
import { useAlerts } from './use-alerts';
import { useArrivals } from './use-arrivals';
import { useChosen } from './use-chosen';

/** What is on fire, who has it, and what happens next. */
export function AlertList() {
  const trpc = useTRPC();
  const now = useNow();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const { data: services } = useSuspenseQuery(trpc.service.list.queryOptions({}));
  const { data: teams } = useSuspenseQuery(trpc.team.teams.queryOptions());
  const [{ state }] = useAlertFilters();
  const { alerts, failed, retry, retrying, hasOlder, showOlder, fetchingOlder, hasMoreOpen } = useAlerts();
  const viewer = { id: me.person.id, zone: me.person.timeZone };
  const actions = useAlertActions(viewer.id);
  const chosen = useChosen();
  const [there] = useState(() => new Set(alerts.map(({ id }) => id)));
  const groups = groupsOf(alerts, now);
  const shown = groupNames.filter((name) => state.length === 0 || state.includes(name));
  const arrivals = useArrivals(groups.open, () => chosen.count > 0 || isAtWork());
  const quiet = shown.includes('open') && groups.open.length === 0;
  useListKeys(
    shown.flatMap((name) => groups[name]).filter(({ id }) => !arrivals.isWaiting(id)),
    actions,
    chosen,
  );

  return (
    <>
      <PageHeader title="Alerts" detail={groups.open.length > 0 ? `${groups.open.length} not acknowledged` : null} />
      <AlertFilters services={services} teams={teams} />
      <Announcer alerts={alerts} />
      <div className="flex flex-col gap-7">
        {failed ? (
          <ErrorPanel title="The alerts could not be read" onRetry={() => void retry()} retrying={retrying}>
            {refusalOf(failed).message} {alerts.length > 0 ? 'What stands below is the last good answer.' : ''}
          </ErrorPanel>
        ) : null}
        {hasMoreOpen ? (
          <Notice tone="major" title="More than 500 alerts are open">
            The newest 500 stand here. Narrow the list by service to see the others.
          </Notice>
        ) : null}
        {quiet && !failed ? (
          <Quiet
            lastOpenedAt={alerts.reduce<Date | null>(
              (last, { openedAt }) => (last && last > openedAt ? last : openedAt),
              null,
            )}
            senders={services.flatMap(({ integrations }) => integrations.filter(({ revokedAt }) => revokedAt === null))}
            now={now}
          />
        ) : null}
        {arrivals.count > 0 ? (
          <Button className="self-center" onClick={arrivals.show}>
            {arrivals.count === 1 ? '1 new alert' : `${arrivals.count} new alerts`}
          </Button>
        ) : null}
        {shown.map((name) => (
          <AlertGroup
            key={name}
            title={groupTitles[name]}
            alerts={groups[name].filter(({ id }) => !arrivals.isWaiting(id))}
            viewer={viewer}
            actions={actions}
            chosen={chosen}
            folds={name === 'open'}
            isNew={(id) => !there.has(id)}
          >
            {name === 'closed' && hasOlder ? (
              <div className="border-t p-2 text-center">
                <Button variant="ghost" busy={fetchingOlder} onClick={() => void showOlder()}>
                  Show older
                </Button>
              </div>
            ) : null}
          </AlertGroup>
        ))}
      </div>
      <BulkBar chosen={alerts.filter(({ id }) => chosen.has(id))} actions={actions} onClear={chosen.clear} />
      <AlertDialogs actions={actions} viewer={viewer} />
    </>
  );
}

/** Somebody goes through the rows by keyboard, or has a menu or a question open. */
function isAtWork(): boolean {
  const at = typeof document === 'undefined' ? null : document.activeElement;
  return (
    at?.closest('[role="menu"], [role="dialog"]') != null || (at?.closest('tr') != null && at.matches(':focus-visible'))
  );
}

type QuietProps = { lastOpenedAt: Date | null; senders: { name: string; lastHeardAt: Date | null }[]; now: Date };

/** Nothing waits for anybody; and whether that can be believed. */
function Quiet({ lastOpenedAt, senders, now }: QuietProps) {
  return (
    <Card>
      <EmptyState
        icon={<BellOff />}
        title="Quiet"
        action={
          senders.length === 0 ? (
            <Link href={paths.services()} className={buttonLook({ variant: 'primary' })}>
              Connect a sender
            </Link>
          ) : null
        }
      >
        {senders.length === 0
          ? 'Alerts that nobody has taken will appear here, as soon as a sender is connected.'
          : quietWords(lastOpenedAt, senders, now)}
      </EmptyState>
    </Card>
  );
}
