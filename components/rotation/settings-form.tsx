'use client';

import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { type Approval, approvals } from '@/server/rotation/approval';
import type { EditorView } from '@/server/rotation/editing';
import { BeginField } from './begin-field';
import { type Begin, queuesFrom } from './draft';
import { faultAt, ScheduleFieldset } from './schedule-fieldset';
import { approvalWords } from './setting-words';
import type { SettingsFields } from './settings-fields';

type SettingsFormProps = {
  plan: EditorView;
  fields: SettingsFields;
  onChange: (edit: Partial<SettingsFields>) => void;
  begin: Begin;
  onBegin: (begin: Begin) => void;
  /** From when on the settings are shown. */
  from: Date;
  /** What is wrong, by field path. */
  faults: Readonly<Record<string, string>>;
  now: Date;
};

/** All settings of a rotation but its queue. What is typed here is seen beside it at once, and published there. */
export function SettingsForm({ plan, fields, onChange, begin, onBegin, from, faults, now }: SettingsFormProps) {
  const error = (field: string) => faultAt(faults, field);
  const own = queuesFrom(plan, from).filter(({ layer }) => layer === undefined);
  const common = own.find(({ role }) => role === undefined);
  return (
    <Card aria-labelledby="settings">
      <CardHeader id="settings" title="Settings" />
      <CardBody className="flex flex-col gap-4">
        <Field label="Name" required error={error('name')}>
          {(control) => (
            <Input {...control} value={fields.name} onChange={({ target }) => onChange({ name: target.value })} />
          )}
        </Field>
        <BeginField plan={plan} value={begin} onChange={onBegin} now={now} />
        <ScheduleFieldset
          {...{ fields, onChange, faults }}
          people={plan.people.filter(({ joinable }) => joinable)}
          queue={(common?.places ?? []).map(({ place }) => place)}
          standing={own.flatMap(({ role }) => role ?? [])}
        />
        <Field
          label="Published weeks"
          required
          error={error('publishedWeeks')}
          hint="People plan their lives by these: they change only when somebody has seen what it does."
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              className="w-20"
              value={fields.publishedWeeks}
              onChange={({ target }) => onChange({ publishedWeeks: target.value })}
            />
          )}
        </Field>
        <Field label="Who confirms a cover or a swap" required error={error('approval')}>
          {(control) => (
            <Select
              {...control}
              value={fields.approval}
              onChange={({ target }) => onChange({ approval: target.value as Approval })}
            >
              {approvals.map((approval) => (
                <option key={approval} value={approval}>
                  {approvalWords[approval]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </CardBody>
    </Card>
  );
}
