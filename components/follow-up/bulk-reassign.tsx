'use client';

import { useState } from 'react';
import { ownersIn, type Team } from '@/components/runbook/use-company';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { type FollowUp, faultOf, useFollowUpActs } from './use-follow-ups';

type BulkReassignProps = {
  selected: readonly FollowUp[];
  teams: readonly Team[];
  viewerId: string;
  /** Those that were refused stay chosen. */
  onDone: (refusedIds: string[]) => void;
};

/** Several to one person at once; what could not be handed over stays, with the reason. */
export function BulkReassign({ selected, teams, viewerId, onDone }: BulkReassignProps) {
  const { act, pending, refusal } = useFollowUpActs();
  const [ownerId, setOwnerId] = useState('');
  const [refused, setRefused] = useState<{ reference: string; message: string }[]>([]);
  if (selected.length === 0) return null;
  const teamIds = new Set(selected.map(({ teamId }) => teamId));
  const owners = [
    ...new Map(
      teams
        .filter(({ id }) => teamIds.has(id))
        .flatMap((team) => ownersIn(team, viewerId))
        .map((person) => [person.id, person]),
    ).values(),
  ];
  const chosenId = ownerId || (owners[0]?.id ?? '');

  const hand = async () => {
    const followUpIds = selected.map(({ id }) => id);
    const answer = await act('reassign', (client) =>
      client.followUp.reassign.mutate({ followUpIds, ownerId: chosenId }),
    );
    if (!answer) return;
    const left = selected.flatMap(({ id, reference }, place) => {
      const result = answer.results[place];
      return result?.done === false ? [{ id, reference, message: result.message }] : [];
    });
    const done = selected.length - left.length;
    const name = owners.find(({ id }) => id === chosenId)?.name ?? '';
    if (done > 0) toast({ title: `${done} handed to ${chosenId === viewerId ? 'you' : name}` });
    setRefused(left);
    onDone(left.map(({ id }) => id));
  };
  return (
    <fieldset
      aria-label="Those chosen"
      className="sticky top-14 z-10 mb-3 flex flex-wrap items-center gap-2 rounded-card border bg-accent-tint px-4 py-2"
    >
      <span className="font-medium tabular-nums">{selected.length} chosen</span>
      <span className="ml-auto flex flex-wrap items-center gap-2">
        <Select
          aria-label="Hand them to"
          className="w-48"
          value={chosenId}
          onChange={(event) => setOwnerId(event.target.value)}
        >
          {owners.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Button variant="primary" busy={pending !== null} onClick={() => void hand()}>
          Hand over
        </Button>
        <Button variant="ghost" onClick={() => onDone([])}>
          Choose none
        </Button>
      </span>
      {refusal ? <FieldError>{faultOf(refusal)}</FieldError> : null}
      {refused.length > 0 ? (
        <ul role="alert" className="basis-full">
          {refused.map(({ reference, message }) => (
            <li key={reference}>
              <FieldError>
                {reference}: {message}
              </FieldError>
            </li>
          ))}
        </ul>
      ) : null}
    </fieldset>
  );
}
