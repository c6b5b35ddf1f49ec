'use client';

import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Fault } from './fault';
import { RunStep } from './run-step';
import { useAct } from './use-act';
import type { Run, Viewer } from './use-incident';

type RunCardProps = { run: Run; incidentId: string; viewer: Viewer };

export type Tick = { state: 'open' | 'done' | 'skipped'; confirmed?: boolean; reason?: string };

/** One run of a runbook, as it was when it started: who ticked what, and what comes next. */
export function RunCard({ run, incidentId, viewer }: RunCardProps) {
  const { act, pending, refusal } = useAct(incidentId);
  const may = run.may['runbook.run'] && run.endedAt === null;
  const done = run.steps.filter(({ state }) => state !== 'open').length;

  const tick = (step: number, change: Tick) =>
    act(`step ${step}`, async (client) => {
      await client.runbook.tick.mutate({ runId: run.id, step, ...change });
      return client.incident.byId.query({ incidentId });
    });
  const end = () =>
    act('end', async (client) => {
      await client.runbook.endRun.mutate({ runId: run.id });
      return client.incident.byId.query({ incidentId });
    });

  return (
    <Card aria-label={`Runbook ${run.title}`}>
      <CardHeader
        title={<span className="wrap-anywhere">{run.title}</span>}
        detail={
          <span className="tabular-nums">
            {done} of {run.steps.length}
          </span>
        }
        actions={
          run.endedAt ? (
            <Mark kind="neutral">Ended {timeOfDay(run.endedAt, viewer.zone)}</Mark>
          ) : may ? (
            <Button
              size="small"
              variant={run.next === null ? 'primary' : 'ghost'}
              busy={pending === 'end'}
              onClick={() => void end()}
            >
              {pending === 'end' ? 'Sending…' : 'End the run'}
            </Button>
          ) : null
        }
      />
      <ol className="flex flex-col">
        {run.steps.map((step, place) => (
          <RunStep
            key={step.number}
            step={step}
            heading={step.section !== run.steps[place - 1]?.section ? step.section : null}
            next={step.number === run.next && may}
            may={may}
            busy={pending === `step ${step.number}`}
            viewer={viewer}
            onTick={(change) => void tick(step.number, change)}
          />
        ))}
      </ol>
      <Fault refusal={refusal} />
    </Card>
  );
}
