'use client';

import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import type { FollowUp } from './use-follow-ups';
import { faultOf, useFollowUpActs } from './use-follow-ups';

/** From one state to the next, by button: whoever cannot drag does the same. `onEnd`: it is to be closed, with words. */
export function StateMove({ one, onEnd }: { one: FollowUp; onEnd: () => void }) {
  const { act, pending, refusal } = useFollowUpActs();
  const to = (state: 'open' | 'in-progress') =>
    void act(state, (client) => client.followUp.change.mutate({ followUpId: one.id, state }));
  const isClosed = one.state === 'done' || one.state === 'dropped';
  return (
    <span className="relative z-10 mt-1.5 flex flex-wrap items-center gap-1">
      {one.state === 'open' ? (
        <Button size="small" busy={pending === 'in-progress'} onClick={() => to('in-progress')}>
          Begin
        </Button>
      ) : null}
      {one.state === 'in-progress' ? (
        <Button size="small" variant="ghost" busy={pending === 'open'} onClick={() => to('open')}>
          Put back
        </Button>
      ) : null}
      {isClosed ? (
        <Button size="small" variant="ghost" busy={pending === 'open'} onClick={() => to('open')}>
          Reopen
        </Button>
      ) : (
        <Button size="small" variant="ghost" onClick={onEnd}>
          Done…
        </Button>
      )}
      {refusal ? <FieldError>{faultOf(refusal)}</FieldError> : null}
    </span>
  );
}
