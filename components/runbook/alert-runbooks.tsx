'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BookOpen } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { FieldError } from '@/components/ui/field';
import { paths } from '@/server/paths';
import { RunChecklist } from './run-checklist';

type AlertRunbooksProps = {
  alert: {
    id: string;
    key: string;
    title: string;
    reference: string;
    service: { name: string };
    details: { fields: readonly { name: string; value: string }[] };
  };
  viewer: { id: string; zone: string };
};

/** What to do about an alert, before anything else on its page: what runs, and what could. */
export function AlertRunbooks({ alert, viewer }: AlertRunbooksProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { data } = useQuery(trpc.alert.runbooks.queryOptions({ alertId: alert.id }));
  const [pending, setPending] = useState<string | null>(null);
  const [fault, setFault] = useState('');
  if (!data) return null;

  const running = new Set(data.runs.filter(({ endedAt }) => !endedAt).map(({ runbookId }) => runbookId));
  const offered = data.suggested.filter(({ id }) => !running.has(id));
  const { key, title, reference, service, details } = alert;
  const variables = {
    ...Object.fromEntries(details.fields.map(({ name, value }) => [name, value])),
    ...{ key, title, alert: reference, service: service.name },
  };
  const start = async (runbookId: string) => {
    setPending(runbookId);
    setFault('');
    try {
      await client.alert.startRunbook.mutate({ alertId: alert.id, runbookId });
      await queries.invalidateQueries(trpc.alert.pathFilter());
    } catch (error) {
      setFault(`Not started: ${refusalOf(error).message}`);
    }
    setPending(null);
  };
  if (data.runs.length === 0 && offered.length === 0) return null;
  return (
    <div className="mb-4 flex flex-col gap-4">
      {offered.length > 0 ? (
        <Card aria-labelledby="alert-runbooks">
          <CardHeader id="alert-runbooks" title={running.size > 0 ? 'Other runbooks for this' : 'Runbooks for this'} />
          <CardBody className="flex flex-col gap-2 py-2.5">
            <ul className="flex flex-col gap-2">
              {offered.map(({ id, title, steps }) => (
                <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <BookOpen aria-hidden="true" className="size-4 shrink-0 text-control" />
                  <span className="wrap-anywhere min-w-0 flex-1">
                    <Link href={paths.runbook(id)} className="font-medium underline-offset-2 hover:underline">
                      {title}
                    </Link>{' '}
                    <span className="whitespace-nowrap text-muted">
                      {steps} {steps === 1 ? 'step' : 'steps'}
                    </span>
                  </span>
                  {data.may['alert.act'] ? (
                    <Button busy={pending === id} aria-label={`Start ${title}`} onClick={() => void start(id)}>
                      Start
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
            {fault ? (
              <div role="alert">
                <FieldError>{fault}</FieldError>
              </div>
            ) : null}
          </CardBody>
        </Card>
      ) : null}
      {data.runs.toReversed().map((run) => (
        <RunChecklist key={run.id} run={run} viewer={viewer} variables={variables} />
      ))}
    </div>
  );
}
