'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input, Textarea } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { AskProps } from './decline-dialog';
import { Fault } from './fault';
import { useAct } from './use-act';
import type { IncidentDetail } from './use-incident';

/** What is known of it. Somebody else's change is shown beside what is typed here, never written over. */
export function EditDialog({ incident, open, onOpenChange }: AskProps) {
  return (
    <Dialog title={`Change ${incident.reference}`} open={open} onOpenChange={onOpenChange}>
      <EditForm incident={incident} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function EditForm({ incident, onDone }: { incident: IncidentDetail; onDone: () => void }) {
  const trpc = useTRPC();
  const { act, pending, refusal } = useAct(incident.id);
  const [read, setRead] = useState({ title: incident.title, summary: incident.summary, version: incident.version });
  const [title, setTitle] = useState(incident.title);
  const [summary, setSummary] = useState(incident.summary);
  const { data } = useQuery(trpc.service.list.queryOptions({}));
  const services = data?.filter(({ teamId }) => teamId === incident.teamId) ?? [];
  const conflict = refusal?.code === 'changed';

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const serviceIds = new FormData(event.currentTarget).getAll('service').map(String);
    const version = conflict ? incident.version : read.version;
    const input = { incidentId: incident.id, version, title, summary, ...(data && { serviceIds }) };
    if (await act('change', (client) => client.incident.change.mutate(input))) onDone();
    else setRead((before) => ({ ...before, version }));
  };

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      {conflict ? (
        <Notice tone="waiting" title="This changed while you were writing">
          It says now: “{incident.title}”{incident.summary ? `, ${incident.summary}` : ''}. Saving again puts yours in
          its place.
        </Notice>
      ) : (
        <Fault refusal={refusal} />
      )}
      <Field label="What is wrong" error={refusal?.fields.title} required>
        {(control) => (
          <Input {...control} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Field>
      <Field label="Summary" hint="For somebody who joins in five minutes. Markdown is fine.">
        {(control) => (
          <Textarea {...control} value={summary} rows={4} onChange={(event) => setSummary(event.target.value)} />
        )}
      </Field>
      {services.length > 0 ? (
        <FieldGroup legend="Services affected">
          <div className="flex flex-wrap gap-x-5">
            {services.map(({ id, name }) => (
              <Checkbox
                key={id}
                name="service"
                value={id}
                defaultChecked={incident.services.some((one) => one.id === id)}
              >
                {name}
              </Checkbox>
            ))}
          </div>
        </FieldGroup>
      ) : null}
      <Button type="submit" variant="primary" className="sm:self-end" busy={pending !== null}>
        {pending ? 'Sending…' : 'Save'}
      </Button>
    </form>
  );
}
