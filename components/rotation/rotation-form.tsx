'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { type Definition, faultsOf } from '@/server/rotation/definition';
import { type Weekday, weekdays } from '@/server/time/wall-clock';
import { lastHandoff } from './handoff';
import { QueueField } from './queue-field';
import { WeeksAhead } from './weeks-ahead';

type RotationFormProps = {
  teamId: string;
  /** The active members of the team; all of them stand in the queue at first, in this order. */
  people: readonly { id: string; name: string }[];
  /** The zone of the handoffs at first: the organisation's. */
  timeZone: string;
  /** Called with the id of the rotation made. */
  onMade: (rotationId: string) => unknown;
};

type Fields = {
  name: string;
  queue: string[];
  roles: 'both' | 'primary';
  pairing: Definition['pairing'];
  turn: keyof typeof turns;
  weekday: Weekday;
  time: string;
  timeZone: string;
};

const turns = {
  week: { word: 'One week', cadence: { unit: 'week', count: 1 } },
  'two-weeks': { word: 'Two weeks', cadence: { unit: 'week', count: 2 } },
  day: { word: 'One day', cadence: { unit: 'day', count: 1 } },
} as const;

const roles = { both: ['primary', 'secondary'], primary: ['primary'] } as const;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What the fields mean. It begins at the last handoff that has passed, so that somebody is on call at once. */
function definitionOf(fields: Fields, now: Date) {
  const { timeZone, queue, pairing, turn, weekday, time } = fields;
  const startsAt = lastHandoff(weekday, time, timeZone, now);
  return { timeZone, queue, pairing, startsAt, cadence: { ...turns[turn].cadence }, roles: [...roles[fields.roles]] };
}

/** A new rotation: order, handoff, pairing, and what it means for the next twelve weeks while it is typed. */
export function RotationForm({ teamId, people, timeZone, onMade }: RotationFormProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const now = useNow(60);
  const create = useMutation(trpc.rotation.create.mutationOptions());
  const form = useForm<Fields>({
    defaultValues: {
      name: 'On call',
      queue: people.map(({ id }) => id),
      roles: 'both',
      pairing: 'secondary-then-primary',
      turn: 'week',
      weekday: 'monday',
      time: '12:00',
      timeZone,
    },
  });
  const { errors } = form.formState;
  const fields = useWatch({ control: form.control }) as Fields;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;

  const submit = form.handleSubmit(async (values) => {
    try {
      const { id } = await create.mutateAsync({ ...definitionOf(values, now), teamId, name: values.name });
      await client.invalidateQueries();
      await onMade(id);
    } catch (error) {
      const { message, fields: faults } = refusalOf(error);
      const inQueue = Object.entries(faults).find(([path]) => path.startsWith('queue'))?.[1];
      if (faults.name) form.setError('name', { message: faults.name }, { shouldFocus: true });
      if (inQueue) form.setError('queue', { message: inQueue });
      if (faults.timeZone) form.setError('timeZone', { message: faults.timeZone }, { shouldFocus: true });
      if (!faults.name && !inQueue && !faults.timeZone) form.setError('root', { message });
    }
  });

  return (
    <form onSubmit={submit} className="grid items-start gap-6 lg:grid-cols-2">
      <div className="flex max-w-xl flex-col gap-4">
        {errors.root ? <Notice tone="critical" live="polite" title={errors.root.message} /> : null}
        <Field label="Name" error={errors.name?.message} required>
          {(control) => <Input {...control} {...form.register('name')} />}
        </Field>
        <Controller
          control={form.control}
          name="queue"
          render={({ field }) => (
            <QueueField people={people} value={field.value} onChange={field.onChange} error={errors.queue?.message} />
          )}
        />
        <Field label="Roles" required>
          {(control) => (
            <Select {...control} {...form.register('roles')}>
              <option value="both">Primary and secondary</option>
              <option value="primary">Primary only</option>
            </Select>
          )}
        </Field>
        {fields.roles === 'both' ? (
          <Field label="Pairing" required>
            {(control) => (
              <Select {...control} {...form.register('pairing')}>
                <option value="secondary-then-primary">Secondary first, primary the turn after</option>
                <option value="primary-then-secondary">Primary first, secondary the turn after</option>
              </Select>
            )}
          </Field>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="A turn lasts" required>
            {(control) => (
              <Select {...control} {...form.register('turn')}>
                {Object.entries(turns).map(([value, { word }]) => (
                  <option key={value} value={value}>
                    {word}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Handoff day" required>
            {(control) => (
              <Select {...control} {...form.register('weekday')}>
                {weekdays.map((day) => (
                  <option key={day} value={day}>
                    {capital(day)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Handoff time" required>
            {(control) => <Input {...control} {...form.register('time')} type="time" />}
          </Field>
        </div>
        <Field label="Time zone" error={errors.timeZone?.message} required>
          {(control) => (
            <Select {...control} {...form.register('timeZone')}>
              {zonesWith(timeZone).map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div>
          <Button type="submit" variant="primary" busy={create.isPending}>
            Create rotation
          </Button>
        </div>
      </div>
      <Ahead fields={fields} now={now} nameOf={nameOf} />
    </form>
  );
}

const zonesWith = (zone: string): string[] => [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

function Ahead({ fields, now, nameOf }: { fields: Fields; now: Date; nameOf: (id: string) => string }) {
  if (!/^\d{2}:\d{2}$/.test(fields.time)) return null;
  const definition = definitionOf(fields, now);
  const fault = Object.values(faultsOf(definition))[0];
  return fault ? <Notice title={fault} /> : <WeeksAhead definition={definition} nameOf={nameOf} now={now} />;
}
