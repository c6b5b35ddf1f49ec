'use client';

import { useQuery } from '@tanstack/react-query';
import { Flame } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { useTRPC } from '@/components/trpc/client';
import { Button, buttonLook } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { Priority } from '@/server/escalation/priority';
import { paths } from '@/server/paths';
import type { Severity } from '@/server/severity/severity';
import { DeclareForm } from './declare-form';
import { Fault } from './fault';
import { runningInput } from './list-input';
import { useAct } from './use-act';

type Event = { kind: string; data: Record<string, unknown> };
type IncidentOfAlertProps = {
  alert: { id: string; title: string; teamId: string; priority: Priority; timeline: readonly Event[] };
};

const severityOf: Record<Priority, Severity> = { P1: 'critical', P2: 'major', P3: 'minor', P4: 'minor', P5: 'minor' };

/** The incident an alert belongs to; where there is none, the way to declare one or to join one that runs. */
export function IncidentOfAlert({ alert }: IncidentOfAlertProps) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { data: teams } = useQuery(trpc.team.teams.queryOptions());
  const joined = alert.timeline.findLast(({ kind }) => kind === 'joined-incident')?.data.incidentId;
  useScreenKeys('Incident', [
    { keys: 'i', does: 'Declare an incident, or join one', run: () => typeof joined === 'string' || setOpen(true) },
  ]);
  if (typeof joined === 'string')
    return (
      <Link href={paths.incident(joined)} className={buttonLook({ size: 'large', className: 'mb-6' })}>
        <Flame aria-hidden="true" />
        Open its incident
      </Link>
    );
  const mine = teams?.filter(({ id }) => id === alert.teamId) ?? [];
  return (
    <div className="mb-6 print:hidden">
      <Dialog
        title="Declare an incident"
        description="You lead it until you name somebody else. The alert joins it; nobody is paged by this."
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button size="large" className="max-sm:w-full" disabled={mine.length === 0}>
            <Flame aria-hidden="true" />
            Declare an incident…
          </Button>
        }
      >
        <Running alertId={alert.id} teamId={alert.teamId} onDone={() => setOpen(false)} />
        <DeclareForm
          teams={mine}
          from={{ alertId: alert.id, title: alert.title.slice(0, 200), severity: severityOf[alert.priority] }}
        />
      </Dialog>
    </div>
  );
}

/** Those that run already: the same trouble is not declared twice. */
function Running({ alertId, teamId, onDone }: { alertId: string; teamId: string; onDone: () => void }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.incident.list.queryOptions(runningInput(teamId)));
  const { act, pending, refusal } = useAct('');
  if (!data || data.items.length === 0) return null;
  const join = async (incidentId: string) => {
    const input = { incidentId, alertIds: [alertId] };
    if (await act(incidentId, (client) => client.incident.attachAlerts.mutate(input))) onDone();
  };
  return (
    <section aria-label="Running incidents" className="mb-4 flex flex-col gap-2 border-b pb-4">
      <p className="text-muted">Is it one of these?</p>
      {data.items.map(({ id, reference, title }) => (
        <Button key={id} className="justify-start" busy={pending === id} onClick={() => void join(id)}>
          <span className="truncate">
            Join {reference} {title}
          </span>
        </Button>
      ))}
      <Fault refusal={refusal} />
    </section>
  );
}
