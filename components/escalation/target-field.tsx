'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { typedTarget } from './policy-draft';
import type { TargetChoice } from './use-names';

type TargetFieldProps = {
  /** The server's path of the list: faults of its entries end in their place. */
  path: string;
  /** Whose targets these are: "Step 2". */
  label: string;
  values: readonly string[];
  choices: readonly TargetChoice[];
  faults: Readonly<Record<string, string>>;
  onChange: (values: string[]) => void;
  disabled?: boolean;
};

/** Whom a step pages: one list to choose from for each, all of them paged at the same time. */
export function TargetField({ path, label, values, choices, faults, onChange, disabled = false }: TargetFieldProps) {
  const known = new Set(choices.flatMap(({ options }) => options.map(({ value }) => value)));
  const errors = Object.entries(faults).filter(([at]) => at === path || at.startsWith(`${path}.`));
  const replace = (place: number, value: string) => onChange(values.map((old, at) => (at === place ? value : old)));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      {values.map((value, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a target has no other identity than its place
        <div key={place} className="flex gap-2">
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <Select
              id={place === 0 ? path : undefined}
              aria-label={place === 0 ? `${label}: whom` : `${label}: whom else`}
              aria-invalid={errors.length > 0 && value === '' ? true : undefined}
              aria-describedby={errors.length > 0 ? `${path}-error` : undefined}
              value={choiceOf(value)}
              disabled={disabled}
              onChange={(event) => replace(place, event.target.value)}
            >
              <option value="" disabled>
                Choose…
              </option>
              {value !== '' && !known.has(choiceOf(value)) ? <option value={value}>No longer there</option> : null}
              {choices.map(({ group, options }) => (
                <optgroup key={group} label={group}>
                  {options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
            <TypedAddress label={label} value={value} disabled={disabled} onChange={(typed) => replace(place, typed)} />
          </div>
          {values.length > 1 && !disabled ? (
            <Button
              variant="ghost"
              size="icon"
              aria-label={`${label}: remove this one`}
              onClick={() => onChange(values.filter((_, at) => at !== place))}
            >
              <X aria-hidden="true" />
            </Button>
          ) : null}
        </div>
      ))}
      {errors[0] ? <FieldError id={`${path}-error`}>{errors[0][1]}</FieldError> : null}
      {disabled ? null : (
        <Button variant="ghost" size="small" className="self-start" onClick={() => onChange([...values, ''])}>
          <Plus aria-hidden="true" />
          Page somebody else too
        </Button>
      )}
    </div>
  );
}

const choiceOf = (value: string): string => {
  const typed = typedTarget(value);
  return typed ? JSON.stringify({ [typed.kind]: '' }) : value;
};

type TypedAddressProps = { label: string; value: string; disabled: boolean; onChange: (value: string) => void };

/** Channels and webhooks are in no list: their name or address is typed. */
function TypedAddress({ label, value, disabled, onChange }: TypedAddressProps) {
  const typed = typedTarget(value);
  if (!typed) return null;
  const isSlack = typed.kind === 'slackChannel';
  return (
    <Input
      aria-label={isSlack ? `${label}: Slack channel` : `${label}: address of the webhook`}
      placeholder={isSlack ? '#on-call' : 'https://'}
      type={isSlack ? 'text' : 'url'}
      autoComplete="off"
      value={typed.typed}
      disabled={disabled}
      onChange={(event) => onChange(JSON.stringify({ [typed.kind]: event.target.value }))}
    />
  );
}
