'use client';

import { FieldGroup } from '@/components/ui/field';
import { Radio } from '@/components/ui/input';
import { Mark } from '@/components/ui/mark';
import { type Severity, severities } from '@/server/severity/severity';
import { severityWords } from './incident-words';

type SeverityChoiceProps = { value: Severity; onChange: (severity: Severity) => void };

/** Each severity with what it means: nobody has to know it by heart at 3 am. */
export function SeverityChoice({ value, onChange }: SeverityChoiceProps) {
  return (
    <FieldGroup legend="Severity">
      {severities.map((severity) => {
        const { word, mark, means } = severityWords(severity);
        return (
          <Radio
            key={severity}
            name="severity"
            value={severity}
            checked={value === severity}
            onChange={() => onChange(severity)}
            hint={means}
          >
            <Mark kind={mark} look="plain">
              {word}
            </Mark>
          </Radio>
        );
      })}
    </FieldGroup>
  );
}
