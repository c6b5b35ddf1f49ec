import { Field, FieldGroup } from '@/components/ui/field';
import { Radio, Textarea } from '@/components/ui/input';
import { reasons } from '@/server/request/request';
import { fieldId } from './ask-draft';
import { reasonWord } from './request-words';
import type { Asking } from './use-ask';

/** Why one asks; and, where there is something to look at, why it is right all the same. */
export function WhyFields({ asking: { draft, faults, warned, change } }: { asking: Asking }) {
  return (
    <>
      <div id={fieldId('reason')} tabIndex={-1} className="outline-none">
        <FieldGroup legend="Why?" error={faults.reason}>
          <div className="flex flex-wrap gap-x-6">
            {reasons.map((reason) => (
              <Radio key={reason} name="reason" checked={draft.reason === reason} onChange={() => change({ reason })}>
                {reasonWord(reason)}
              </Radio>
            ))}
          </div>
        </FieldGroup>
      </div>
      <Field
        id={fieldId('note')}
        label="Note for those who decide"
        hint={warned ? 'There is something to look at beside: say why it is right all the same.' : undefined}
        error={faults.note}
        required={warned}
      >
        {(control) => (
          <Textarea {...control} value={draft.note} onChange={({ target }) => change({ note: target.value })} />
        )}
      </Field>
    </>
  );
}
