'use client';

import { useNow } from '@/components/clock';
import { Field } from '@/components/ui/field';
import { Checkbox, Input, Select } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import type { WindowDraft } from './maintenance-draft';

type Named = { id: string; name: string };

type MaintenanceFieldsProps = {
  draft: WindowDraft;
  /** Those to choose from; left out: the window is a team's already, and stays that team's. */
  teams?: readonly Named[];
  services: readonly (Named & { teamId: string })[];
  zone: string;
  /** It is under way: when it began is past. */
  begun?: boolean;
  faults: Readonly<Record<string, string>>;
  onChange: (part: Partial<WindowDraft>) => void;
};

/** What is planned, for what, and from when until when. */
export function MaintenanceFields({ draft, teams, services, begun = false, ...rest }: MaintenanceFieldsProps) {
  const { zone, faults, onChange } = rest;
  const now = useNow();
  return (
    <>
      <Field label="What is planned" error={faults.title} required>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={200}
            placeholder="Database moves to new disks"
            value={draft.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {teams ? (
          <Field label="Team" error={faults.teamId} required>
            {(control) => (
              <Select
                {...control}
                value={draft.teamId}
                onChange={(event) => onChange({ teamId: event.target.value, serviceId: '' })}
              >
                {teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        <Field label="Service" error={faults.serviceId} required className={teams ? '' : 'sm:col-span-2'}>
          {(control) => (
            <Select
              {...control}
              value={draft.serviceId}
              onChange={(event) => onChange({ serviceId: event.target.value })}
            >
              <option value="">All of the team</option>
              {services
                .filter(({ teamId }) => teamId === draft.teamId)
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
              disabled={begun}
              value={draft.from}
              onChange={(event) => onChange({ from: event.target.value })}
            />
          )}
        </Field>
        <Field label={`To, ${zoneWord(zone, now)}`} error={faults.endsAt} required={!draft.endless}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              disabled={draft.endless}
              value={draft.to}
              onChange={(event) => onChange({ to: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Checkbox checked={draft.endless} onChange={(event) => onChange({ endless: event.target.checked })}>
        Until somebody ends it
      </Checkbox>
      <LabelFields labels={draft.labels} fault={faults.match} onChange={(labels) => onChange({ labels })} />
    </>
  );
}

type LabelFieldsProps = {
  labels: WindowDraft['labels'];
  fault: string | undefined;
  onChange: (labels: WindowDraft['labels']) => void;
};

/** The labels that an alert must carry, all of them: as many as the window has, or one to fill in. */
function LabelFields({ labels, fault, onChange }: LabelFieldsProps) {
  const put = (at: number, part: Partial<WindowDraft['labels'][number]>) =>
    onChange(labels.map((label, i) => (i === at ? { ...label, ...part } : label)));
  return labels.map(({ name, value }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows neither come, go nor move while they are filled in
    <div key={i} className="grid gap-4 sm:grid-cols-2">
      <Field
        label={i === 0 ? 'Only with label' : 'And with label'}
        hint={i === 0 ? 'Left out: everything.' : 'Left out: whatever it says.'}
        error={i === 0 ? fault : undefined}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={100}
            placeholder="cluster"
            value={name}
            onChange={(event) => put(i, { name: event.target.value })}
          />
        )}
      </Field>
      <Field label="That is exactly" hint="As the sender writes it.">
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={300}
            placeholder="eu1"
            value={value}
            onChange={(event) => put(i, { value: event.target.value })}
          />
        )}
      </Field>
    </div>
  ));
}
