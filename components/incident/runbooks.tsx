'use client';

import { BookOpen } from 'lucide-react';
import { RunChecklist } from '@/components/runbook/run-checklist';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Fault } from './fault';
import { useAct } from './use-act';
import type { IncidentDetail, Viewer } from './use-incident';

/** The checklists that run, and those that answer this trouble and could. */
export function Runbooks({ incident, viewer }: { incident: IncidentDetail; viewer: Viewer }) {
  const { act, pending, refusal } = useAct(incident.id);
  const running = new Set(incident.runs.filter(({ endedAt }) => !endedAt).map(({ runbookId }) => runbookId));
  const suggested = incident.suggested.filter(({ id }) => !running.has(id));
  const may = incident.may['incident.act'];
  const [alert] = incident.alerts;
  const variables = {
    incident: incident.reference,
    ...(incident.services[0] && { service: incident.services[0].name }),
    ...(alert && { alert: alert.reference, title: alert.title, key: alert.key }),
  };

  const start = (runbookId: string) =>
    act(runbookId, async (client) => {
      await client.incident.startRunbook.mutate({ incidentId: incident.id, runbookId });
      return client.incident.byId.query({ incidentId: incident.id });
    });

  return (
    <>
      {incident.runs.toReversed().map((run) => (
        <RunChecklist key={run.id} run={run} viewer={viewer} variables={variables} />
      ))}
      {suggested.length > 0 || incident.runs.length === 0 ? (
        <Card aria-labelledby="runbooks">
          <CardHeader id="runbooks" title="Runbooks for this" />
          <CardBody className="flex flex-col gap-2">
            {suggested.length === 0 ? (
              <p className="text-muted">
                No runbook names this alert or its service yet. One that does will be offered here.
              </p>
            ) : (
              <ul className="flex flex-col gap-2">
                {suggested.map(({ id, title, steps }) => (
                  <li key={id} className="flex flex-wrap items-center gap-2">
                    <BookOpen aria-hidden="true" className="size-4 shrink-0 text-control" />
                    <span className="min-w-0 flex-1 wrap-anywhere">
                      <span className="font-medium">{title}</span>{' '}
                      <span className="text-muted">
                        {steps} {steps === 1 ? 'step' : 'steps'}
                      </span>
                    </span>
                    {may ? (
                      <Button busy={pending === id} onClick={() => void start(id)} aria-label={`Start ${title}`}>
                        {pending === id ? 'Sending…' : 'Start'}
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
            <Fault refusal={refusal} />
          </CardBody>
        </Card>
      ) : null}
    </>
  );
}
