'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Answers, useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { draftOf, readDraft, rebased } from './maintenance-draft';
import { MaintenanceFields } from './maintenance-fields';

type Window = Answers['service']['windows'][number];

type MaintenanceChangeProps = {
  window: Window;
  services: readonly { id: string; name: string; teamId: string }[];
  zone: string;
  now: Date;
  /** Whether it is being changed: its line must stay where it is meanwhile. */
  onChanging: (isChanging: boolean) => void;
};

/** Moves a window that is not over, or changes what it covers. */
export function MaintenanceChange(props: MaintenanceChangeProps) {
  const { window, onChanging } = props;
  const [open, setOpen] = useState(false);
  const show = (next: boolean) => {
    setOpen(next);
    onChanging(next);
  };
  return (
    <Dialog
      title="Change maintenance"
      description={
        window.state === 'active'
          ? 'What it covers counts for alerts to come. Those that it keeps quiet already are paged when it ends.'
          : 'Alerts are stored and shown, and page nobody until it ends.'
      }
      trigger={
        <Button size="small" aria-label={`Change ${window.title}`}>
          Change…
        </Button>
      }
      open={open}
      onOpenChange={show}
    >
      <ChangeForm {...props} onDone={() => show(false)} />
    </Dialog>
  );
}

/** Begins with what the window is when the dialog opens. */
function ChangeForm({ window, services, zone, now, onDone }: MaintenanceChangeProps & { onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.service.updateWindow.mutationOptions());
  const [opened] = useState(() => draftOf(window, now, zone));
  const [draft, setDraft] = useState(opened);
  const [faults, setFaults] = useState<Record<string, string>>({});

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { window: wanted, faults: missing } = readDraft(
      rebased(draft, opened, draftOf(window, now, zone)),
      zone,
      window,
    );
    setFaults(missing ?? {});
    if (!wanted) return;
    try {
      await update.mutateAsync({ windowId: window.id, ...wanted });
    } catch (error) {
      const { fields, message } = refusalOf(error);
      return setFaults(Object.keys(fields).length > 0 ? fields : { form: message });
    }
    onDone();
    await Promise.all([
      queries.invalidateQueries(trpc.service.pathFilter()),
      queries.invalidateQueries(trpc.alert.pathFilter()),
    ]);
  };

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <MaintenanceFields
        draft={draft}
        services={services}
        zone={zone}
        begun={window.state === 'active'}
        faults={faults}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
      {faults.form ? <FieldError>{faults.form}</FieldError> : null}
      <Button type="submit" variant="primary" className="self-end" busy={update.isPending}>
        Save changes
      </Button>
    </form>
  );
}
