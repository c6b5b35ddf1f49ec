'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { Input, Select, Textarea } from '@/components/ui/input';
import { type FollowUp, useFollowUpActs } from './use-follow-ups';

type Person = { id: string; name: string; active: boolean };
type FollowUpFieldsProps = { one: FollowUp; people: readonly Person[] };
type Change = { ownerId?: string; dueOn?: string; priority?: 'high' | 'normal'; title?: string; details?: string };

/** Changed in place: owner, day and priority as soon as they are chosen, text when it is saved. */
export function FollowUpFields({ one, people }: FollowUpFieldsProps) {
  const { act, pending, refusal } = useFollowUpActs();
  const [title, setTitle] = useState(one.title);
  const [details, setDetails] = useState(one.details);
  const fields = refusal?.fields ?? {};
  const changed = title !== one.title || details !== one.details;
  const owners = people.filter(({ active, id }) => active || id === one.owner?.id);
  const known = owners.some(({ id }) => id === one.owner?.id);
  const change = (name: string, values: Change) =>
    act(name, (client) => client.followUp.change.mutate({ followUpId: one.id, ...values }));

  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Owner" required error={fields.ownerId} className="sm:col-span-2">
          {(control) => (
            <Select
              {...control}
              aria-busy={pending === 'ownerId' || undefined}
              value={one.owner?.id ?? ''}
              onChange={(event) => void change('ownerId', { ownerId: event.target.value })}
            >
              {known ? null : <option value={one.owner?.id ?? ''}>{one.owner?.name ?? 'Nobody'}</option>}
              {owners.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Due" required error={fields.dueOn}>
          {(control) => (
            <Input
              {...control}
              key={one.dueOn}
              type="date"
              defaultValue={one.dueOn}
              onBlur={({ target }) =>
                target.value && target.value !== one.dueOn && void change('dueOn', { dueOn: target.value })
              }
            />
          )}
        </Field>
        <Field label="Priority" required error={fields.priority}>
          {(control) => (
            <Select
              {...control}
              value={one.priority}
              onChange={(event) => void change('priority', { priority: event.target.value as 'high' | 'normal' })}
            >
              <option value="normal">Normal</option>
              <option value="high">High</option>
            </Select>
          )}
        </Field>
      </div>
      <Field label="What is to be done" required error={fields.title}>
        {(control) => (
          <Input {...control} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Field>
      <Field label="Details" error={fields.details}>
        {(control) => (
          <Textarea {...control} rows={4} value={details} onChange={(event) => setDetails(event.target.value)} />
        )}
      </Field>
      {refusal && Object.keys(fields).length === 0 ? (
        <div role="alert">
          <FieldError>{refusal.message}</FieldError>
        </div>
      ) : null}
      {changed ? (
        <div className="flex justify-end gap-2">
          <Button
            variant="ghost"
            onClick={() => {
              setTitle(one.title);
              setDetails(one.details);
            }}
          >
            Leave it
          </Button>
          <Button variant="primary" busy={pending === 'text'} onClick={() => void change('text', { title, details })}>
            Save
          </Button>
        </div>
      ) : null}
    </div>
  );
}
