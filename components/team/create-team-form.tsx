'use client';

import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';

/** A team of a name; whoever is named as manager may change it. */
export function CreateTeamForm({ managerIds = [], onMade }: { managerIds?: string[]; onMade: () => unknown }) {
  const trpc = useTRPC();
  const create = useMutation(trpc.team.createTeam.mutationOptions());
  const form = useForm<{ name: string }>({ defaultValues: { name: '' } });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async ({ name }) => {
    try {
      await create.mutateAsync({ name, managerIds });
      form.reset();
      await onMade();
    } catch (error) {
      showRefusal(form.setError, error, ['name']);
    }
  });

  return (
    <form onSubmit={submit} className="flex max-w-xl flex-wrap items-end gap-3">
      {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} className="basis-full" /> : null}
      <Field label="Name of the team" error={errors.name?.message} required className="min-w-48 flex-1">
        {(control) => <Input {...control} {...form.register('name')} placeholder="Platform" />}
      </Field>
      <Button type="submit" busy={create.isPending}>
        Create team
      </Button>
    </form>
  );
}
