'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button, buttonLook } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import type { Priority } from '@/server/escalation/priority';
import { addressOf } from './address';
import { type Choices, nothingChanged, WhatIfForm, type Wish } from './what-if-form';
import { WhatIfResult } from './what-if-result';

/** The alerts of the last quarter once more, through what might have been. */
export function WhatIf({ teamId, choices }: { teamId: string; choices: Choices }) {
  const trpc = useTRPC();
  const [wish, setWish] = useState<Wish>(nothingChanged);
  const [asked, setAsked] = useState<ReturnType<typeof inputOf> | null>(null);
  const replay = useQuery(trpc.whatIf.replay.queryOptions(asked ?? skipToken, { retry: false, staleTime: 60_000 }));
  const refusal = replay.error ? refusalOf(replay.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(inputOf(teamId, wish, choices));
  };
  return (
    <>
      <PageHeader
        title="What if"
        detail="The alerts of the running quarter once more, through another policy, grouping or queue. Nothing is sent and nothing is changed."
        actions={
          <Link
            href={addressOf({ team: teamId, period: 'quarter' })}
            className={cn(buttonLook({ variant: 'secondary' }))}
          >
            The report
          </Link>
        }
      />
      <Card aria-labelledby="what-if-changes">
        <CardHeader id="what-if-changes" title="What is changed" />
        <CardBody>
          <form noValidate onSubmit={submit} className="flex flex-col gap-4">
            <WhatIfForm choices={choices} wish={wish} onWish={setWish} faults={firstFaults(refusal?.fields)} />
            {refusal ? <Notice tone="critical" live="polite" title={refusal.message} /> : null}
            <Button type="submit" variant="primary" className="self-start" busy={replay.isFetching}>
              Replay the quarter
            </Button>
          </form>
        </CardBody>
      </Card>
      <div aria-live="polite">{replay.data ? <WhatIfResult answer={replay.data} /> : null}</div>
    </>
  );
}

/** What lies within a policy or a queue is said beside its choice. */
const firstFaults = (fields: Record<string, string> | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields ?? {}).map(([path, words]) => [
      path.startsWith('steps') || path.startsWith('policy') || path.startsWith('fallback')
        ? 'policy'
        : (path.split('.')[0] ?? path),
      words,
    ]),
  );

const seconds = (minutes: string): number => Math.round(Number(minutes.replace(',', '.')) * 60);

function inputOf(teamId: string, wish: Wish, { policies }: Choices) {
  const policy = policies.find(({ id }) => id === wish.policyId);
  const queue = wish.queue.filter(({ stays }) => stays).map(({ personId }) => personId);
  return {
    ...{ teamId, period: 'quarter' as const },
    ...(wish.serviceId && { serviceId: wish.serviceId }),
    ...(wish.groupMinutes !== '' && { groupSeconds: seconds(wish.groupMinutes) }),
    ...(wish.rotationId && { queue: { rotationId: wish.rotationId, personIds: queue } }),
    ...(policy && {
      policy: {
        steps: policy.steps.map(({ targets, hours }, i) => ({
          ...{ targets, hours, afterSeconds: seconds(wish.steps[i]?.minutes ?? '0') },
          priorityAtLeast: (wish.steps[i]?.priorityAtLeast || null) as Priority | null,
        })),
        ...{ repeat: policy.repeat, repeatAfterSeconds: policy.repeatAfterSeconds, fallback: policy.fallback },
      },
    }),
  };
}
