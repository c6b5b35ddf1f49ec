'use client';

import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { ZoneSelect } from '@/components/ui/zone-select';
import { type Approval, approvals } from '@/server/rotation/approval';
import { type Pairing, pairings } from '@/server/rotation/definition';
import type { EditorView } from '@/server/rotation/editing';
import type { Every } from '@/server/time/recurrence';
import { type Weekday, weekdays } from '@/server/time/wall-clock';
import { ActiveHoursField } from './active-hours-field';
import { BeginField } from './begin-field';
import type { Begin } from './draft';
import { approvalWords, pairingWords } from './setting-words';
import type { SettingsFields } from './settings-fields';

type SettingsFormProps = {
  plan: EditorView;
  fields: SettingsFields;
  onChange: (edit: Partial<SettingsFields>) => void;
  begin: Begin;
  onBegin: (begin: Begin) => void;
  /** What is wrong, by field path. */
  faults: Readonly<Record<string, string>>;
  now: Date;
};

const units: Record<Every['unit'], string> = { hour: 'Hours', day: 'Days', week: 'Weeks', month: 'Months' };
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** All settings of a rotation but its queue. What is typed here is seen beside it at once, and published there. */
export function SettingsForm({ plan, fields, onChange, begin, onBegin, faults, now }: SettingsFormProps) {
  const error = (field: string) =>
    faults[field] ?? Object.entries(faults).find(([path]) => path.startsWith(`${field}.`))?.[1];
  const several = fields.roles.includes(',');
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
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="A turn lasts" required error={error('count') ?? error('cadence')}>
            {(control) => (
              <span className="flex gap-2">
                <Input
                  {...control}
                  inputMode="numeric"
                  className="w-20"
                  value={fields.count}
                  onChange={({ target }) => onChange({ count: target.value })}
                />
                <Select
                  aria-label="Unit of a turn"
                  className="flex-1"
                  value={fields.unit}
                  onChange={({ target }) => onChange({ unit: target.value as Every['unit'] })}
                >
                  {Object.entries(units).map(([unit, word]) => (
                    <option key={unit} value={unit}>
                      {word}
                    </option>
                  ))}
                </Select>
              </span>
            )}
          </Field>
          <Handoff fields={fields} onChange={onChange} error={error} />
        </div>
        <Field label="Time zone of the handoffs" required error={error('timeZone')}>
          {(control) => (
            <ZoneSelect
              {...control}
              value={fields.timeZone}
              onChange={({ target }) => onChange({ timeZone: target.value })}
            />
          )}
        </Field>
        <Field
          label="Roles"
          required
          error={error('roles')}
          hint="Separated by commas, the first pages first. “shadow” follows along and is never paged."
        >
          {(control) => (
            <Input {...control} value={fields.roles} onChange={({ target }) => onChange({ roles: target.value })} />
          )}
        </Field>
        {several ? (
          <Field label="Pairing" required error={error('pairing')}>
            {(control) => (
              <Select
                {...control}
                value={fields.pairing}
                onChange={({ target }) => onChange({ pairing: target.value as Pairing })}
              >
                {pairings.map((pairing) => (
                  <option key={pairing} value={pairing}>
                    {pairingWords[pairing]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        <ActiveHoursField
          value={fields.activeHours}
          onChange={(activeHours) => onChange({ activeHours })}
          faults={faults}
        />
        <Field
          label="Ends"
          error={error('until')}
          hint={`Nobody is on call any more from then on, ${fields.timeZone}.`}
        >
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={fields.until}
              onChange={({ target }) => onChange({ until: target.value })}
            />
          )}
        </Field>
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

type HandoffProps = {
  fields: SettingsFields;
  onChange: SettingsFormProps['onChange'];
  error: (field: string) => string | undefined;
};

function Handoff({ fields, onChange, error }: HandoffProps) {
  const { unit, weekday, day, time } = fields;
  return (
    <div className="flex gap-2">
      {unit === 'week' ? (
        <Field label="Handoff day" required className="flex-1">
          {(control) => (
            <Select
              {...control}
              value={weekday}
              onChange={({ target }) => onChange({ weekday: target.value as Weekday })}
            >
              {weekdays.map((each) => (
                <option key={each} value={each}>
                  {capital(each)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      {unit === 'hour' || unit === 'month' ? (
        <Field label="Counted from" required className="flex-1" error={error('day')}>
          {(control) => (
            <Input {...control} type="date" value={day} onChange={({ target }) => onChange({ day: target.value })} />
          )}
        </Field>
      ) : null}
      <Field label="Handoff time" required className="flex-1" error={error('time') ?? error('startsAt')}>
        {(control) => (
          <Input {...control} type="time" value={time} onChange={({ target }) => onChange({ time: target.value })} />
        )}
      </Field>
    </div>
  );
}
