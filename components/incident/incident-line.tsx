'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { weekdayAndTime } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import { isRunning } from '@/server/incident/lifecycle';
import { paths } from '@/server/paths';
import { severityWords, stateWords } from './incident-words';
import type { GroupName } from './list-groups';
import { RunningTime } from './running-time';
import type { Viewer } from './use-incident';
import type { IncidentRow, ReviewRow } from './use-incidents';

type IncidentLineProps = {
  incident: IncidentRow;
  review: ReviewRow | undefined;
  group: GroupName;
  viewer: Viewer;
};

/** The id of the link of an incident: where the keys move the focus to. */
export const incidentLinkId = (id: string): string => `incident-${id}`;

/** One incident: a row where there is room, a card under the thumb. */
export function IncidentLine({ incident, review, group, viewer }: IncidentLineProps) {
  const now = useNow();
  const [first] = useState(`${incident.state} ${incident.severity}`);
  const severity = severityWords(incident.severity);
  const state = stateWords[incident.state];
  const running = isRunning(incident.state);
  return (
    <tr
      className={cn(
        'max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:border-b max-sm:p-4 max-sm:last:border-b-0',
        'sm:[&:last-child>td]:border-b-0 sm:[&>td]:border-b sm:[&>td]:px-3 sm:[&>td]:py-2 sm:[&>td]:align-top',
        'focus-within:bg-accent-tint sm:hover:bg-surface sm:focus-within:hover:bg-accent-tint',
        first !== `${incident.state} ${incident.severity}` && 'just-changed',
      )}
    >
      <td className="max-sm:order-1">
        <Mark kind={running ? severity.mark : 'neutral'} look="plain" className="sm:leading-6">
          {severity.word}
        </Mark>
      </td>
      <td className="min-w-0 max-sm:order-3 max-sm:col-span-2">
        <Link
          id={incidentLinkId(incident.id)}
          href={paths.incident(incident.id)}
          className="font-medium leading-6 wrap-anywhere hover:underline focus-visible:underline max-sm:inline-block max-sm:py-1.5"
        >
          {incident.title}
        </Link>
        <div className="text-label text-muted wrap-anywhere">
          <span className="tabular-nums">{incident.reference}</span>
          {incident.services.length > 0 ? ` · ${incident.services.map(({ name }) => name).join(', ')}` : ''}
          {incident.alerts > 0 ? ` · ${incident.alerts} ${incident.alerts === 1 ? 'alert' : 'alerts'}` : ''}
        </div>
      </td>
      <td className="max-sm:order-2">
        <Mark kind={state.mark}>{state.word}</Mark>
      </td>
      <td className="max-sm:order-4 max-sm:col-span-2">
        {incident.lead || !running ? (
          <span className="wrap-anywhere">
            <span className="text-muted">Lead </span>
            {incident.lead?.id === viewer.id ? 'you' : (incident.lead?.name ?? 'nobody')}
          </span>
        ) : (
          <Mark kind="gap" look="plain">
            Nobody leads
          </Mark>
        )}
      </td>
      <td className="text-muted max-sm:order-5 max-sm:col-span-2 max-sm:flex max-sm:gap-2 max-sm:text-label">
        <span className={cn('sm:block', running && 'font-medium text-ink')}>
          <RunningTime incident={incident} />
        </span>
        <span className="sm:text-label">
          {running ? (
            weekdayAndTime(incident.declaredAt, viewer.zone, now)
          ) : (
            <When instant={incident.declaredAt} zone={viewer.zone} now={now} show="relative" />
          )}
        </span>
      </td>
      <td className={cn('max-sm:order-6 max-sm:col-span-2 sm:text-right', group === 'running' && 'max-sm:hidden')}>
        <ReviewLink incident={incident} review={review} group={group} />
      </td>
    </tr>
  );
}

function ReviewLink({ incident, review, group }: Omit<IncidentLineProps, 'viewer'>) {
  const look = cn(buttonLook({ size: 'small' }), 'max-sm:w-full');
  if (group === 'missing-review')
    return (
      <Link href={paths.review(incident.id)} className={look} aria-label={`Write the review of ${incident.reference}`}>
        {review ? 'Go on with the review' : 'Write the review'}
      </Link>
    );
  if (!review || group === 'running') return null;
  return (
    <Link
      href={paths.review(incident.id)}
      className={cn(buttonLook({ size: 'small', variant: 'ghost' }))}
      aria-label={`Review of ${incident.reference}`}
    >
      Review
    </Link>
  );
}
