'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Action } from '@/server/alert/lifecycle';
import type { AlertRow } from './alert-row';
import { helpWords } from './help-words';
import type { ActionName, AlertActions } from './use-alert-actions';

type AlertButtonsProps = { alert: Pick<AlertRow, 'id' | 'may' | 'next'>; viewerId: string; actions: AlertActions };

/** What can be done to an alert now. Taking it stands first, and nothing that ends it stands beside that. */
export function AlertButtons({ alert, viewerId, actions }: AlertButtonsProps) {
  const { pending, failure, surprise } = actions.stateOf(alert.id);
  const allowed = alert.may['alert.act'];
  const can = (action: Action) => alert.may.actions.includes(action);
  const button = (action: Exclude<ActionName, 'acknowledge' | 'triedToReachPrimary'>, label: string) =>
    can(action) ? (
      <Button
        size="large"
        disabled={!allowed}
        busy={pending === action}
        onClick={() => void actions.run(alert.id, action)}
      >
        {pending === action ? 'Sending…' : label}
      </Button>
    ) : null;
  return (
    <div className="mb-6 flex flex-col gap-3">
      <div className="flex flex-wrap gap-2 max-sm:[&>button]:grow">
        {can('acknowledge') ? (
          <Button
            variant="primary"
            size="large"
            className="max-sm:basis-full"
            disabled={!allowed}
            busy={pending === 'acknowledge'}
            onClick={() => void actions.acknowledge(alert.id)}
          >
            {pending === 'acknowledge' ? 'Sending…' : 'Acknowledge'}
          </Button>
        ) : null}
        {button('escalate', helpWords(alert.next, viewerId))}
        {button('unacknowledge', 'Un-acknowledge')}
        {button('resolve', 'Resolve')}
        {button('reopen', 'Reopen')}
      </div>
      {allowed ? null : (
        <Notice title="You can read this alert, not act on it">
          Engineers of its team act on it; an admin can make you one.
        </Notice>
      )}
      {failure ? (
        <div role="alert">
          <Notice tone="critical" title={failure} />
        </div>
      ) : null}
      {surprise ? <Notice tone="waiting" live="polite" title={surprise} /> : null}
    </div>
  );
}
