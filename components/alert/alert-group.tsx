'use client';

import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { AlertLine, type Viewer } from './alert-line';
import type { AlertRow } from './alert-row';
import { StormLine } from './storm-line';
import { isStorm, stormsIn } from './storms';
import type { AlertActions } from './use-alert-actions';
import type { Chosen } from './use-chosen';

type AlertGroupProps = {
  title: string;
  alerts: readonly AlertRow[];
  viewer: Viewer;
  actions: AlertActions;
  /** Whether an alert was not there when the screen opened. */
  isNew: (alertId: string) => boolean;
  /** Which are chosen for what is done to many; left out where there is no such thing. */
  chosen?: Chosen;
  /** Many of one service in one go stand as one line. */
  folds?: boolean;
  /** Below the rows: "Show older". */
  children?: ReactNode;
};

/** The alerts of one state. Nothing at all while there are none. */
export function AlertGroup(props: AlertGroupProps) {
  const { title, alerts, viewer, actions, isNew, chosen, folds = false, children } = props;
  if (alerts.length === 0) return null;
  const line = (alert: AlertRow) => (
    <AlertLine
      key={alert.id}
      alert={alert}
      viewer={viewer}
      actions={actions}
      fresh={isNew(alert.id)}
      {...(chosen && { chosen })}
    />
  );
  return (
    <section>
      <h2 className="mb-2 flex items-baseline gap-2 font-semibold text-section">
        {title}
        <span className="font-normal text-body text-muted tabular-nums">{alerts.length}</span>
      </h2>
      <Card>
        <table className="w-full border-separate border-spacing-0 text-left max-sm:block sm:table-fixed">
          <caption className="sr-only">{title}</caption>
          <colgroup>
            <col className={chosen ? 'w-36' : 'w-28'} />
            <col />
            <col className="w-64" />
            <col className="w-32" />
            <col className="w-44" />
          </colgroup>
          <thead className="sr-only">
            <tr>
              {['Severity', 'Alert', 'Owner and next step', 'Opened', 'Actions'].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {(folds ? stormsIn(alerts) : alerts).map((row) =>
              isStorm(row) ? (
                <StormLine key={row.id} storm={row} viewer={viewer} actions={actions}>
                  {row.alerts.map(line)}
                </StormLine>
              ) : (
                line(row)
              ),
            )}
          </tbody>
        </table>
        {children}
      </Card>
    </section>
  );
}
