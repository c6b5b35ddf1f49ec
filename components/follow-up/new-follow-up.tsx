'use client';

import { type FormEvent, useState } from 'react';
import { ownersIn, type Team, useCompany } from '@/components/runbook/use-company';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldError } from '@/components/ui/field';
import { Input, Select, Textarea } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useFollowUpActs } from './use-follow-ups';

type NewFollowUpProps = {
  /** Those for which the viewer may write. */
  teams: readonly Team[];
  /** The one that is looked at. */
  teamId: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Something to be done, with one owner and a day. */
export function NewFollowUp({ teams, teamId, open, onOpenChange }: NewFollowUpProps) {
  return (
    <Dialog
      placement="side"
      title="New follow-up"
      open={open}
      onOpenChange={onOpenChange}
      trigger={<Button variant="primary">New follow-up</Button>}
    >
      <Form teams={teams} teamId={teamId} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Form({ teams, teamId: given, onDone }: Pick<NewFollowUpProps, 'teams' | 'teamId'> & { onDone: () => void }) {
  const { viewer } = useCompany();
  const { act, pending, refusal } = useFollowUpActs();
  const [teamId, setTeamId] = useState((teams.find(({ id }) => id === given) ?? teams[0])?.id ?? '');
  const owners = ownersIn(
    teams.find(({ id }) => id === teamId),
    viewer.id,
  );
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const input = {
      ...{ teamId, title: text('title'), details: text('details'), ownerId: text('ownerId') },
      priority: text('priority') === 'high' ? ('high' as const) : ('normal' as const),
      ...(text('dueOn') && { dueOn: text('dueOn') }),
    };
    const made = await act('create', (client) => client.followUp.create.mutate(input));
    if (!made) return;
    toast({ title: `${made.reference} is ${made.owner?.id === viewer.id ? 'yours' : `${made.owner?.name}’s`}` });
    onDone();
  };
  const fields = refusal?.fields ?? {};
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
      <Field label="What is to be done" error={fields.title} required>
        {(control) => <Input {...control} name="title" autoComplete="off" maxLength={200} />}
      </Field>
      {teams.length > 1 ? (
        <Field label="Team" required>
          {(control) => (
            <Select {...control} value={teamId} onChange={(event) => setTeamId(event.target.value)}>
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Field label="Owner" hint="One person, who says when it is done." error={fields.ownerId} required>
        {(control) => (
          <Select {...control} name="ownerId">
            {owners.map(({ id, name }) => (
              <option key={id} value={id}>
                {id === viewer.id ? `${name} (you)` : name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Priority" error={fields.priority} required>
        {(control) => (
          <Select {...control} name="priority" defaultValue="normal">
            <option value="normal">Normal</option>
            <option value="high">High</option>
          </Select>
        )}
      </Field>
      <Field label="Due" hint="Without a day: four weeks with high priority, eight with normal." error={fields.dueOn}>
        {(control) => <Input {...control} name="dueOn" type="date" />}
      </Field>
      <Field label="Details" error={fields.details}>
        {(control) => <Textarea {...control} name="details" rows={4} />}
      </Field>
      {refusal && Object.keys(fields).length === 0 ? (
        <div role="alert">
          <FieldError>{refusal.message}</FieldError>
        </div>
      ) : null}
      <Button type="submit" variant="primary" className="sm:self-end" busy={pending !== null}>
        Open the follow-up
      </Button>
    </form>
  );
}
