'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { FieldError } from '@/components/ui/field';
import { timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { filled, type Variables } from '@/server/runbook/checklist';
import { HelpedQuestion } from './helped-question';
import { RunStep } from './run-step';
import { StepTurns } from './step-turns';
import { useRunActs } from './use-run-acts';
import { useRunKeys } from './use-run-keys';
import type { Run } from './use-runbooks';

type RunChecklistProps = {
  run: Run;
  /** `zone`: IANA, in which times are told. */
  viewer: { id: string; zone: string };
  /** What `{{service}}` and the like in its commands stand for. */
  variables?: Variables;
  level?: 2 | 3;
};

/**
 * One run of a runbook, frozen at its version: who ticked what, and what comes next. It ticks by itself; what is on
 * screen of alerts, incidents and runbooks is asked for anew after each tick.
 */
export function RunChecklist({ run, viewer, variables = {}, level = 2 }: RunChecklistProps) {
  const { tick, end, sayHelped, report, stateOf, pending, refusal } = useRunActs(run.id);
  useRunKeys();
  const may = run.may['runbook.run'] && run.endedAt === null;
  const steps = run.steps.map((step) => ({ ...step, state: stateOf(step.number) ?? step.state }));
  const settled = steps.filter(({ state }) => state !== 'open').length;
  const next = steps.find(({ state }) => state === 'open')?.number ?? null;
  // On a phone the step that is next stands alone; whoever turned to another stays there until something is ticked.
  const [turn, setTurn] = useState<{ at: number; settled: number } | 'all' | null>(null);
  const nextAt = steps.findIndex(({ number }) => number === next);
  const alone = !may || next === null || turn === 'all' ? null : turn?.settled === settled ? turn.at : nextAt;

  return (
    <Card aria-label={`Runbook ${run.title}`}>
      <CardHeader
        level={level}
        title={<span className="wrap-anywhere">{run.title}</span>}
        detail={
          <span className="tabular-nums">
            {settled} of {steps.length}
          </span>
        }
        actions={
          run.endedAt ? (
            <Mark kind="neutral">
              Ended {timeOfDay(run.endedAt, viewer.zone)}
              {run.endedBy ? ` by ${run.endedBy.id === viewer.id ? 'you' : run.endedBy.name}` : ''}
            </Mark>
          ) : may ? (
            <Button
              size="small"
              variant={next === null ? 'primary' : 'ghost'}
              busy={pending === 'end'}
              onClick={() => void end()}
            >
              End the run
            </Button>
          ) : null
        }
      />
      {steps.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          This version has nothing to tick: steps are lines that begin with “- [ ]”.
        </p>
      ) : (
        <ol className="flex flex-col">
          {steps.map((step, place) => (
            <RunStep
              key={step.number}
              step={{ ...step, commands: step.commands.map((command) => filled(command, variables)) }}
              heading={step.section !== steps[place - 1]?.section ? step.section : null}
              next={step.number === next && may}
              may={may}
              behind={alone !== null && alone !== place}
              onReport={run.may['runbook.run'] ? (words) => report(step.number, words) : undefined}
              viewer={viewer}
              onTick={(change) => void tick(step.number, change)}
            />
          ))}
        </ol>
      )}
      {alone === null ? null : (
        <StepTurns at={alone} count={steps.length} onTurn={(at) => setTurn(at === null ? 'all' : { at, settled })} />
      )}
      {turn === 'all' && may && next !== null ? (
        <div className="border-t p-2 sm:hidden">
          <Button variant="ghost" className="w-full" onClick={() => setTurn(null)}>
            One step at a time
          </Button>
        </div>
      ) : null}
      {run.endedAt && run.may['runbook.run'] ? (
        <HelpedQuestion run={run} busy={pending === 'helped'} onSay={sayHelped} />
      ) : null}
      {refusal ? (
        <div role="alert" className="border-t px-4 py-2">
          <FieldError>{refusal}</FieldError>
        </div>
      ) : null}
    </Card>
  );
}
