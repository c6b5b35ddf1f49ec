'use client';

import { useState } from 'react';
import { roleWord } from '@/components/oncall/phrases';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { inFull, zoneWord } from '@/components/ui/instant';
import { isPagingRole } from '@/server/rotation/definition';
import type { EditorView } from '@/server/rotation/editing';
import { rolesOfSegments } from '@/server/rotation/shifts';
import { instantOf, parseLocal } from '@/server/time/wall-clock';
import { type Draft, outcomeOf } from './draft';

type Asked = Extract<Draft, { kind: 'override' }>['input'];
type OverrideDialogProps = { plan: EditorView; now: Date; onClose: () => void; onAsk: (input: Asked) => void };

const nobody = 'nobody';
const instantIn = (local: string, zone: string): Date | null =>
  parseLocal(local.slice(0, 16)) === null ? null : instantOf(local.slice(0, 16), zone);

/** Who holds which role instead, from when to when. It changes nothing: the difference comes next. */
export function OverrideDialog({ plan, now, onClose, onAsk }: OverrideDialogProps) {
  const roles = rolesOfSegments(plan.segments);
  const [role, setRole] = useState(roles.find(isPagingRole) ?? roles[0] ?? '');
  const [person, setPerson] = useState('');
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [from, to] = [instantIn(start, plan.zone), instantIn(end, plan.zone)];

  const ask = () => {
    const missing = {
      ...(person === '' && { personId: 'Choose who, or nobody' }),
      ...(start !== '' && !from && { from: 'Choose a day and a time' }),
      ...(!to && { to: 'Choose a day and a time' }),
    };
    if (!to || Object.keys(missing).length > 0) return setFaults(missing);
    const personId = person === nobody ? null : person;
    const input = { role, personId, to: to.toISOString(), ...(from && { from: from.toISOString() }) };
    const outcome = outcomeOf(plan, { kind: 'override', input }, now);
    if ('proposal' in outcome) onAsk(input);
    else setFaults(outcome.fields);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Lay an override"
      description="For part of one role’s time. What it does is shown before it counts."
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Role" required error={faults.role}>
            {(control) => (
              <Select {...control} value={role} onChange={({ target }) => setRole(target.value)}>
                {roles.map((each) => (
                  <option key={each} value={each}>
                    {roleWord(each)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Who" required error={faults.personId}>
            {(control) => (
              <Select {...control} value={person} onChange={({ target }) => setPerson(target.value)}>
                <option value="" disabled>
                  Choose…
                </option>
                {plan.people
                  .filter(({ joinable }) => joinable)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                <option value={nobody}>Nobody: take people off</option>
              </Select>
            )}
          </Field>
        </div>
        <Moment
          label="From"
          hint={`Empty: at once. Time in ${zoneWord(plan.zone, now)}.`}
          {...{ value: start, onChange: setStart, at: from, error: faults.from, zone: plan.zone }}
        />
        <Moment label="To" required {...{ value: end, onChange: setEnd, at: to, error: faults.to, zone: plan.zone }} />
        <div className="flex justify-end">
          <Button type="submit" variant="primary">
            Show the difference
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type MomentProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What the text means. */
  at: Date | null;
  zone: string;
  required?: boolean;
  hint?: string;
  error?: string | undefined;
};

/** A local time, and which instant it is: a clock change makes some of them come twice or never. */
function Moment({ label, value, onChange, at, zone, required = false, hint, error }: MomentProps) {
  return (
    <Field label={label} required={required} error={error} hint={at ? inFull(at, zone) : hint}>
      {(control) => (
        <Input {...control} type="datetime-local" value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  );
}
