import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { Checkbox, Input } from '@/components/ui/input';
import type { ActiveHours } from '@/server/rotation/definition';
import { weekdays } from '@/server/time/wall-clock';

type ActiveHoursFieldProps = {
  value: readonly ActiveHours[];
  onChange: (value: ActiveHours[]) => void;
  /** By field path: `activeHours.0.days`. */
  faults: Readonly<Record<string, string>>;
};

const officeHours: ActiveHours = { days: weekdays.slice(0, 5), start: '09:00', end: '17:00' };
const dayWord = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1, 3);

/** When somebody must be on call, where that is not always. An end that is not after its start lies on the next day. */
export function ActiveHoursField({ value, onChange, faults }: ActiveHoursFieldProps) {
  const change = (at: number, part: Partial<ActiveHours>) =>
    onChange(value.map((entry, i) => (i === at ? { ...entry, ...part } : entry)));
  return (
    <FieldGroup
      legend="Active hours"
      hint={value.length === 0 ? 'Always: somebody is on call at every hour.' : 'Outside of these nobody is on call.'}
      error={Object.entries(faults).find(([path]) => path.startsWith('activeHours'))?.[1]}
    >
      {value.map((entry, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name but their place
        <div key={i} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control border px-3 py-2">
          {weekdays.map((day) => (
            <Checkbox
              key={day}
              checked={entry.days.includes(day)}
              onChange={({ target }) =>
                change(i, {
                  days: weekdays.filter((each) => (each === day ? target.checked : entry.days.includes(each))),
                })
              }
            >
              {dayWord(day)}
            </Checkbox>
          ))}
          <div className="flex items-center gap-2">
            <Input
              type="time"
              aria-label={`Start of active hours ${i + 1}`}
              value={entry.start}
              onChange={({ target }) => change(i, { start: target.value })}
              className="w-32"
            />
            –
            <Input
              type="time"
              aria-label={`End of active hours ${i + 1}`}
              value={entry.end}
              onChange={({ target }) => change(i, { end: target.value })}
              className="w-32"
            />
            <Button
              size="icon"
              variant="ghost"
              aria-label={`Remove active hours ${i + 1}`}
              onClick={() => onChange(value.filter((_, at) => at !== i))}
            >
              <X aria-hidden="true" />
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...value, officeHours])}>
          <Plus aria-hidden="true" /> Add active hours
        </Button>
      </div>
    </FieldGroup>
  );
}
