'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { Notice } from '@/components/ui/notice';
import type { Action } from '@/server/alert/lifecycle';
import type { AlertRow } from './alert-row';
import type { AskedAct } from './asking';
import { helpWords } from './help-words';
import type { ActionName, AlertActions } from './use-alert-actions';

type AlertButtonsProps = { alert: AlertRow; viewerId: string; actions: AlertActions };

const asked: { act: AskedAct; needs: Action; words: string; keys?: string }[] = [
  { act: 'assign', needs: 'assign', words: 'Hand over', keys: 'h' },
  { act: 'responders', needs: 'add-responders', words: 'Add responders' },
  { act: 'snooze', needs: 'snooze', words: 'Snooze', keys: 's' },
  { act: 'merge', needs: 'merge', words: 'Merge into another alert', keys: 'm' },
  { act: 'classify', needs: 'classify', words: 'What was it?' },
];

/** What can be done to an alert now. Taking it stands first, and nothing that ends it stands beside that. */
export function AlertButtons({ alert, viewerId, actions }: AlertButtonsProps) {
  const { pending, failure, surprise } = actions.stateOf(alert.id);
  const allowed = alert.may['alert.act'];
  const can = (action: Action) => alert.may.actions.includes(action);
  const askable = asked.filter(({ needs }) => can(needs));
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
            {pending === 'acknowledge' ? 'Sending…' : alert.remindedAt ? 'I am still on it' : 'Acknowledge'}
          </Button>
        ) : null}
        {button('escalate', helpWords(alert.next, viewerId))}
        {button('unacknowledge', 'Un-acknowledge')}
        {button('resolve', 'Resolve')}
        {button('reopen', 'Reopen')}
        {allowed && askable.length > 0 ? (
          <Menu
            trigger={
              <Button
                size="large"
                aria-label="More"
                busy={askable.some(({ act }) => act === pending)}
                className="max-sm:basis-full"
              >
                More
                <ChevronDown aria-hidden="true" />
              </Button>
            }
          >
            {askable.map(({ act, words, keys }) => (
              <MenuItem key={act} {...(keys && { keys })} onSelect={() => actions.ask(act, [alert])}>
                {words}
              </MenuItem>
            ))}
          </Menu>
        ) : null}
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
