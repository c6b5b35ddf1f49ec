'use client';

import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { classes, classifications } from '@/server/alert/classification';
import type { Action } from '@/server/alert/lifecycle';
import { alertLinkId } from './alert-line';
import type { AlertRow } from './alert-row';
import { type AskedAct, askedKeys } from './asking';
import type { Act, AlertActions } from './use-alert-actions';
import type { Chosen } from './use-chosen';

const needs: Record<AskedAct, Action> = {
  snooze: 'snooze',
  assign: 'assign',
  responders: 'add-responders',
  merge: 'merge',
  classify: 'classify',
  note: 'note',
};

/**
 * The keys of the list. The alert whose link has the focus is the one they mean, or those that were chosen; `Enter`
 * opens it, as it does any link.
 */
export function useListKeys(alerts: readonly AlertRow[], actions: AlertActions, chosen: Chosen): void {
  const focused = () =>
    alerts.findIndex(({ id }) =>
      document.activeElement?.closest('tr')?.querySelector(`#${CSS.escape(alertLinkId(id))}`),
    );
  const move = (by: 1 | -1) => {
    const at = focused();
    const next = alerts[at === -1 ? 0 : Math.min(Math.max(at + by, 0), alerts.length - 1)];
    if (next) document.getElementById(alertLinkId(next.id))?.focus();
  };
  const meant = (action: Action): AlertRow[] => {
    const one = alerts[focused()];
    const list = chosen.count > 0 ? alerts.filter(({ id }) => chosen.has(id)) : one ? [one] : [];
    return list.filter(
      ({ id, may }) => may['alert.act'] && may.actions.includes(action) && !actions.stateOf(id).pending,
    );
  };
  const on = (action: 'acknowledge' | 'resolve' | 'escalate') => () => {
    const list = meant(action);
    const [only] = list;
    if (!only) return;
    const ids = list.map(({ id }) => id);
    if (action === 'acknowledge') void actions.acknowledge(...ids);
    else void (list.length > 1 ? actions.perform(ids, { action } as Act) : actions.run(only.id, action));
  };
  const classify = (place: number) => () => {
    const classification = classifications[place];
    const list = meant('classify');
    if (!classification || list.length === 0) return;
    void actions.perform(
      list.map(({ id }) => id),
      { action: 'classify', classification },
    );
  };
  useScreenKeys('Alerts', [
    { keys: 'j', does: 'Next alert', run: () => move(1) },
    { keys: 'k', does: 'Alert before', run: () => move(-1) },
    {
      keys: 'x',
      does: 'Choose it, for what is done to many',
      run: () => {
        const one = alerts[focused()];
        if (one) chosen.toggle(one.id);
      },
    },
    { keys: 'a', does: 'Acknowledge', run: on('acknowledge') },
    { keys: 'e', does: 'Ask the next person to help', run: on('escalate') },
    { keys: 'r', does: 'Resolve', run: on('resolve') },
    ...askedKeys.map(({ keys, act, does }) => ({ keys, does, run: () => actions.ask(act, meant(needs[act])) })),
    { keys: 'n', does: 'Write a note', run: () => actions.ask('note', meant('note')) },
    ...classifications.map((name, place) => ({
      keys: String(place + 1),
      does: `It was: ${classes[name].short}`,
      run: classify(place),
    })),
  ]);
}
