import { FieldError } from '@/components/ui/field';
import { Checkbox, Input, Select } from '@/components/ui/input';
import { browserZone, ZoneSelect } from '@/components/ui/zone-select';
import type { Hours } from '@/server/escalation/condition';
import { type Priority, priorities } from '@/server/escalation/priority';
import { weekdays } from '@/server/time/wall-clock';
import type { StepDraft } from './policy-draft';

type ConditionFieldsProps = Pick<StepDraft, 'hours' | 'priorityAtLeast'> & {
  /** The server's path of the step: "steps.1". */
  path: string;
  /** Whose conditions these are: "Step 2". */
  label: string;
  faults: Readonly<Record<string, string>>;
  onChange: (part: Partial<Pick<StepDraft, 'hours' | 'priorityAtLeast'>>) => void;
  disabled: boolean;
};

const office: Omit<Hours, 'only' | 'timeZone'> = { days: weekdays.slice(0, 5), start: '09:00', end: '17:00' };

/** When a step counts at all. One that does not is passed over, and the next begins at once. */
export function ConditionFields({
  path,
  label,
  hours,
  priorityAtLeast,
  faults,
  onChange,
  disabled,
}: ConditionFieldsProps) {
  const error = Object.entries(faults).find(
    ([at]) => at.startsWith(`${path}.hours`) || at === `${path}.priorityAtLeast`,
  )?.[1];
  const only = (value: string) => {
    if (value === '') return onChange({ hours: null });
    onChange({
      hours: { ...(hours ?? { ...office, timeZone: browserZone() }), only: value === 'inside' ? 'inside' : 'outside' },
    });
  };
  return (
    <div className="mt-3 flex flex-col gap-2 border-t pt-3">
      <div className="flex flex-wrap gap-2">
        <Select
          aria-label={`${label}: for which priorities`}
          className="w-full sm:w-60"
          value={priorityAtLeast ?? ''}
          disabled={disabled}
          onChange={({ target }) => onChange({ priorityAtLeast: (target.value || null) as Priority | null })}
        >
          <option value="">For every priority</option>
          {priorities.slice(0, -1).map((priority) => (
            <option key={priority} value={priority}>
              {priority === 'P1' ? 'Only for P1' : `Only for P1 to ${priority}`}
            </option>
          ))}
        </Select>
        <Select
          id={`${path}.hours`}
          aria-label={`${label}: at which hours`}
          className="w-full sm:w-60"
          value={hours?.only ?? ''}
          disabled={disabled}
          onChange={({ target }) => only(target.value)}
        >
          <option value="">At every hour</option>
          <option value="inside">Only inside these hours</option>
          <option value="outside">Only outside these hours</option>
        </Select>
      </div>
      {hours ? (
        <HoursFields label={label} hours={hours} disabled={disabled} onChange={(next) => onChange({ hours: next })} />
      ) : null}
      {error ? <FieldError id={`${path}.hours-error`}>{error}</FieldError> : null}
    </div>
  );
}

type HoursFieldsProps = { label: string; hours: Hours; disabled: boolean; onChange: (hours: Hours) => void };

function HoursFields({ label, hours, disabled, onChange }: HoursFieldsProps) {
  const tick = (day: (typeof weekdays)[number], on: boolean) =>
    onChange({ ...hours, days: weekdays.filter((each) => (each === day ? on : hours.days.includes(each))) });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-x-3">
        {weekdays.map((day) => (
          <Checkbox
            key={day}
            checked={hours.days.includes(day)}
            disabled={disabled}
            onChange={({ target }) => tick(day, target.checked)}
          >
            {day.charAt(0).toUpperCase() + day.slice(1, 3)}
          </Checkbox>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="time"
          aria-label={`${label}: hours begin`}
          className="w-36"
          value={hours.start}
          disabled={disabled}
          onChange={({ target }) => onChange({ ...hours, start: target.value })}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="time"
          aria-label={`${label}: hours end`}
          className="w-36"
          value={hours.end}
          disabled={disabled}
          onChange={({ target }) => onChange({ ...hours, end: target.value })}
        />
        <ZoneSelect
          aria-label={`${label}: zone of the hours`}
          className="w-full sm:w-60"
          value={hours.timeZone}
          disabled={disabled}
          onChange={({ target }) => onChange({ ...hours, timeZone: target.value })}
        />
      </div>
    </div>
  );
}
