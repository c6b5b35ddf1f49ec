'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { passwordLength } from '@/server/account/password';
import { changePasswordSchema } from '@/server/account/schema';

/** One's own password; every other device is signed out with it. */
export function PasswordForm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const change = useMutation(trpc.account.changePassword.mutationOptions());
  const form = useForm({ resolver: zodResolver(changePasswordSchema), defaultValues: { current: '', password: '' } });
  const { errors } = form.formState;

  const save = form.handleSubmit(async (values) => {
    try {
      await change.mutateAsync(values);
      form.reset();
      await queries.invalidateQueries({ queryKey: trpc.account.sessions.queryKey() });
      toast({ title: 'Password changed', description: 'Your other devices are signed out.' });
    } catch (error) {
      showRefusal(form.setError, error, ['current', 'password']);
    }
  });

  return (
    <Card aria-labelledby="password">
      <CardHeader id="password" title="Password" />
      <CardBody>
        <form method="post" onSubmit={save} className="flex max-w-md flex-col gap-4">
          {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} /> : null}
          <Field label="Present password" error={errors.current?.message} required>
            {(control) => (
              <Input {...control} {...form.register('current')} type="password" autoComplete="current-password" />
            )}
          </Field>
          <Field
            label="New password"
            hint={`${passwordLength.least} characters or more; ${passwordLength.advised} are better. All other devices are signed out.`}
            error={errors.password?.message}
            required
          >
            {(control) => (
              <Input {...control} {...form.register('password')} type="password" autoComplete="new-password" />
            )}
          </Field>
          <Button type="submit" variant="primary" busy={change.isPending} className="self-start">
            Change password
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
