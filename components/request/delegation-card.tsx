'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { dayAndTime, spanOf } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { DelegationForm } from './delegation-form';

type DelegationProps = {
  zone: string;
  /** On a screen about something else it stands only where there is something to say. */
  quiet?: boolean;
};

/** Who decides for a manager who is away; asked for when they are away for more than two days and nobody does. */
export function DelegationCard({ zone, quiet = false }: DelegationProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const now = useNow(60);
  const { data } = useQuery(trpc.team.delegation.queryOptions({}));
  const end = useMutation(trpc.team.setDelegation.mutationOptions());
  const [editing, setEditing] = useState(false);
  if (!data?.manages) return null;
  const { delegation, asksFor, candidates } = data;
  if (quiet && !delegation && !asksFor && !editing) return null;
  const name = candidates.find(({ id }) => id === delegation?.toPersonId)?.name ?? 'Somebody';

  const stop = async () => {
    try {
      await end.mutateAsync(null);
      toast({ title: 'You decide yourself again' });
    } catch {
      // What failed stands in the card, as the mutation's error.
    }
    await queries.invalidateQueries();
  };
  const form = editing ? (
    <DelegationForm
      {...{ candidates, zone, now }}
      from={delegation?.from ?? asksFor?.from ?? null}
      to={delegation?.to ?? asksFor?.to ?? null}
      toPersonId={delegation?.toPersonId ?? ''}
      onDone={() => setEditing(false)}
    />
  ) : null;
  const failure = end.error ? <Notice tone="critical" live="polite" title={refusalOf(end.error).message} /> : null;
  const buttons = (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => setEditing(true)}>{delegation ? 'Change' : 'Choose who decides'}</Button>
      {delegation ? (
        <Button variant="danger" busy={end.isPending} onClick={() => void stop()}>
          End it
        </Button>
      ) : null}
    </div>
  );
  const words = delegation
    ? delegation.from <= now
      ? `While you are away, ${name} decides for you until ${dayAndTime(delegation.to, zone, now)}.`
      : `${name} will decide for you, ${spanOf(delegation.from, delegation.to, zone, now)}.`
    : null;

  if (quiet) {
    return (
      <Notice
        className="mb-4"
        tone={delegation ? 'neutral' : 'major'}
        title={words ?? 'You will be away. Who decides for you?'}
        actions={editing ? null : buttons}
      >
        {!delegation && asksFor ? (
          <p>{spanOf(asksFor.from, asksFor.to, zone, now)}. Requests would wait for you.</p>
        ) : null}
        {failure}
        {form ? <div className="mt-3">{form}</div> : null}
      </Notice>
    );
  }
  return (
    <Card aria-labelledby="delegation">
      <CardHeader
        id="delegation"
        title="While you are away"
        detail="Somebody else decides on covers and swaps for you."
      />
      <CardBody className="flex flex-col gap-4">
        {asksFor && !delegation ? (
          <Notice tone="major" title="You will be away. Who decides for you?">
            {spanOf(asksFor.from, asksFor.to, zone, now)}. Requests would wait for you.
          </Notice>
        ) : null}
        {failure}
        <p className={words ? '' : 'text-muted'}>{words ?? 'You decide yourself, or another manager of the team.'}</p>
        {form ?? buttons}
      </CardBody>
    </Card>
  );
}
