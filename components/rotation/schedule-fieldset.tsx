import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { ZoneSelect } from '@/components/ui/zone-select';
import { isPagingRole, type Pairing, pairings } from '@/server/rotation/definition';
import type { Every } from '@/server/time/recurrence';
import { type Weekday, weekdays } from '@/server/time/wall-clock';
import { ActiveHoursField } from './active-hours-field';
import { RolesField } from './roles-field';
import type { ScheduleFields } from './schedule-fields';
import { pairingWords } from './setting-words';

type ScheduleFieldsetProps = {
  fields: ScheduleFields;
  onChange: (edit: Partial<ScheduleFields>) => void;
  /** What is wrong, by field path within the schedule. */
  faults: Readonly<Record<string, string>>;
  people: readonly { id: string; name: string }[];
  /** The common queue of this schedule. */
  queue: readonly (string | null)[];
  /** Roles that have a queue of their own already. */
  standing: readonly string[];
};

const units: Record<Every['unit'], string> = { hour: 'Hours', day: 'Days', week: 'Weeks', month: 'Months' };
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The fault of a field, or of something in it. */
export const faultAt = (faults: Readonly<Record<string, string>>, field: string): string | undefined =>
  faults[field] ?? Object.entries(faults).find(([path]) => path.startsWith(`${field}.`))?.[1];

/** When turns begin, which roles are held and how they are drawn: the rotation's own schedule, or a layer's. */
export function ScheduleFieldset({ fields, onChange, faults, people, queue, standing }: ScheduleFieldsetProps) {
  const error = (field: string) => faultAt(faults, field);
  const drawn = fields.roles.filter(({ name, own }) => own === null && isPagingRole(name));
  return (
    <>
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
      <RolesField
        value={fields.roles}
        onChange={(roles) => onChange({ roles })}
        error={error('roles') ?? error('queues')}
        {...{ people, queue, standing }}
      />
      {drawn.length > 1 ? (
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
      <Field label="Ends" error={error('until')} hint={`Nobody is on call any more from then on, ${fields.timeZone}.`}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={fields.until}
            onChange={({ target }) => onChange({ until: target.value })}
          />
        )}
      </Field>
    </>
  );
}

type HandoffProps = Pick<ScheduleFieldsetProps, 'fields' | 'onChange'> & {
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
