'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { localTime } from '@/server/time/wall-clock';
import { readingOf } from './local-instant';

type Values = { toPersonId: string; from: string; to: string };

type DelegationFormProps = {
  candidates: readonly { id: string; name: string }[];
  zone: string;
  now: Date;
  from: Date | null;
  to: Date | null;
  toPersonId: string;
  onDone: () => void;
};

/** Who decides, from when to when; on one's own clock. */
export function DelegationForm({ candidates, zone, now, from, to, toPersonId, onDone }: DelegationFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useMutation(trpc.team.setDelegation.mutationOptions());
  const form = useForm<Values>({
    defaultValues: {
      toPersonId,
      from: localTime(from && from > now ? from : now, zone),
      to: to ? localTime(to, zone) : '',
    },
  });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    const [start, end] = [readingOf(values.from, zone, false), readingOf(values.to, zone, false)];
    if (!values.toPersonId) return form.setError('toPersonId', { message: 'Choose who decides' });
    if (!start) return form.setError('from', { message: 'Give a start that your clock shows' });
    if (!end) return form.setError('to', { message: 'Give an end that your clock shows' });
    try {
      const span = { from: start.toISOString(), to: end.toISOString() };
      await save.mutateAsync({ toPersonId: values.toPersonId, ...span });
      await queries.invalidateQueries();
      toast({ title: 'Saved' });
      onDone();
    } catch (error) {
      showRefusal(form.setError, error, ['toPersonId', 'from', 'to']);
    }
  });

  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-end gap-3">
      {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} className="basis-full" /> : null}
      <Field label="Who decides" error={errors.toPersonId?.message} required className="min-w-48">
        {(control) => (
          <Select {...control} {...form.register('toPersonId')}>
            <option value="">Choose somebody</option>
            {candidates.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={`From, ${zoneWord(zone, now)}`} error={errors.from?.message} required>
        {(control) => <Input {...control} {...form.register('from')} type="datetime-local" />}
      </Field>
      <Field label={`Until, ${zoneWord(zone, now)}`} error={errors.to?.message} required>
        {(control) => <Input {...control} {...form.register('to')} type="datetime-local" />}
      </Field>
      <Button type="submit" variant="primary" busy={save.isPending}>
        Save
      </Button>
      <Button onClick={onDone}>Leave it</Button>
    </form>
  );
}
