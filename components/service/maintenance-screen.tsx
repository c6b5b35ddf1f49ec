'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { MaintenanceForm } from './maintenance-form';
import { MaintenanceLine } from './maintenance-line';

const groups = [
  { state: 'active', title: 'Quiet now' },
  { state: 'planned', title: 'Planned' },
  { state: 'over', title: 'Over, in the last week' },
] as const;

/** Planned work: when and for what Baton stays quiet, and who can end it. */
export function MaintenanceScreen() {
  const trpc = useTRPC();
  const now = useNow();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const { data: windows } = useSuspenseQuery(trpc.service.windows.queryOptions({}));
  const { data: services } = useSuspenseQuery(trpc.service.list.queryOptions({}));
  const { data: teams } = useSuspenseQuery(trpc.team.teams.queryOptions());
  // A window that begins or ends while somebody changes it stays in its group, with what they typed.
  const [held, setHeld] = useState<{ id: string; state: string } | null>(null);
  const zone = me.person.timeZone;
  const own = me.person.role === 'viewer' ? [] : teams;
  const create = own.length > 0 ? <MaintenanceForm teams={own} services={services} zone={zone} /> : null;
  const nameOf = (list: readonly { id: string; name: string }[], id: string | null) =>
    list.find((one) => one.id === id)?.name ?? null;

  return (
    <>
      <PageHeader
        title="Maintenance windows"
        detail="Alerts are stored as ever and page nobody. What still fires when a window ends is paged then."
        actions={windows.length > 0 ? create : null}
      />
      {windows.length === 0 ? (
        <Card>
          <EmptyState icon={<Wrench />} action={create}>
            Planned work will appear here: when it begins, when it ends, and what it keeps quiet.
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-col gap-6">
          {groups.map(({ state, title }) => {
            const shown = windows.filter((one) => (one.id === held?.id ? held.state : one.state) === state);
            if (shown.length === 0) return null;
            return (
              <Card key={state} aria-labelledby={state}>
                <CardHeader id={state} title={title} detail={String(shown.length)} />
                <ul className="divide-y">
                  {shown.map((window) => (
                    <MaintenanceLine
                      key={window.id}
                      window={window}
                      where={
                        nameOf(services, window.serviceId) ?? `All of ${nameOf(teams, window.teamId) ?? 'the team'}`
                      }
                      services={services}
                      zone={zone}
                      now={now}
                      onChanging={(isChanging) => setHeld(isChanging ? { id: window.id, state } : null)}
                    />
                  ))}
                </ul>
              </Card>
            );
          })}
        </div>
      )}
    </>
  );
}
