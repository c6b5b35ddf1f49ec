'use client';

import { Field, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input } from '@/components/ui/input';
import { delayOf } from './delay';
import { DelayField } from './delay-field';
import type { PolicyDraft } from './policy-draft';
import { TargetField } from './target-field';
import type { TargetChoice } from './use-names';

type EndingFieldsProps = {
  draft: PolicyDraft;
  choices: readonly TargetChoice[];
  faults: Readonly<Record<string, string>>;
  onChange: (part: Partial<PolicyDraft>) => void;
  disabled?: boolean;
};

/** What happens once the last step has gone by: an open alert always has a next action. */
export function EndingFields({ draft, choices, faults, onChange, disabled = false }: EndingFieldsProps) {
  const { repeat, repeatAfter, fallback } = draft;
  return (
    <>
      <Field
        id="repeat"
        label="Further rounds"
        hint="How often all steps start again when nobody has acknowledged; 0 is never."
        error={faults.repeat}
        required
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            className="w-20 text-right tabular-nums"
            value={repeat}
            disabled={disabled}
            onChange={(event) => onChange({ repeat: event.target.value })}
          />
        )}
      </Field>
      <FieldGroup legend="After the last step">
        <Checkbox
          checked={repeatAfter === null}
          disabled={disabled}
          onChange={(event) => onChange({ repeatAfter: event.target.checked ? null : delayOf(900) })}
          hint="As long as the longest step, and at least 5 minutes."
        >
          Choose the time for me
        </Checkbox>
        {repeatAfter === null ? null : (
          <DelayField
            id="repeatAfterSeconds"
            label="After the last step"
            delay={repeatAfter}
            disabled={disabled}
            error={faults.repeatAfterSeconds}
            onChange={(delay) => onChange({ repeatAfter: delay })}
          />
        )}
      </FieldGroup>
      <FieldGroup legend="When all rounds are over">
        <Checkbox
          checked={fallback === null}
          disabled={disabled}
          onChange={(event) => onChange({ fallback: event.target.checked ? null : [''] })}
          hint="Without a manager, the admins; again and again, until somebody acknowledges."
        >
          Page the team’s managers
        </Checkbox>
        {fallback === null ? null : (
          <TargetField
            path="fallback"
            label="When all rounds are over"
            values={fallback}
            choices={choices}
            faults={faults}
            disabled={disabled}
            onChange={(targets) => onChange({ fallback: targets })}
          />
        )}
      </FieldGroup>
    </>
  );
}
