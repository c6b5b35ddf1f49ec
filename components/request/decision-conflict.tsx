import { dayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import type { RequestDetail } from '@/server/request/view';
import { actorOf } from './request-history';
import { type Clock, type NameOf, stateOf } from './request-words';
import type { DecisionState } from './use-decisions';

type DecisionConflictProps = Clock & {
  request: RequestDetail;
  failure: DecisionState['failure'];
  nameOf: NameOf;
};

/** Why a decision did not happen, and what is true instead: what moved, or who was first. */
export function DecisionConflict({ request, failure, nameOf, zone, now }: DecisionConflictProps) {
  if (!failure) return null;
  const { code, message } = failure;
  const last = request.history.at(-1);
  if (code === 'already-decided') {
    const who = last ? actorOf(last, nameOf) : 'Somebody else';
    return (
      <div role="alert">
        <Notice tone="waiting" title={`${who} ${who === 'You' ? 'were' : 'was'} first; nothing changes for you`}>
          {request.label} is {stateOf(request.state).word.toLowerCase()}
          {last ? ` since ${dayAndTime(last.at, zone, now)}` : ''}.
        </Notice>
      </div>
    );
  }
  if (code === 'schedule-moved') {
    return (
      <div role="alert">
        <Notice tone="major" title="This changed while you were reading">
          {message} What stands below is how it would be now. Look at it, and decide again.
        </Notice>
      </div>
    );
  }
  return (
    <div role="alert">
      <Notice tone="critical" title={message}>
        Nothing was changed.
      </Notice>
    </div>
  );
}
