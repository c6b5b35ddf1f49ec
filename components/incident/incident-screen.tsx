'use client';

import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { UpdateDialog } from '@/components/status-update/update-dialog';
import { useUpdates } from '@/components/status-update/use-updates';
import { useTRPC } from '@/components/trpc/client';
import { Button, buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import type { EntryKind } from '@/server/incident/entry';
import { isRunning } from '@/server/incident/lifecycle';
import { paths } from '@/server/paths';
import { publicStateWords } from '@/server/status-update/public-state';
import { EntryForm } from './entry-form';
import { Closing, Facts } from './facts';
import { FollowUps } from './follow-ups';
import { IncidentButtons } from './incident-buttons';
import { IncidentHead } from './incident-head';
import { stateWords } from './incident-words';
import { OfflineNotice } from './offline-notice';
import { Responders } from './responders';
import { Runbooks } from './runbooks';
import { RunningTime } from './running-time';
import { Timeline } from './timeline';
import { UpdatePrompt } from './update-due';
import { type IncidentDetail, useIncident, type Viewer } from './use-incident';

const tabs = ['timeline', 'runbooks', 'people', 'facts'] as const;
const tabWords = { timeline: 'Timeline', runbooks: 'Runbooks', people: 'People', facts: 'Facts' } as const;

/** One incident: what is known, who leads, and what comes next. */
export function IncidentScreen({ incidentId }: { incidentId: string }) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const incident = useIncident(incidentId);
  const viewer = { id: me.person.id, name: me.person.name, zone: me.person.timeZone };
  const updates = useUpdates(incidentId);
  const [kind, setKind] = useState<EntryKind>('finding');
  const [isPosting, setPosting] = useState(false);
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('timeline'));
  const running = isRunning(incident.state);

  const postUpdate = () => setPosting(true);
  const inTab = (name: (typeof tabs)[number]) => cn(tab !== name && 'max-lg:hidden print:flex');

  return (
    <>
      <IncidentHead incident={incident} viewer={viewer} onPostUpdate={postUpdate} />
      <UpdateDialog incident={incident} open={isPosting} onOpenChange={setPosting} />
      <OfflineNotice className="mb-4" />
      <Ended incident={incident} viewer={viewer} />
      <IncidentButtons incident={incident} viewer={viewer} onPostUpdate={postUpdate} />
      <div className="sticky top-13 z-10 -mx-4 mb-4 border-b bg-background px-4 sm:static sm:mx-0 sm:px-0 lg:hidden print:hidden">
        <p className="flex justify-between gap-3 pt-1.5 text-label sm:hidden">
          <span className="truncate font-medium">
            {stateWords[incident.state].word} · {incident.severityName} · {incident.lead?.name ?? 'nobody leads'}
          </span>
          <RunningTime incident={incident} />
        </p>
        <fieldset className="flex">
          <legend className="sr-only">Part of the incident</legend>
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={tab === name}
              onClick={() => void setTab(name === 'timeline' ? null : name)}
              className={cn(
                'min-h-11 flex-1 border-transparent border-b-2 px-1 font-medium',
                tab === name ? 'border-accent text-accent' : 'text-muted',
              )}
            >
              {tabWords[name]}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <section aria-label="What happened" className={cn('flex min-w-0 flex-col gap-3', inTab('timeline'))}>
          {running && incident.may['incident.act'] ? (
            <UpdatePrompt dueAt={incident.nextUpdateAt} zone={viewer.zone} onPost={postUpdate} />
          ) : null}
          {updates?.unsaid && updates.may.post ? (
            <Notice
              tone="major"
              title={`It is over, and they still read “${publicStateWords[updates.updates[0]?.state ?? 'investigating'].word}”`}
              actions={<Button onClick={postUpdate}>Say that it is resolved</Button>}
            >
              Whoever followed it should hear the end from you.
            </Notice>
          ) : null}
          {incident.may['incident.act'] ? (
            <EntryForm incidentId={incidentId} viewer={viewer} kind={kind} onKind={setKind} />
          ) : null}
          <Timeline incident={incident} viewer={viewer} updates={updates?.updates ?? []} />
        </section>
        <div className="flex min-w-0 flex-col gap-5">
          <div className={cn('flex min-w-0 flex-col gap-5', inTab('runbooks'))}>
            <Runbooks incident={incident} viewer={viewer} />
          </div>
          <div className={cn('flex min-w-0 flex-col gap-5', inTab('people'))}>
            <Responders incident={incident} viewer={viewer} />
          </div>
          <div className={cn('flex min-w-0 flex-col gap-5', inTab('facts'))}>
            <Closing incident={incident} />
            <FollowUps incident={incident} viewer={viewer} />
            <Facts incident={incident} viewer={viewer} />
          </div>
        </div>
      </div>
    </>
  );
}

/** What is true of an incident that is over: why it was none, where it went, and what is still missing. */
function Ended({ incident, viewer }: { incident: IncidentDetail; viewer: Viewer }) {
  const trpc = useTRPC();
  const { data: review } = useQuery(trpc.review.ofIncident.queryOptions({ incidentId: incident.id }));
  if (incident.declineReason)
    return (
      <Notice title="Declined: it was no incident" className="mb-4">
        {incident.declineReason}
      </Notice>
    );
  if (incident.mergedIntoId)
    return (
      <Notice
        title="Merged into another incident"
        className="mb-4"
        actions={
          <Link href={paths.incident(incident.mergedIntoId)} className={buttonLook({})}>
            Go there
          </Link>
        }
      />
    );
  if (incident.state !== 'closed' || incident.reviewWanted === false || review === undefined) return null;
  if (review?.state === 'done') return null;
  return (
    <Notice
      tone="waiting"
      title={review ? `The review is due ${review.dueOn}` : 'The review is missing'}
      className="mb-4 print:hidden"
      actions={
        <Link href={paths.review(incident.id)} className={buttonLook({})}>
          {review ? 'Go on with it' : 'Write it'}
        </Link>
      }
    >
      {viewer.id === incident.lead?.id ? 'You led this incident: the review is yours to bring home.' : null}
    </Notice>
  );
}
