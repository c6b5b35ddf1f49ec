'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import { IntegrationLine } from './integration-line';
import { IntegrationMade, type Made } from './integration-made';
import { NewIntegration } from './new-integration';
import { ServiceFields } from './service-fields';

const waitingSeconds = 3;

/** One service: what it is called, who is paged, and its senders. */
export function ServiceScreen({ serviceId }: { serviceId: string }) {
  const trpc = useTRPC();
  const [made, setMade] = useState<Made | null>(null);
  const { data: service } = useSuspenseQuery(
    // When a sender was last heard from is written a moment after its alert: while that is waited for, ask again.
    trpc.service.byId.queryOptions({ serviceId }, { refetchInterval: made ? waitingSeconds * 1_000 : false }),
  );
  const { data: teams } = useSuspenseQuery(trpc.team.teams.queryOptions());
  const { data: policies } = useSuspenseQuery(trpc.escalation.list.queryOptions({}));
  const team = teams.find(({ id }) => id === service.teamId);
  const mayEdit = team?.abilities['team.edit'] ?? false;
  const valid = service.integrations.filter(({ revokedAt }) => revokedAt === null);
  const revoked = service.integrations.filter(({ revokedAt }) => revokedAt !== null);
  const madeNow = valid.find(({ id }) => id === made?.id);

  return (
    <>
      <Link
        href={paths.services()}
        className="mb-1 inline-flex min-h-11 items-center gap-1 text-muted hover:text-ink sm:min-h-6"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        Services
      </Link>
      <PageHeader title={service.name} detail={team ? `Service of ${team.name}` : 'Service'} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card aria-labelledby="integrations">
          <CardHeader
            id="integrations"
            title="Integrations"
            actions={
              mayEdit ? <NewIntegration serviceId={serviceId} serviceName={service.name} onMade={setMade} /> : null
            }
          />
          {made && madeNow ? (
            <IntegrationMade made={made} lastHeardAt={madeNow.lastHeardAt} onDone={() => setMade(null)} />
          ) : null}
          {service.integrations.length === 0 ? (
            <EmptyState>
              Senders will appear here. Each has a key of its own, so that one can be changed without the others.
            </EmptyState>
          ) : (
            <ul className="flex flex-col">
              {[...valid, ...revoked].map((integration) => (
                <IntegrationLine key={integration.id} integration={integration} mayEdit={mayEdit} />
              ))}
            </ul>
          )}
        </Card>
        <Card aria-labelledby="service">
          <CardHeader id="service" title="Service" />
          <CardBody>
            {mayEdit ? null : (
              <Notice className="mb-4" title="You can read this, not change it">
                A manager of {team?.name ?? 'the team'} or an admin changes it.
              </Notice>
            )}
            <ServiceFields
              key={`${service.name} ${service.policyId} ${service.groupSeconds} ${service.forgottenSeconds}`}
              service={service}
              policies={policies}
              mayEdit={mayEdit}
            />
          </CardBody>
        </Card>
      </div>
    </>
  );
}
