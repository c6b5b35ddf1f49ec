'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldError } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { type IntegrationKind, integrationKinds } from '@/server/service/integration';
import type { Made } from './integration-made';
import { emptySettings, SenderSettings, settingsOf } from './sender-settings';
import { kindNames } from './sender-snippet';

type NewIntegrationProps = { serviceId: string; serviceName: string; onMade: (made: Made) => void };

/** Which sender, and what to call it; the key comes with the answer, and only with it. */
export function NewIntegration({ serviceId, serviceName, onMade }: NewIntegrationProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.service.createIntegration.mutationOptions());
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<IntegrationKind>(integrationKinds[0] ?? 'generic');
  const [name, setName] = useState('');
  const [draft, setDraft] = useState(emptySettings);
  const [faults, setFaults] = useState<Record<string, string>>({});

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setFaults({});
    try {
      const made = await create.mutateAsync({
        serviceId,
        kind,
        name: name.trim() || kindNames[kind],
        settings: settingsOf(kind, draft),
      });
      await queries.invalidateQueries(trpc.service.pathFilter());
      onMade(made);
      setOpen(false);
      setName('');
      setDraft(emptySettings);
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFaults(Object.keys(fields).length > 0 ? fields : { form: message });
    }
  };

  return (
    <Dialog
      title="New integration"
      description={`One key through which one sender's alerts reach ${serviceName}.`}
      trigger={<Button size="small">New integration</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
        <Field label="Sender" error={faults.kind} required>
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => setKind(event.target.value as IntegrationKind)}>
              {integrationKinds.map((choice) => (
                <option key={choice} value={choice}>
                  {kindNames[choice]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Name" hint="To tell it from others; left empty, the sender's own." error={faults.name}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={120}
              placeholder={kindNames[kind]}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <SenderSettings kind={kind} draft={draft} onChange={setDraft} faults={faults} />
        {faults.form ? <FieldError>{faults.form}</FieldError> : null}
        <Button type="submit" variant="primary" className="self-end" busy={create.isPending}>
          Make key
        </Button>
      </form>
    </Dialog>
  );
}
