'use client';

import Link from 'next/link';
import { useNow } from '@/components/clock';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Markdown } from '@/components/ui/markdown';
import { When } from '@/components/ui/when';
import { paths } from '@/server/paths';
import type { IncidentDetail, Viewer } from './use-incident';

type FactsProps = { incident: IncidentDetail; viewer: Viewer };

/** What is hit: the summary, the services, the alerts that joined, and each instant that counts. */
export function Facts({ incident, viewer }: FactsProps) {
  const now = useNow();
  const { zone } = viewer;
  const instants = [
    { label: 'Declared', at: incident.declaredAt },
    { label: 'Mitigated', at: incident.mitigatedAt },
    { label: 'Resolved', at: incident.resolvedAt },
    { label: 'Closed', at: incident.closedAt },
  ];
  return (
    <Card aria-labelledby="facts">
      <CardHeader id="facts" title="What is hit" />
      <CardBody className="flex flex-col gap-3">
        {incident.summary ? <Markdown text={incident.summary} /> : null}
        <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1 [&_dt]:text-muted">
          <dt>Services</dt>
          <dd className="wrap-anywhere">
            {incident.services.length === 0
              ? 'none named'
              : incident.services.map(({ id, name }, place) => (
                  <span key={id}>
                    {place > 0 ? ', ' : ''}
                    <Link href={paths.service(id)} className="underline underline-offset-2">
                      {name}
                    </Link>
                  </span>
                ))}
          </dd>
          {incident.impactFrom && incident.impactTo ? (
            <>
              <dt>Impact</dt>
              <dd>{spanOf(incident.impactFrom, incident.impactTo, zone, now)}</dd>
            </>
          ) : null}
          {instants.map(({ label, at }) =>
            at ? (
              <div key={label} className="contents">
                <dt>{label}</dt>
                <dd>
                  <When instant={at} zone={zone} now={now} show="weekday-and-time" />
                </dd>
              </div>
            ) : null,
          )}
        </dl>
        {incident.alerts.length > 0 ? (
          <ul aria-label="Alerts" className="flex flex-col">
            {incident.alerts.map(({ id, reference, title, state }) => (
              <li key={id} className="flex items-baseline gap-2 border-t py-1.5">
                <Link href={paths.alert(id)} className="min-w-0 flex-1 wrap-anywhere hover:underline">
                  <span className="text-muted tabular-nums">{reference}</span> {title}
                </Link>
                <Mark kind={state === 'open' ? 'critical' : 'neutral'}>
                  {state === 'open' ? 'Not acknowledged' : state === 'closed' ? 'Closed' : 'Acknowledged'}
                </Mark>
              </li>
            ))}
          </ul>
        ) : null}
      </CardBody>
    </Card>
  );
}

/** What was answered when it was closed. */
export function Closing({ incident }: { incident: IncidentDetail }) {
  const { closing } = incident;
  if (!closing) return null;
  const answers = [
    { label: 'What happened', text: closing.whatHappened },
    { label: 'What was done', text: closing.whatWasDone },
    { label: 'What risk is left', text: closing.remainingRisk },
    { label: incident.reviewWanted ? 'Why there is a review' : 'Why there is no review', text: closing.reviewReason },
  ];
  return (
    <Card aria-labelledby="closing">
      <CardHeader id="closing" title="How it ended" />
      <CardBody className="flex flex-col gap-3">
        {answers.map(({ label, text }) => (
          <div key={label}>
            <h3 className="text-label text-muted">{label}</h3>
            <Markdown text={text} />
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
