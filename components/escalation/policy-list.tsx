'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ListOrdered, Pencil } from 'lucide-react';
import Link from 'next/link';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/server/paths';
import { Ladder } from './ladder';
import { useNames } from './use-names';

/** Every escalation policy the viewer may see, team by team, each drawn as its time line. */
export function PolicyList() {
  const trpc = useTRPC();
  const { data: policies } = useSuspenseQuery(trpc.escalation.list.queryOptions({}));
  const { teams, names } = useNames();
  const mayCreate = teams.some(({ abilities }) => abilities['team.edit']);
  const create = mayCreate ? (
    <Link href={paths.newPolicy()} className={buttonLook({ variant: 'primary' })}>
      New policy
    </Link>
  ) : null;
  const held = policies.filter(({ archivedAt }) => archivedAt === null);

  return (
    <>
      <PageHeader
        title="Escalation policies"
        detail="Who is paged, in what order, and how long each has before the next."
        actions={held.length > 0 ? create : null}
      />
      {held.length === 0 ? (
        <Card>
          <EmptyState icon={<ListOrdered />} action={create}>
            Policies will appear here: the steps by which an alert reaches somebody who takes it.
            {mayCreate ? '' : ' A manager of a team or an admin makes them.'}
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-col gap-8">
          {teams
            .filter(({ id }) => held.some(({ teamId }) => teamId === id))
            .map((team) => (
              <section key={team.id} aria-labelledby={`team-${team.id}`}>
                <h2 id={`team-${team.id}`} className="mb-3 font-semibold text-section">
                  {team.name}
                </h2>
                <div className="grid gap-4 lg:grid-cols-2">
                  {held
                    .filter(({ teamId }) => teamId === team.id)
                    .map((policy) => (
                      <Card key={policy.id} aria-labelledby={`policy-${policy.id}`}>
                        <CardHeader
                          level={3}
                          id={`policy-${policy.id}`}
                          title={policy.name}
                          actions={
                            <Link
                              href={paths.policy(policy.id)}
                              className={buttonLook({ variant: 'ghost', size: 'small' })}
                              aria-label={`${policy.may['policy.edit'] ? 'Change' : 'Open'} ${policy.name}`}
                            >
                              {policy.may['policy.edit'] ? <Pencil aria-hidden="true" /> : null}
                              {policy.may['policy.edit'] ? 'Change' : 'Open'}
                            </Link>
                          }
                        />
                        <CardBody>
                          <Ladder policy={policy} names={names} label={`Steps of ${policy.name}`} />
                        </CardBody>
                      </Card>
                    ))}
                </div>
              </section>
            ))}
        </div>
      )}
    </>
  );
}
