'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldGroup } from '@/components/ui/field';
import { Radio } from '@/components/ui/input';
import { paths } from '@/server/paths';
import type { AskProps } from './decline-dialog';
import { Fault } from './fault';
import { stateWords } from './incident-words';
import { runningInput } from './list-input';
import { useAct } from './use-act';
import type { IncidentDetail } from './use-incident';

/** The same trouble declared twice: one goes on, the other says where it went. */
export function MergeDialog({ incident, open, onOpenChange }: AskProps) {
  return (
    <Dialog
      title={`Merge ${incident.reference} into another`}
      description="Its alerts and responders go over; this one is closed and says where it went. Its timeline stays here."
      open={open}
      onOpenChange={onOpenChange}
    >
      <MergeForm incident={incident} />
    </Dialog>
  );
}

function MergeForm({ incident }: { incident: IncidentDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { act, pending, refusal } = useAct(incident.id);
  const { data } = useQuery(trpc.incident.list.queryOptions(runningInput(incident.teamId)));
  const others = data?.items.filter(({ id }) => id !== incident.id) ?? [];
  const [chosen, setInto] = useState('');
  const into = chosen || (others[0]?.id ?? '');

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act('merge', (client) => client.incident.merge.mutate({ incidentId: incident.id, into }));
    if (done) router.push(paths.incident(into));
  };
  if (!data) return <div className="skeleton h-24" />;
  if (others.length === 0) return <p>No other incident of this team is going on: there is nothing to merge it into.</p>;
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <FieldGroup legend="Goes on as">
        {others.map(({ id, reference, title, state }) => (
          <Radio
            key={id}
            name="into"
            value={id}
            checked={into === id}
            onChange={() => setInto(id)}
            hint={stateWords[state].word}
          >
            {reference} {title}
          </Radio>
        ))}
      </FieldGroup>
      <Fault refusal={refusal} />
      <Button type="submit" variant="primary" className="sm:self-end" busy={pending !== null}>
        {pending ? 'Sending…' : 'Merge'}
      </Button>
    </form>
  );
}
