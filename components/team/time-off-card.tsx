'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf, showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { dayLabel } from './day-label';
import { TimeOffFeed } from './time-off-feed';

type Values = { firstDay: string; lastDay: string; note: string };

/** Days one is away, typed in: others see when, never why. */
export function TimeOffCard({ personId, zone }: { personId: string; zone: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const listed = trpc.timeOff.list.queryOptions({ personId });
  const { data: all = [] } = useQuery(listed);
  const add = useMutation(trpc.timeOff.add.mutationOptions());
  const remove = useMutation(trpc.timeOff.remove.mutationOptions());
  const [fault, setFault] = useState<string | null>(null);
  const form = useForm<Values>({ defaultValues: { firstDay: '', lastDay: '', note: '' } });
  const { errors } = form.formState;
  const reread = () => queries.invalidateQueries();

  const save = form.handleSubmit(async ({ firstDay, lastDay, note }) => {
    try {
      await add.mutateAsync({ personId, firstDay, lastDay: lastDay || firstDay, note });
      form.reset();
      await reread();
      toast({ title: 'Time off saved' });
    } catch (error) {
      showRefusal(form.setError, error, ['firstDay', 'lastDay', 'note']);
    }
  });
  const take = async (id: string) => {
    setFault(null);
    try {
      await remove.mutateAsync({ id });
      await reread();
    } catch (error) {
      setFault(refusalOf(error).message);
    }
  };

  return (
    <Card aria-labelledby="time-off">
      <CardHeader id="time-off" title="Time off" detail="Your team sees when you are away, never why." />
      <CardBody className="flex flex-col gap-4">
        <form onSubmit={save} className="flex flex-wrap items-end gap-3">
          {errors.root ? (
            <Notice tone="critical" live="polite" title={errors.root.message} className="basis-full" />
          ) : null}
          <Field label="First day" error={errors.firstDay?.message} required>
            {(control) => <Input {...control} {...form.register('firstDay')} type="date" />}
          </Field>
          <Field label="Last day" error={errors.lastDay?.message}>
            {(control) => <Input {...control} {...form.register('lastDay')} type="date" />}
          </Field>
          <Field label="Note, for yourself" error={errors.note?.message} className="min-w-48 flex-1">
            {(control) => <Input {...control} {...form.register('note')} autoComplete="off" />}
          </Field>
          <Button type="submit" variant="primary" busy={add.isPending}>
            Add time off
          </Button>
        </form>
        {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
        {all.length === 0 ? (
          <p className="text-muted">Days you are away appear here and on the calendar.</p>
        ) : (
          <ul className="divide-y">
            {all.map(({ id, from, to, note, source }) => (
              <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
                <span className="font-medium">{dayLabel({ from, to }, zone)}</span>
                {source === 'feed' ? <span className="text-muted">from your calendar</span> : null}
                {note ? <span className="text-muted">{note}</span> : null}
                {source === 'typed' ? (
                  <Button
                    size="small"
                    variant="danger"
                    className="ml-auto"
                    aria-label={`Remove ${dayLabel({ from, to }, zone)}`}
                    busy={remove.isPending}
                    onClick={() => take(id)}
                  >
                    Remove
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        <TimeOffFeed personId={personId} zone={zone} />
      </CardBody>
    </Card>
  );
}
