'use client';

import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { relative } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import { StepButtons } from './step-buttons';

/** A first service with a policy for the rotation, one generic integration, and a line that sends an alert through it. */
export function IntegrationStep() {
  const trpc = useTRPC();
  const [team] = useSuspenseQuery(trpc.team.teams.queryOptions()).data;
  const rotations = useQuery(trpc.rotation.list.queryOptions({}));
  const policies = useQuery(trpc.escalation.list.queryOptions({}));
  const services = useQuery(trpc.service.list.queryOptions({}));
  const createPolicy = useMutation(trpc.escalation.create.mutationOptions());
  const createService = useMutation(trpc.service.create.mutationOptions());
  const createIntegration = useMutation(trpc.service.createIntegration.mutationOptions());
  const [fault, setFault] = useState<string | null>(null);
  const made = createIntegration.data;

  const make = async (teamId: string, teamName: string) => {
    setFault(null);
    const rotation = rotations.data?.find((one) => one.teamId === teamId);
    const steps = rotation
      ? [
          { afterSeconds: 0, targets: [{ rotationId: rotation.id, role: 'primary' }] },
          { afterSeconds: 300, targets: [{ rotationId: rotation.id, role: 'secondary' }] },
        ]
      : [{ afterSeconds: 0, targets: [{ teamId }] }];
    // Whoever comes back to this step finds what it made before, and gets a new key for it.
    const [policyName, serviceName] = [`${teamName} escalation`, `${teamName} service`];
    const same = (name: string) => (one: { teamId: string; name: string }) =>
      one.teamId === teamId && one.name === name;
    try {
      const policy =
        policies.data?.find(same(policyName)) ??
        (await createPolicy.mutateAsync({ teamId, name: policyName, steps, repeat: 1 }));
      const service =
        services.data?.find(same(serviceName)) ??
        (await createService.mutateAsync({ teamId, name: serviceName, policyId: policy.id }));
      await createIntegration.mutateAsync({ serviceId: service.id, kind: 'generic', name: 'First integration' });
    } catch (error) {
      setFault(refusalOf(error).message);
      await Promise.all([policies.refetch(), services.refetch()]);
    }
  };

  return (
    <>
      {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
      {!team ? <Notice title="A service belongs to a team: create one two steps before." /> : null}
      {team && !made ? (
        <Button
          variant="primary"
          size="large"
          className="self-start"
          busy={createPolicy.isPending || createService.isPending || createIntegration.isPending}
          onClick={() => make(team.id, team.name)}
        >
          Make the first integration
        </Button>
      ) : null}
      {made ? <FirstAlert serviceId={made.serviceId} integrationId={made.id} url={made.url} /> : null}
      <StepButtons step="integration" done={made !== undefined} />
    </>
  );
}

type FirstAlertProps = { serviceId: string; integrationId: string; url: string };

function FirstAlert({ serviceId, integrationId, url }: FirstAlertProps) {
  const trpc = useTRPC();
  const now = useNow(2);
  const service = useQuery(trpc.service.byId.queryOptions({ serviceId }, { refetchInterval: 2_000 }));
  const heardAt = service.data?.integrations.find(({ id }) => id === integrationId)?.lastHeardAt;
  const line = `curl -X POST -H 'content-type: application/json' -d '{"title":"Hello from set-up"}' ${url}`;
  return (
    <section aria-label="First alert" className="flex flex-col gap-3">
      <p>Run this in a terminal. The key in it is shown this once.</p>
      <div className="flex items-start gap-2 rounded-control border bg-surface p-3">
        <code className="min-w-0 flex-1 break-all font-mono">{line}</code>
        <CopyButton text={line} label="Copy the line" />
      </div>
      <p role="status">
        {heardAt ? (
          <>
            <Mark kind="good">Received {relative(heardAt, now)}</Mark>{' '}
            <Link href={paths.alerts()}>See how it is paged, and acknowledge it</Link>
          </>
        ) : (
          <Mark kind="waiting">Waiting for the first alert…</Mark>
        )}
      </p>
    </section>
  );
}
