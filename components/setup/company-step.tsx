'use client';

import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { ZoneSelect } from '@/components/ui/zone-select';
import { StepButtons } from './step-buttons';
import { useStep } from './use-step';

/** Name and zone; the zone was guessed from the first admin's browser. */
export function CompanyStep({ name, timeZone }: { name: string; timeZone: string }) {
  const trpc = useTRPC();
  const { goOn, busy } = useStep('company');
  const save = useMutation(trpc.team.saveOrganisation.mutationOptions());
  const form = useForm({ defaultValues: { name, timeZone } });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await save.mutateAsync(values);
      await goOn();
    } catch (error) {
      showRefusal(form.setError, error, ['name', 'timeZone']);
    }
  });

  return (
    <>
      <form onSubmit={submit} className="flex max-w-md flex-col gap-4">
        {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} /> : null}
        <Field label="Name of the company" error={errors.name?.message} required>
          {(control) => <Input {...control} {...form.register('name')} autoComplete="organization" />}
        </Field>
        <Field label="Time zone" hint="Where most of you are." error={errors.timeZone?.message} required>
          {(control) => <ZoneSelect {...control} {...form.register('timeZone')} />}
        </Field>
        <Button type="submit" variant="primary" size="large" busy={save.isPending || busy}>
          Save and continue
        </Button>
      </form>
      <StepButtons step="company" />
    </>
  );
}
