'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { IncidentOfAlert } from '@/components/incident/incident-of-alert';
import { AlertRunbooks } from '@/components/runbook/alert-runbooks';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { zoneWord } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { classes, classifications } from '@/server/alert/classification';
import type { Action } from '@/server/alert/lifecycle';
import { paths } from '@/server/paths';
import { AlertButtons } from './alert-buttons';
import { AlertDialogs } from './alert-dialogs';
import { AlertFacts } from './alert-facts';
import { AlertStatus } from './alert-status';
import { AlertTimeline } from './alert-timeline';
import { askedKeys } from './asking';
import { EarlierOpenings } from './earlier-openings';
import { factsOf } from './facts';
import { MergedAlerts } from './merged-alerts';
import { nobodyPagedWords } from './nobody-paged';
import { NoteForm, noteFieldId } from './note-form';
import { withoutTurns } from './payload';
import { primaryFor } from './primary';
import { PrimaryContact } from './primary-contact';
import { Runbooks } from './runbooks';
import { SayWhatItWas } from './say-what-it-was';
import { useAlert } from './use-alert';
import { useAlertActions } from './use-alert-actions';
import { WhatItWas } from './what-it-was';
import { WhoWasTold } from './who-was-told';

/** One alert: what is hit, what to do, who was told, and everything that happened. */
export function AlertScreen({ alertId }: { alertId: string }) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const alert = useAlert(alertId);
  const viewer = { id: me.person.id, zone: me.person.timeZone };
  const actions = useAlertActions(viewer.id);
  const primary = alert.state === 'closed' ? null : primaryFor(alert.timeline, viewer.id);
  const isOver =
    alert.state === 'closed' &&
    !alert.mergedInto &&
    alert.classification === null &&
    alert.may['alert.act'] &&
    alert.may.actions.includes('classify');
  const nobodyPaged = nobodyPagedWords(alert.state, alert.timeline);
  const { runbooks, links, fields } = factsOf(alert);
  const may = (action: Action) =>
    alert.may['alert.act'] && alert.may.actions.includes(action) && actions.stateOf(alertId).pending === null;

  useScreenKeys('This alert', [
    { keys: 'a', does: 'Acknowledge', run: () => may('acknowledge') && void actions.acknowledge(alertId) },
    {
      keys: 'e',
      does: 'Ask the next person to help',
      run: () => may('escalate') && void actions.run(alertId, 'escalate'),
    },
    { keys: 'r', does: 'Resolve', run: () => may('resolve') && void actions.run(alertId, 'resolve') },
    ...askedKeys.map(({ keys, act, does }) => ({
      keys,
      does,
      run: () => may(act === 'responders' ? 'add-responders' : act) && actions.ask(act, [alert]),
    })),
    ...classifications.map((classification, place) => ({
      keys: String(place + 1),
      does: `It was: ${classes[classification].short}`,
      run: () => may('classify') && void actions.perform([alertId], { action: 'classify', classification }),
    })),
    { keys: 'n', does: 'Write a note', run: () => document.getElementById(noteFieldId)?.focus() },
  ]);

  return (
    <>
      <Link
        href={paths.alerts()}
        className="mb-1 inline-flex min-h-11 items-center gap-1 text-muted hover:text-ink sm:min-h-6"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        Alerts
      </Link>
      <PageHeader
        title={<span className="wrap-anywhere">{withoutTurns(alert.title)}</span>}
        detail={
          <span className="inline-flex items-center gap-1">
            {alert.reference}
            <CopyButton text={alert.reference} label={`Copy ${alert.reference}`} />
          </span>
        }
      />
      {primary ? (
        <PrimaryContact
          primary={primary}
          state={actions.stateOf(alertId)}
          tried={alert.timeline.some(({ kind, actor }) => kind === 'tried-to-reach-primary' && actor.id === viewer.id)}
          onTried={() => void actions.run(alertId, 'triedToReachPrimary')}
        />
      ) : null}
      <AlertStatus alert={alert} viewer={viewer} />
      <WhatItWas alert={alert} />
      {isOver ? (
        <div className="mb-4">
          <SayWhatItWas
            busy={actions.stateOf(alertId).pending !== null}
            onSay={(classification) => void actions.perform([alertId], { action: 'classify', classification })}
          />
        </div>
      ) : null}
      <Runbooks links={runbooks} />
      <AlertRunbooks alert={alert} viewer={viewer} />
      {nobodyPaged ? (
        <Notice tone="gap" live="polite" title={nobodyPaged} className="wrap-anywhere mb-4">
          Take it, or call somebody.
        </Notice>
      ) : null}
      <AlertButtons alert={alert} viewerId={viewer.id} actions={actions} />
      {alert.may['alert.act'] ? <IncidentOfAlert alert={alert} /> : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card aria-labelledby="timeline">
            <CardHeader
              id="timeline"
              title="What happened"
              detail={`times in ${zoneWord(viewer.zone, alert.openedAt)}`}
            />
            <CardBody>
              <AlertTimeline timeline={alert.timeline} zone={viewer.zone} />
              {alert.may['alert.act'] ? <NoteForm alertId={alertId} /> : null}
            </CardBody>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <WhoWasTold pages={alert.pages} viewer={viewer} />
          <AlertFacts alert={alert} links={links} fields={fields} />
          <MergedAlerts merged={alert.merged} />
          <EarlierOpenings openings={alert.openings} viewer={viewer} />
        </div>
      </div>
      <AlertDialogs actions={actions} viewer={viewer} />
    </>
  );
}
