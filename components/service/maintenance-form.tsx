'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldError } from '@/components/ui/field';
import { Checkbox, Input, Select } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import { formatLocal, instantOf, parseLocal, wallAt } from '@/server/time/wall-clock';

type MaintenanceFormProps = {
  teams: readonly { id: string; name: string }[];
  services: readonly { id: string; name: string; teamId: string }[];
  zone: string;
};

/** Plans quiet: for a team, a service of it, or what carries one label. */
export function MaintenanceForm({ teams, services, zone }: MaintenanceFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.service.createWindow.mutationOptions());
  const now = useNow();
  const soon = (hours: number) => formatLocal(wallAt(now.getTime() + hours * 3_600_000, zone));
  const [open, setOpen] = useState(false);
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [serviceId, setServiceId] = useState('');
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState(() => soon(0));
  const [to, setTo] = useState(() => soon(2));
  const [endless, setEndless] = useState(false);
  const [label, setLabel] = useState('');
  const [value, setValue] = useState('');
  const [faults, setFaults] = useState<Record<string, string>>({});

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const [startsAt, endsAt] = [instant(from, zone), endless ? null : instant(to, zone)];
    if (startsAt === undefined) return setFaults({ startsAt: 'Give a day and a time' });
    if (endsAt === undefined) return setFaults({ endsAt: 'Give a day and a time' });
    setFaults({});
    try {
      const match: Record<string, string> = label.trim() === '' ? {} : { [label.trim()]: value };
      await create.mutateAsync({ teamId, serviceId: serviceId || null, title, match, startsAt, endsAt });
      await queries.invalidateQueries(trpc.service.pathFilter());
      setOpen(false);
      setTitle('');
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFaults(Object.keys(fields).length > 0 ? fields : { form: message });
    }
  };

  return (
    <Dialog
      title="Plan maintenance"
      description="Alerts are stored and shown, and page nobody until it ends. Alerts that people open by hand page as ever."
      trigger={<Button variant="primary">Plan maintenance</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
        <Field label="What is planned" error={faults.title} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={200}
              placeholder="Database moves to new disks"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Team" error={faults.teamId} required>
            {(control) => (
              <Select
                {...control}
                value={teamId}
                onChange={(event) => {
                  setTeamId(event.target.value);
                  setServiceId('');
                }}
              >
                {teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Service" error={faults.serviceId} required>
            {(control) => (
              <Select {...control} value={serviceId} onChange={(event) => setServiceId(event.target.value)}>
                <option value="">All of the team</option>
                {services
                  .filter((service) => service.teamId === teamId)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
          <Field label={`From, ${zoneWord(zone, now)}`} error={faults.startsAt} required>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                value={from}
                onChange={(event) => setFrom(event.target.value)}
              />
            )}
          </Field>
          <Field label={`To, ${zoneWord(zone, now)}`} error={faults.endsAt} required={!endless}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                disabled={endless}
                value={to}
                onChange={(event) => setTo(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Checkbox checked={endless} onChange={(event) => setEndless(event.target.checked)}>
          Until somebody ends it
        </Checkbox>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Only with label" hint="Left out: everything." error={faults.match}>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                placeholder="cluster"
                value={label}
                onChange={(event) => setLabel(event.target.value)}
              />
            )}
          </Field>
          <Field label="That is exactly" hint="As the sender writes it.">
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                placeholder="eu1"
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            )}
          </Field>
        </div>
        {faults.form ? <FieldError>{faults.form}</FieldError> : null}
        <Button type="submit" variant="primary" className="self-end" busy={create.isPending}>
          Plan it
        </Button>
      </form>
    </Dialog>
  );
}

const instant = (local: string, zone: string): string | undefined =>
  parseLocal(local) === null ? undefined : instantOf(local, zone).toISOString();
