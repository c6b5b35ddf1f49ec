'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { type FollowUp, useFollowUpActs } from './use-follow-ups';

type Ending = 'done' | 'dropped';

const words = {
  done: { button: 'It is done', label: 'What came of it' },
  dropped: { button: 'Drop it', label: 'Why it is dropped' },
} as const;

/** From where it stands to where it may go: begun, done with what came of it, dropped with a reason, open again. */
export function EndFollowUp({ one }: { one: Pick<FollowUp, 'id' | 'state'> }) {
  const { act, pending, refusal, forget } = useFollowUpActs();
  const [ending, setEnding] = useState<Ending | null>(null);
  const [outcome, setOutcome] = useState('');

  const change = async (state: FollowUp['state'], more: { outcome?: string } = {}) => {
    if (!(await act(state, (client) => client.followUp.change.mutate({ followUpId: one.id, state, ...more })))) return;
    setEnding(null);
    setOutcome('');
  };
  const ask = (next: Ending | null) => {
    forget();
    setEnding(next);
  };
  const fault = refusal && !refusal.fields.outcome ? <FieldError>{refusal.message}</FieldError> : null;

  if (one.state === 'done' || one.state === 'dropped')
    return (
      <div>
        <Button busy={pending !== null} onClick={() => void change('open')}>
          Reopen
        </Button>
        {fault}
      </div>
    );
  if (ending)
    return (
      <form
        noValidate
        className="flex flex-col gap-3 rounded-card border bg-surface p-3"
        onSubmit={(event) => {
          event.preventDefault();
          void change(ending, outcome.trim() ? { outcome } : {});
        }}
      >
        <Field label={words[ending].label} required={ending === 'dropped'} error={refusal?.fields.outcome}>
          {(control) => (
            <Textarea {...control} autoFocus value={outcome} onChange={(event) => setOutcome(event.target.value)} />
          )}
        </Field>
        {fault}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="ghost" onClick={() => ask(null)}>
            Not yet
          </Button>
          <Button type="submit" variant={ending === 'done' ? 'primary' : 'danger'} busy={pending !== null}>
            {words[ending].button}
          </Button>
        </div>
      </form>
    );
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" onClick={() => ask('done')}>
        Done…
      </Button>
      {one.state === 'open' ? (
        <Button busy={pending === 'in-progress'} onClick={() => void change('in-progress')}>
          Begin
        </Button>
      ) : (
        <Button busy={pending === 'open'} onClick={() => void change('open')}>
          Put back
        </Button>
      )}
      <Button variant="ghost" onClick={() => ask('dropped')}>
        Drop…
      </Button>
      {fault}
    </div>
  );
}
