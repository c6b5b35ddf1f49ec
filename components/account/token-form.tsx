'use client';

import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { useSignInAgain } from './sign-in-again';

const lives = [
  { days: '30', label: '30 days' },
  { days: '90', label: '90 days' },
  { days: '365', label: 'A year' },
  { days: '', label: 'No end' },
];
const scopes = { both: ['read', 'write'], read: ['read'] } as const;

type Values = { name: string; days: string; may: keyof typeof scopes };

/** Makes a token and shows it, once. */
export function TokenForm({ onMade }: { onMade: () => unknown }) {
  const trpc = useTRPC();
  const again = useSignInAgain();
  const create = useMutation(trpc.account.createToken.mutationOptions());
  const form = useForm<Values>({ defaultValues: { name: '', days: '90', may: 'both' } });
  const { errors } = form.formState;

  const make = form.handleSubmit(async ({ name, days, may }) => {
    try {
      const input = { name, days: days ? Number(days) : null, scopes: [...scopes[may]] };
      if (!(await again(() => create.mutateAsync(input)))) return;
      form.reset();
      onMade();
    } catch (error) {
      showRefusal(form.setError, error, ['name', 'days']);
    }
  });

  return (
    <>
      <form onSubmit={make} className="flex flex-wrap items-end gap-3">
        {errors.root ? (
          <Notice tone="critical" live="polite" title={errors.root.message} className="basis-full" />
        ) : null}
        <Field label="What it is for" error={errors.name?.message} required className="min-w-48 flex-1">
          {(control) => <Input {...control} {...form.register('name')} placeholder="Deployment script" />}
        </Field>
        <Field label="May" required>
          {(control) => (
            <Select {...control} {...form.register('may')}>
              <option value="both">read and write</option>
              <option value="read">read</option>
            </Select>
          )}
        </Field>
        <Field label="Ends after" error={errors.days?.message} required>
          {(control) => (
            <Select {...control} {...form.register('days')}>
              {lives.map(({ days, label }) => (
                <option key={label} value={days}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" variant="primary" busy={create.isPending}>
          Make token
        </Button>
      </form>
      {create.data ? (
        <Notice
          tone="good"
          live="polite"
          title={`“${create.data.token.name}” is made. It is shown this once.`}
          actions={<CopyButton text={create.data.value} label="Copy token" labelled />}
        >
          <code className="break-all font-mono">{create.data.value}</code>
        </Notice>
      ) : null}
    </>
  );
}
