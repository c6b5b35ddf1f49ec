'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useNow } from '@/components/clock';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { dayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { ArchivePolicy } from './archive-policy';
import { PolicyForm } from './policy-form';
import { useNames } from './use-names';

/** One policy, to be changed by whoever may. */
export function PolicyEditor({ policyId }: { policyId: string }) {
  const trpc = useTRPC();
  const { data: policy } = useSuspenseQuery(trpc.escalation.byId.queryOptions({ policyId }));
  const { teams, zone } = useNames();
  const now = useNow();
  const team = teams.find(({ id }) => id === policy.teamId);
  const mayEdit = team?.abilities['team.edit'] ?? false;
  const { archivedAt } = policy;
  return (
    <>
      <PageHeader
        title={policy.name}
        detail={team ? `Escalation policy of ${team.name}` : 'Escalation policy'}
        actions={mayEdit && !archivedAt ? <ArchivePolicy policy={policy} /> : null}
      />
      {archivedAt ? (
        <Notice className="mb-5" tone="major" title={`Archived, ${dayAndTime(archivedAt, zone, now)}`}>
          It is in no list, and no service can choose it. Escalations under way go on by it.
        </Notice>
      ) : null}
      <PolicyForm policy={policy} teamId={policy.teamId} mayEdit={mayEdit && !archivedAt} />
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
