'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { useSignInAgain } from '@/components/account/sign-in-again';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { ZoneSelect } from '@/components/ui/zone-select';
import { CountrySelect } from './country-select';

const fields = ['name', 'email', 'timeZone', 'country', 'workStart', 'workEnd', 'digest', 'healthMail'] as const;
type Values = {
  name: string;
  email: string;
  timeZone: string;
  /** Empty: not said. */
  country: string;
  workStart: string;
  workEnd: string;
  digest: boolean;
  healthMail: boolean;
};

/** One's own name, address and zone. The zone changes only when somebody chooses it. */
export function ProfileForm() {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const again = useSignInAgain();
  const { person } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const update = useMutation(trpc.team.updatePerson.mutationOptions());
  const { name, email, timeZone, workStart, workEnd, digest, healthMail } = person;
  const form = useForm<Values>({
    values: { name, email, timeZone, country: person.country ?? '', workStart, workEnd, digest, healthMail },
  });
  const { errors } = form.formState;

  const save = form.handleSubmit(async (values) => {
    try {
      if (!(await again(() => update.mutateAsync({ id: person.id, ...values, country: values.country || null }))))
        return;
      await queries.invalidateQueries();
      router.refresh();
      toast({ title: 'Profile saved' });
    } catch (error) {
      showRefusal(form.setError, error, [...fields]);
    }
  });

  return (
    <Card aria-labelledby="profile">
      <CardHeader id="profile" title="Profile" />
      <CardBody>
        <form onSubmit={save} className="flex max-w-md flex-col gap-4">
          {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} /> : null}
          <Field label="Name" error={errors.name?.message} required>
            {(control) => <Input {...control} {...form.register('name')} autoComplete="name" />}
          </Field>
          <Field label="E-mail" hint="You sign in with it." error={errors.email?.message} required>
            {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="email" />}
          </Field>
          <Field label="Time zone" hint="Times of day are shown in it." error={errors.timeZone?.message} required>
            {(control) => <ZoneSelect {...control} {...form.register('timeZone')} />}
          </Field>
          <Field label="Country" hint="Its public holidays are shown and counted." error={errors.country?.message}>
            {(control) => <CountrySelect {...control} {...form.register('country')} />}
          </Field>
          <FieldGroup
            legend="Working hours"
            hint="Monday to Friday. Mail that is no page comes in this time."
            error={errors.workEnd?.message ?? errors.workStart?.message}
          >
            <div className="flex items-center gap-2">
              <Input {...form.register('workStart')} type="time" aria-label="Working day starts" required />
              <span>to</span>
              <Input {...form.register('workEnd')} type="time" aria-label="Working day ends" required />
            </div>
          </FieldGroup>
          <Checkbox {...form.register('digest')} hint="Who is on call this week and who is next, in your teams.">
            Weekly digest by mail
          </Checkbox>
          <Checkbox
            {...form.register('healthMail')}
            hint="After each handoff and each month: what being on call took, in your teams. Nobody is named in it."
          >
            Health reports by mail
          </Checkbox>
          <Button type="submit" variant="primary" busy={update.isPending} className="self-start">
            Save profile
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
