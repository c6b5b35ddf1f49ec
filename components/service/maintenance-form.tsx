'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { newDraft, readDraft } from './maintenance-draft';
import { MaintenanceFields } from './maintenance-fields';

type MaintenanceFormProps = {
  teams: readonly { id: string; name: string }[];
  services: readonly { id: string; name: string; teamId: string }[];
  zone: string;
};

/** Plans quiet: for a team, a service of it, or what carries one label. */
export function MaintenanceForm({ teams, services, zone }: MaintenanceFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.service.createWindow.mutationOptions());
  const now = useNow();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => newDraft(teams[0]?.id ?? '', now, zone));
  const [faults, setFaults] = useState<Record<string, string>>({});

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { teamId, window, faults: missing } = readDraft(draft, zone);
    setFaults(missing ?? {});
    if (!window) return;
    try {
      await create.mutateAsync({ teamId, ...window });
      await queries.invalidateQueries(trpc.service.pathFilter());
      setOpen(false);
      setDraft((before) => ({ ...before, title: '' }));
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFaults(Object.keys(fields).length > 0 ? fields : { form: message });
    }
  };

  return (
    <Dialog
      title="Plan maintenance"
      description="Alerts are stored and shown, and page nobody until it ends. Alerts that people open by hand page as ever."
      trigger={<Button variant="primary">Plan maintenance</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
        <MaintenanceFields
          draft={draft}
          teams={teams}
          services={services}
          zone={zone}
          faults={faults}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        {faults.form ? <FieldError>{faults.form}</FieldError> : null}
        <Button type="submit" variant="primary" className="self-end" busy={create.isPending}>
          Plan it
        </Button>
      </form>
    </Dialog>
  );
}
