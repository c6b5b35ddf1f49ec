'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { relative } from '@/components/ui/instant';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { paths } from '@/server/paths';
import { lastHeard } from './last-heard';
import { NewService } from './new-service';

/** What can break, team by team: who is paged for it, and whether its senders are alive. */
export function ServiceList() {
  const trpc = useTRPC();
  const now = useNow();
  const { data: services } = useSuspenseQuery(trpc.service.list.queryOptions({}));
  const { data: policies } = useSuspenseQuery(trpc.escalation.list.queryOptions({}));
  const { data: teams } = useSuspenseQuery(trpc.team.teams.queryOptions());
  const own = teams.filter(({ abilities }) => abilities['team.edit']);
  const create = own.length > 0 ? <NewService teams={own} policies={policies} /> : null;
  const policyName = (id: string) => policies.find((policy) => policy.id === id)?.name ?? 'A policy that was removed';

  return (
    <>
      <PageHeader
        title="Services and integrations"
        detail="What can break, who is paged for it, and who tells Baton."
        actions={services.length > 0 ? create : null}
      />
      {services.length === 0 ? (
        <Card>
          <EmptyState icon={<Boxes />} action={create}>
            Services will appear here: what can break, each with the senders that watch it.
            {own.length > 0 ? '' : ' A manager of a team or an admin makes them.'}
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-col gap-7">
          {teams
            .filter(({ id }) => services.some(({ teamId }) => teamId === id))
            .map((team) => (
              <section key={team.id} aria-labelledby={`team-${team.id}`}>
                <h2 id={`team-${team.id}`} className="mb-2 font-semibold text-section">
                  {team.name}
                </h2>
                <Card>
                  <Table caption={`Services of ${team.name}`}>
                    <TableHead>
                      <tr>
                        <TableHeader>Service</TableHeader>
                        <TableHeader>Escalation policy</TableHeader>
                        <TableHeader>Integrations</TableHeader>
                        <TableHeader>Last heard from</TableHeader>
                      </tr>
                    </TableHead>
                    <TableBody>
                      {services
                        .filter(({ teamId }) => teamId === team.id)
                        .map((service) => {
                          const valid = service.integrations.filter(({ revokedAt }) => revokedAt === null);
                          const heard = lastHeard(valid);
                          return (
                            <TableRow key={service.id} interactive>
                              <TableCell>
                                <Link href={paths.service(service.id)} className="font-medium hover:underline">
                                  {service.name}
                                </Link>
                              </TableCell>
                              <TableCell>
                                <Link href={paths.policy(service.policyId)} className="hover:underline">
                                  {policyName(service.policyId)}
                                </Link>
                              </TableCell>
                              <TableCell>
                                {valid.length === 0 ? 'None yet' : valid.map(({ name }) => name).join(', ')}
                              </TableCell>
                              <TableCell className="whitespace-nowrap">
                                {heard ? relative(heard, now) : <span className="text-muted">Never</span>}
                              </TableCell>
                            </TableRow>
                          );
                        })}
                    </TableBody>
                  </Table>
                </Card>
              </section>
            ))}
        </div>
      )}
    </>
  );
}
