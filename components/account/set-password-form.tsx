'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { passwordFault, passwordLength } from '@/server/account/password';
import { paths } from '@/server/paths';
import { enter } from './sign-in-form';

/** Behind a link that sets a password: opening it shows this, and only the button uses the link up. */
export function SetPasswordForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const take = useMutation(trpc.account.takeResetLink.mutationOptions());
  const [fault, setFault] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    const weak = passwordFault(password, { email });
    setFault(weak);
    if (weak) return;
    try {
      await take.mutateAsync({ token, password });
    } catch (error) {
      const { fields, message } = refusalOf(error);
      return setFault(fields.password ?? message);
    }
    await enter(email, password);
    window.location.assign(paths.now());
  };

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {/* For password managers: which account the new password belongs to. */}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field
        label="New password"
        hint={`${passwordLength.least} characters or more; ${passwordLength.advised} are better.`}
        error={fault}
        required
      >
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <Button type="submit" variant="primary" size="large" busy={take.isPending}>
        Set password and sign in
      </Button>
      {take.isSuccess ? <Notice tone="good" live="polite" title="The password is set" /> : null}
    </form>
  );
}
