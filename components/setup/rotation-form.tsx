'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { QueueField } from '@/components/rotation/queue-field';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input, Radio, Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { ZoneSelect } from '@/components/ui/zone-select';
import { localTime, weekdays } from '@/server/time/wall-clock';
import { definitionOf, type RotationDraft } from './rotation-draft';
import { useStep } from './use-step';
import { WeeksPreview } from './weeks-preview';

type RotationFormProps = {
  team: { id: string; name: string };
  people: { id: string; name: string }[];
  timeZone: string;
};

const pairings = [
  { value: 'secondary-then-primary', label: 'Secondary this week, primary the next' },
  { value: 'primary-then-secondary', label: 'Primary this week, secondary the next' },
] as const;

/** Order, handoff and pairing, with the weeks they make beside them. */
export function RotationForm({ team, people, timeZone }: RotationFormProps) {
  const trpc = useTRPC();
  const now = useNow(60);
  const { goOn, busy } = useStep('rotation');
  const create = useMutation(trpc.rotation.create.mutationOptions());
  const [fields, setFields] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [draft, setDraft] = useState<RotationDraft>({
    name: `${team.name} on call`,
    queue: people.map(({ id }) => id),
    timeZone,
    weekday: 'monday',
    time: '12:00',
    pairing: 'secondary-then-primary',
  });
  const set = (change: Partial<RotationDraft>) => setDraft((before) => ({ ...before, ...change }));
  const definition = definitionOf(draft, localTime(now, draft.timeZone));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFields({});
    setFault(null);
    try {
      await create.mutateAsync({ teamId: team.id, name: draft.name, ...definition });
      await goOn();
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFields(fields);
      setFault(message);
    }
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
      <Field label="Name of the rotation" error={fields.name} required className="max-w-md">
        {(control) => <Input {...control} value={draft.name} onChange={(event) => set({ name: event.target.value })} />}
      </Field>
      <QueueField
        people={people}
        value={draft.queue}
        onChange={(queue) => set({ queue })}
        error={fields.queue}
        hint="The first is on call now."
      />
      <div className="flex flex-wrap gap-3">
        <Field label="Handoff on" required>
          {(control) => (
            <Select
              {...control}
              className="capitalize"
              value={draft.weekday}
              onChange={(event) => set({ weekday: weekdays.find((day) => day === event.target.value) ?? 'monday' })}
            >
              {weekdays.map((day) => (
                <option key={day} value={day}>
                  {day.charAt(0).toUpperCase() + day.slice(1)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="at" error={fields.startsAt} required>
          {(control) => (
            <Input
              {...control}
              type="time"
              value={draft.time}
              onChange={(event) => set({ time: event.target.value || '12:00' })}
            />
          )}
        </Field>
        <Field label="in the time zone" error={fields.timeZone} required className="min-w-56 flex-1">
          {(control) => (
            <ZoneSelect
              {...control}
              value={draft.timeZone}
              onChange={(event) => set({ timeZone: event.target.value })}
            />
          )}
        </Field>
      </div>
      <FieldGroup legend="Pairing" hint="Whoever is secondary helps when the primary does not answer.">
        {pairings.map(({ value, label }) => (
          <Radio key={value} name="pairing" checked={draft.pairing === value} onChange={() => set({ pairing: value })}>
            {label}
          </Radio>
        ))}
      </FieldGroup>
      <WeeksPreview
        definition={definition}
        now={now}
        nameOf={(id) => people.find((person) => person.id === id)?.name ?? id}
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        busy={create.isPending || busy}
        disabled={draft.queue.length === 0}
        className="self-start"
      >
        Create rotation and continue
      </Button>
    </form>
  );
}
