'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ConditionFields } from './condition-fields';
import { DelayField } from './delay-field';
import { emptyStep, type StepDraft } from './policy-draft';
import { TargetField } from './target-field';
import type { TargetChoice } from './use-names';

type StepFieldsProps = {
  steps: readonly StepDraft[];
  choices: readonly TargetChoice[];
  faults: Readonly<Record<string, string>>;
  onChange: (steps: StepDraft[]) => void;
  disabled?: boolean;
};

/** The steps in order; each counts from the one before. Moving is by button, so that it needs no dragging. */
export function StepFields({ steps, choices, faults, onChange, disabled = false }: StepFieldsProps) {
  const change = (place: number, part: Partial<StepDraft>) =>
    onChange(steps.map((step, at) => (at === place ? { ...step, ...part } : step)));
  const move = (place: number, by: 1 | -1) => {
    const step = steps[place];
    const others = steps.filter((_, at) => at !== place);
    if (step) onChange([...others.slice(0, place + by), step, ...others.slice(place + by)]);
  };
  const add = () => {
    const id = Math.max(-1, ...steps.map((step) => step.id)) + 1;
    onChange([...steps, emptyStep(id, steps.length === 0 ? 0 : 900)]);
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 font-medium">Steps</legend>
      <ol className="flex flex-col gap-3">
        {steps.map((step, place) => {
          const label = `Step ${place + 1}`;
          return (
            <li key={step.id} className="rounded-card border p-3">
              <div className="mb-2 flex items-center gap-1">
                <span className="flex-1 font-medium">{label}</span>
                {disabled || steps.length < 2 ? null : (
                  <>
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Move ${label} up`}
                      disabled={place === 0}
                      onClick={() => move(place, -1)}
                    >
                      <ArrowUp aria-hidden="true" />
                    </Button>
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Move ${label} down`}
                      disabled={place === steps.length - 1}
                      onClick={() => move(place, 1)}
                    >
                      <ArrowDown aria-hidden="true" />
                    </Button>
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Remove ${label}`}
                      onClick={() => onChange(steps.filter((_, at) => at !== place))}
                    >
                      <Trash2 aria-hidden="true" />
                    </Button>
                  </>
                )}
              </div>
              <div className="flex flex-col gap-3 sm:flex-row">
                <div className="flex shrink-0 flex-col gap-1 sm:w-56">
                  <DelayField
                    id={`steps.${place}.afterSeconds`}
                    label={label}
                    delay={step.delay}
                    disabled={disabled}
                    error={faults[`steps.${place}.afterSeconds`]}
                    onChange={(delay) => change(place, { delay })}
                  />
                  <span className="text-label text-muted">
                    {place === 0 ? 'after the alert; 0 is at once' : 'after the step before, without acknowledgement'}
                  </span>
                </div>
                <TargetField
                  path={`steps.${place}.targets`}
                  label={label}
                  values={step.targets}
                  choices={choices}
                  faults={faults}
                  disabled={disabled}
                  onChange={(targets) => change(place, { targets })}
                />
              </div>
              <ConditionFields
                path={`steps.${place}`}
                label={label}
                hours={step.hours}
                priorityAtLeast={step.priorityAtLeast}
                faults={faults}
                disabled={disabled}
                onChange={(part) => change(place, part)}
              />
            </li>
          );
        })}
      </ol>
      {disabled ? null : (
        <Button className="self-start" onClick={add}>
          <Plus aria-hidden="true" />
          Add a step
        </Button>
      )}
    </fieldset>
  );
}
