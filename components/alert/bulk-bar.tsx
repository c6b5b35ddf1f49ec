'use client';

import { MoreHorizontal } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { Action } from '@/server/alert/lifecycle';
import type { AlertRow } from './alert-row';
import type { AskedAct } from './asking';
import type { Act, AlertActions } from './use-alert-actions';

type BulkBarProps = { chosen: readonly AlertRow[]; actions: AlertActions; onClear: () => void };

/** What can be done to the chosen alerts at once. Each answers by itself: what one refuses stands at that one. */
export function BulkBar({ chosen, actions, onClear }: BulkBarProps) {
  if (chosen.length === 0) return null;
  const able = (action: Action) => chosen.filter(({ may }) => may['alert.act'] && may.actions.includes(action));
  const busy = chosen.some(({ id }) => actions.stateOf(id).pending !== null);
  const send = (alerts: readonly AlertRow[], act: Act) =>
    void actions
      .perform(
        alerts.map(({ id }) => id),
        act,
      )
      .then(onClear);
  const ask = (act: AskedAct, alerts: readonly AlertRow[]) => actions.ask(act, alerts);
  const toTake = able('acknowledge');
  const toEnd = able('resolve');
  // While it is asked whether to take what others were paged for, the choice stays.
  const take = () =>
    void actions.acknowledge(...toTake.map(({ id }) => id)).then((came) => (came === 'taken' ? onClear() : undefined));
  return (
    <section
      aria-label="Chosen alerts"
      className="sticky bottom-3 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-card border bg-background p-2 shadow-float max-sm:bottom-18"
    >
      <span className="px-2 font-medium tabular-nums" role="status">
        {chosen.length} chosen
      </span>
      {toTake.length > 0 ? (
        <Button variant="primary" busy={busy} onClick={take}>
          Acknowledge {toTake.length}
        </Button>
      ) : null}
      {toEnd.length > 0 ? (
        <Button busy={busy} onClick={() => send(toEnd, { action: 'resolve' })}>
          Resolve {toEnd.length}
        </Button>
      ) : null}
      <Menu
        trigger={
          <Button size="icon" variant="ghost" aria-label="More for the chosen alerts">
            <MoreHorizontal aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem onSelect={() => ask('snooze', able('snooze'))}>Snooze</MenuItem>
        <MenuItem onSelect={() => ask('assign', able('assign'))}>Hand over</MenuItem>
        <MenuItem onSelect={() => ask('responders', able('add-responders'))}>Add responders</MenuItem>
        <MenuItem onSelect={() => ask('merge', able('merge'))}>Merge</MenuItem>
        <MenuItem onSelect={() => ask('classify', chosen)}>What was it?</MenuItem>
        <MenuItem onSelect={() => ask('note', able('note'))}>Note</MenuItem>
        {able('escalate').length > 0 ? (
          <MenuItem onSelect={() => send(able('escalate'), { action: 'escalate' })}>Ask for help now</MenuItem>
        ) : null}
        {able('unacknowledge').length > 0 ? (
          <MenuItem onSelect={() => send(able('unacknowledge'), { action: 'unacknowledge' })}>Un-acknowledge</MenuItem>
        ) : null}
        {able('reopen').length > 0 ? (
          <MenuItem onSelect={() => send(able('reopen'), { action: 'reopen' })}>Reopen</MenuItem>
        ) : null}
      </Menu>
      <Button variant="ghost" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
