'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { showRefusal } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { When } from '@/components/ui/when';

/** A calendar of absences kept elsewhere, read every few hours. */
export function TimeOffFeed({ personId, zone }: { personId: string; zone: string }) {
  const trpc = useTRPC();
  const now = useNow(60);
  const queries = useQueryClient();
  const { data: feed } = useQuery({ ...trpc.timeOff.feed.queryOptions({ personId }), refetchInterval: 60_000 });
  const set = useMutation(trpc.timeOff.setFeed.mutationOptions());
  const form = useForm({ defaultValues: { address: '' } });
  const { errors } = form.formState;

  const put = async (address: string | null) => {
    try {
      await set.mutateAsync({ personId, address });
      form.reset();
      await queries.invalidateQueries({ queryKey: trpc.team.pathKey() });
    } catch (error) {
      showRefusal(form.setError, error, ['address']);
    }
  };

  return (
    <form onSubmit={form.handleSubmit(({ address }) => put(address))} className="flex flex-col gap-3">
      {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} /> : null}
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label={feed ? 'Another calendar instead' : 'Read time off from a calendar'}
          hint="The address of an iCal feed of your absences alone: all that is in it counts as time off."
          error={errors.address?.message}
          required
          className="min-w-64 flex-1"
        >
          {(control) => (
            <Input {...control} {...form.register('address')} type="url" placeholder="https://…/absences.ics" />
          )}
        </Field>
        <Button type="submit" busy={set.isPending}>
          Read this calendar
        </Button>
      </div>
      {feed ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className={feed.fault ? 'text-critical' : 'text-muted'}>
            {feed.fault ? `Your calendar could not be read. ${feed.fault}. ` : null}
            {feed.readAt ? (
              <>
                Read <When instant={feed.readAt} zone={zone} now={now} show="relative" />.
              </>
            ) : feed.fault ? null : (
              'Your calendar will be read within a minute.'
            )}
          </p>
          <Button size="small" variant="danger" busy={set.isPending} onClick={() => put(null)}>
            Stop reading it
          </Button>
        </div>
      ) : null}
    </form>
  );
}
