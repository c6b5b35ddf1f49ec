'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';

type RenameTeamProps = { team: { id: string; name: string } };

/** Gives a team another name; what belongs to it stays as it is. */
export function RenameTeam({ team }: RenameTeamProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Rename ${team.name}`}
      description="Its rotations, services and policies keep the names they have."
      trigger={
        <Button variant="ghost" size="small" aria-label={`Rename ${team.name}`}>
          Rename
        </Button>
      }
      open={open}
      onOpenChange={setOpen}
    >
      <RenameForm team={team} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function RenameForm({ team, onDone }: RenameTeamProps & { onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.team.updateTeam.mutationOptions());
  const form = useForm<{ name: string }>({ defaultValues: { name: team.name } });
  const { errors, isDirty } = form.formState;

  const submit = form.handleSubmit(async ({ name }) => {
    if (!isDirty) return onDone();
    try {
      await update.mutateAsync({ id: team.id, name });
    } catch (error) {
      return showRefusal(form.setError, error, ['name']);
    }
    onDone();
    // A team's name stands on most screens.
    await queries.invalidateQueries();
  });

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} /> : null}
      <Field label="Name of the team" error={errors.name?.message} required>
        {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
      </Field>
      <Button type="submit" variant="primary" className="self-end" busy={update.isPending}>
        Save name
      </Button>
    </form>
  );
}
