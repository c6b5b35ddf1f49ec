'use client';

import { FieldError } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { type Delay, type DelayUnit, delayUnits } from './delay';

type DelayFieldProps = {
  id: string;
  /** Of what this is the delay, for both controls: "Step 2". */
  label: string;
  delay: Delay;
  onChange: (delay: Delay) => void;
  error?: string | undefined;
  disabled?: boolean;
};

/** A number and its unit: people say "12 hours", never "43 200 seconds". */
export function DelayField({ id, label, delay, onChange, error, disabled = false }: DelayFieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex gap-2">
        <Input
          id={id}
          aria-label={`${label}: how long`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          inputMode="decimal"
          autoComplete="off"
          className="w-20 text-right tabular-nums"
          value={delay.amount}
          disabled={disabled}
          onChange={(event) => onChange({ ...delay, amount: event.target.value })}
        />
        <Select
          aria-label={`${label}: unit`}
          className="w-32"
          value={delay.unit}
          disabled={disabled}
          onChange={(event) => onChange({ ...delay, unit: event.target.value as DelayUnit })}
        >
          {Object.keys(delayUnits).map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </Select>
      </div>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}
