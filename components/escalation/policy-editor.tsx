'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { PolicyForm } from './policy-form';
import { useNames } from './use-names';

/** One policy, to be changed by whoever may. */
export function PolicyEditor({ policyId }: { policyId: string }) {
  const trpc = useTRPC();
  const { data: policy } = useSuspenseQuery(trpc.escalation.byId.queryOptions({ policyId }));
  const { teams } = useNames();
  const team = teams.find(({ id }) => id === policy.teamId);
  return (
    <>
      <PageHeader title={policy.name} detail={team ? `Escalation policy of ${team.name}` : 'Escalation policy'} />
      <PolicyForm policy={policy} teamId={policy.teamId} mayEdit={team?.abilities['team.edit'] ?? false} />
    </>
  );
}

/** A policy that is not there yet. `teamId`: whose it is to be, when it is one of the viewer's to decide. */
export function NewPolicy({ teamId }: { teamId: string | undefined }) {
  const own = useNames().teams.filter(({ abilities }) => abilities['team.edit']);
  const team = own.find(({ id }) => id === teamId) ?? own[0];
  return (
    <>
      <PageHeader title="New escalation policy" detail="Who is paged, in what order, and how long each has." />
      <PolicyForm policy={null} teamId={team?.id ?? ''} mayEdit={team !== undefined} />
    </>
  );
}
