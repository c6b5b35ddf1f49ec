'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { enter } from '@/components/account/sign-in-form';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf, showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { browserZone } from '@/components/ui/zone-select';
import { passwordLength } from '@/server/account/password';
import { paths } from '@/server/paths';
import { firstAdminSchema } from '@/server/team/schema';

const schema = firstAdminSchema;

/** The first admin: whoever comes first. Their zone is the browser's until they choose another. */
export function AdminStep() {
  const trpc = useTRPC();
  const create = useMutation(trpc.team.createFirstAdmin.mutationOptions());
  const [entering, setEntering] = useState(false);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: '', email: '', password: '', timeZone: 'UTC' },
  });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await create.mutateAsync({ ...values, timeZone: browserZone() });
    } catch (error) {
      if (refusalOf(error).code === 'signed-out') return window.location.assign(paths.signIn());
      return showRefusal(form.setError, error, ['name', 'email', 'password']);
    }
    setEntering(true);
    const fault = await enter(values.email, values.password);
    window.location.assign(fault ? paths.signIn(paths.setup()) : paths.setup('company'));
  });

  return (
    <form method="post" onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} /> : null}
      <Field label="Name" error={errors.name?.message} required>
        {(control) => <Input {...control} {...form.register('name')} autoComplete="name" />}
      </Field>
      <Field label="E-mail" error={errors.email?.message} required>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="username" />}
      </Field>
      <Field
        label="Password"
        hint={`${passwordLength.least} characters or more; ${passwordLength.advised} are better. Any characters.`}
        error={errors.password?.message}
        required
      >
        {(control) => <Input {...control} {...form.register('password')} type="password" autoComplete="new-password" />}
      </Field>
      <Button type="submit" variant="primary" size="large" busy={create.isPending || entering}>
        Create administrator
      </Button>
    </form>
  );
}
