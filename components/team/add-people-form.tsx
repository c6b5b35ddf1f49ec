'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { ZoneSelect } from '@/components/ui/zone-select';
import { type AddedPerson, parsePeople } from '@/server/team/person';

type Props = {
  /** Where most of them are, for a start; each can change their own. */
  zone: string;
  /** They join this team. */
  teamId?: string;
  onAdded: (results: AddedPerson[]) => unknown;
};

type Values = { text: string; timeZone: string };

/** Paste people, a line each. What cannot be read stays in the field, with the reason beside it. */
export function AddPeopleForm({ zone, teamId, onAdded }: Props) {
  const trpc = useTRPC();
  const add = useMutation(trpc.team.addPeople.mutationOptions());
  const [left, setLeft] = useState<string[]>([]);
  const form = useForm<Values>({ defaultValues: { text: '', timeZone: zone } });
  const { errors } = form.formState;
  const readable = parsePeople(form.watch('text')).filter((person) => !('fault' in person)).length;

  const submit = form.handleSubmit(async (values) => {
    try {
      const results = await add.mutateAsync({ ...values, ...(teamId && { teamId }) });
      const refused = results.flatMap((result) => ('fault' in result ? [result] : []));
      setLeft(refused.map(({ text, fault }) => `${text}: ${fault}`));
      form.setValue('text', refused.map(({ text }) => text).join('\n'));
      await onAdded(results);
    } catch (error) {
      showRefusal(form.setError, error, ['text', 'timeZone']);
    }
  });

  return (
    <form onSubmit={submit} className="flex max-w-xl flex-col gap-4">
      {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} /> : null}
      <Field label="People" hint="A line each: name, e-mail" error={errors.text?.message} required>
        {(control) => (
          <Textarea
            {...control}
            {...form.register('text', { required: 'Paste at least one line' })}
            rows={5}
            placeholder={'Ada Lovelace, ada@example.org\nBen Franklin, ben@example.org'}
          />
        )}
      </Field>
      {left.length > 0 ? (
        <Notice tone="major" live="polite" title="These lines were not added">
          <ul>
            {left.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Field label="Their time zone" hint="Each can change their own." error={errors.timeZone?.message} required>
        {(control) => <ZoneSelect {...control} {...form.register('timeZone')} />}
      </Field>
      <Button type="submit" variant="primary" busy={add.isPending} className="self-start">
        {readable > 1 ? `Add ${readable} people` : 'Add people'}
      </Button>
    </form>
  );
}
