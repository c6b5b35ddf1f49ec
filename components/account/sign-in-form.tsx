'use client';

import { signIn } from 'next-auth/react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';

type SignInFormProps = {
  /** A path of ours, already checked. */
  returnTo: string;
  /** The address to begin with: after a new password was set. */
  email?: string;
};

/** Address and password; whatever was wrong is said above the fields, and what was typed stays. */
export function SignInForm({ returnTo, email = '' }: SignInFormProps) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFault(null);
    const fault = await enter(String(form.get('email')), String(form.get('password')));
    // A whole page load: nothing of the signed-out page is kept.
    if (fault === null) return window.location.assign(returnTo);
    setFault(fault);
    setBusy(false);
  };

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4 [&>div:empty]:hidden">
      <div role="alert">{fault ? <Notice tone="critical" title={fault} /> : null}</div>
      <Field label="E-mail" required>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={email}
            autoCapitalize="none"
          />
        )}
      </Field>
      <Field label="Password" required>
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" />}
      </Field>
      <Button type="submit" variant="primary" size="large" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}

/** Signs in with the browser's cookie; null when it worked, otherwise what to say. */
export async function enter(email: string, password: string): Promise<string | null> {
  try {
    const result = await signIn('credentials', { email, password, redirect: false });
    return result?.ok ? null : reasonOf(result?.error ?? '');
  } catch {
    return 'Baton did not answer: try again';
  }
}

function reasonOf(error: string): string {
  const [code, seconds] = error.split('.');
  if (code === 'too-many') return `Too many tries: wait ${seconds ?? 'a few'} seconds, then try again`;
  if (code === 'unavailable') return 'Too many people sign in at this moment, or the database is away: try again';
  if (code === 'not-allowed') return 'Open Baton at the address it was set up with, and sign in there';
  return 'The address or the password is not right';
}
