'use client';

import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { alertLinkId } from './alert-line';
import type { AlertRow } from './alert-row';
import type { AlertActions } from './use-alert-actions';

/** The keys of the list. The alert whose link has the focus is the one they mean; `Enter` opens it, as it does any link. */
export function useListKeys(alerts: readonly AlertRow[], actions: AlertActions): void {
  const focused = () =>
    alerts.findIndex(({ id }) =>
      document.activeElement?.closest('tr')?.querySelector(`#${CSS.escape(alertLinkId(id))}`),
    );
  const move = (by: 1 | -1) => {
    const at = focused();
    const next = alerts[at === -1 ? 0 : Math.min(Math.max(at + by, 0), alerts.length - 1)];
    if (next) document.getElementById(alertLinkId(next.id))?.focus();
  };
  const on = (action: 'acknowledge' | 'resolve' | 'escalate') => () => {
    const alert = alerts[focused()];
    if (!alert?.may['alert.act'] || !alert.may.actions.includes(action)) return;
    if (actions.stateOf(alert.id).pending) return;
    void (action === 'acknowledge' ? actions.acknowledge(alert.id) : actions.run(alert.id, action));
  };
  useScreenKeys('Alerts', [
    { keys: 'j', does: 'Next alert', run: () => move(1) },
    { keys: 'k', does: 'Alert before', run: () => move(-1) },
    { keys: 'a', does: 'Acknowledge', run: on('acknowledge') },
    { keys: 'e', does: 'Ask the next person to help', run: on('escalate') },
    { keys: 'r', does: 'Resolve', run: on('resolve') },
  ]);
}
