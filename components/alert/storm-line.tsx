'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { durationOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import type { Viewer } from './alert-line';
import type { AlertRow } from './alert-row';
import { severityOf } from './severity';
import type { Storm } from './storms';
import type { AlertActions } from './use-alert-actions';

type StormLineProps = { storm: Storm<AlertRow>; viewer: Viewer; actions: AlertActions; children: ReactNode };

/** "212 alerts from database in 3 min": one line that opens to its rows and is acknowledged as one. */
export function StormLine({ storm, viewer, actions, children }: StormLineProps) {
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { alerts, service, from, to } = storm;
  const worst = alerts.reduce((a, b) => (b.priority < a.priority ? b : a), alerts[0] as AlertRow);
  const { mark, word } = severityOf(worst.priority);
  const mine = alerts.filter(({ may }) => may['alert.act'] && may.actions.includes('acknowledge'));
  const busy = mine.some(({ id }) => actions.stateOf(id).pending !== null);
  const span = durationOf(Math.max(1, (to.getTime() - from.getTime()) / 1_000));
  return (
    <>
      <tr
        className={cn(
          'max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:border-b max-sm:p-4',
          'bg-surface sm:[&>td]:border-b sm:[&>td]:px-3 sm:[&>td]:py-1.5 sm:[&>td]:align-top',
        )}
      >
        <td className="max-sm:order-1">
          <Mark kind={mark} look="plain" className="sm:leading-6">
            {word}
          </Mark>
        </td>
        <td className="min-w-0 max-sm:order-3 max-sm:col-span-2" colSpan={2}>
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="inline-flex min-h-11 items-center gap-1 text-left font-medium wrap-anywhere sm:min-h-6"
          >
            <ChevronRight aria-hidden="true" className={cn('size-4 shrink-0', open && 'rotate-90')} />
            {alerts.length} alerts from {service.name} in {span}
          </button>
          <p className="pl-5 text-label text-muted wrap-anywhere">{worst.title}</p>
        </td>
        <td className="whitespace-nowrap text-muted max-sm:order-2 max-sm:text-right max-sm:text-label">
          <When instant={from} zone={viewer.zone} now={now} show="relative" className="sm:leading-6" />
        </td>
        <td className="max-sm:order-5 max-sm:col-span-2 max-sm:mt-2 sm:text-right">
          {mine.length > 0 ? (
            <Button
              variant="primary"
              className="max-sm:w-full"
              busy={busy}
              onClick={() => void actions.acknowledge(...mine.map(({ id }) => id))}
            >
              {busy ? 'Sending…' : `Acknowledge all ${mine.length}`}
            </Button>
          ) : null}
        </td>
      </tr>
      {open ? children : null}
    </>
  );
}
