'use client';

import type { FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { faultOf, useAct } from './use-act';
import { useDraft } from './use-draft';
import type { IncidentDetail } from './use-incident';

export type AskProps = { incident: IncidentDetail; open: boolean; onOpenChange: (open: boolean) => void };

/** It is none: with the reason, which everybody can read. */
export function DeclineDialog({ incident, open, onOpenChange }: AskProps) {
  return (
    <Dialog
      title={`Decline ${incident.reference}`}
      description="It stays readable with your reason, and can be accepted after all."
      open={open}
      onOpenChange={onOpenChange}
    >
      <DeclineForm incident={incident} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function DeclineForm({ incident, onDone }: { incident: IncidentDetail; onDone: () => void }) {
  const { act, pending, refusal } = useAct(incident.id);
  const reason = useDraft(`decline.${incident.id}`);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const input = { incidentId: incident.id, reason: reason.text };
    if (!(await act('decline', (client) => client.incident.decline.mutate(input)))) return;
    reason.clear();
    onDone();
  };
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <Field label="Why it is no incident" error={refusal ? faultOf(refusal) : null} required>
        {(control) => (
          <Textarea {...control} value={reason.text} onChange={(event) => reason.change(event.target.value)} />
        )}
      </Field>
      <Button type="submit" variant="primary" className="sm:self-end" busy={pending !== null}>
        {pending ? 'Sending…' : 'Decline it'}
      </Button>
    </form>
  );
}
