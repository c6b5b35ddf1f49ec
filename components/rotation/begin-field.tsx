import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { dayAndTime } from '@/components/ui/instant';
import type { EditorView } from '@/server/rotation/editing';
import { type Begin, beginOf } from './draft';

type BeginFieldProps = { plan: EditorView; value: Begin; onChange: (begin: Begin) => void; now: Date; error?: string };

/** From which handoff on a change holds. The published weeks stand unless somebody chooses otherwise. */
export function BeginField({ plan, value, onChange, now, error }: BeginFieldProps) {
  const at = beginOf(plan, value, now);
  const word = (begin: Begin) => {
    const instant = beginOf(plan, begin, now);
    return instant ? dayAndTime(instant, plan.zone, now) : '';
  };
  const choose = (kind: string) =>
    onChange(kind === 'day' ? { kind, day: '' } : { kind: kind === 'next' ? 'next' : 'published' });
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="Changes begin" required className="min-w-64 flex-1">
        {(control) => (
          <Select {...control} value={value.kind} onChange={({ target }) => choose(target.value)}>
            <option value="published">After the published weeks ({word({ kind: 'published' })})</option>
            <option value="next">At the next handoff ({word({ kind: 'next' })})</option>
            <option value="day">From a day…</option>
          </Select>
        )}
      </Field>
      {value.kind === 'day' ? (
        <Field
          label="Day"
          required
          error={error ?? (value.day !== '' && !at ? 'Choose a day' : undefined)}
          hint={at ? `First handoff from then: ${dayAndTime(at, plan.zone, now)}` : undefined}
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              value={value.day}
              onChange={({ target }) => onChange({ kind: 'day', day: target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
