'use client';

import { MoreHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { FieldError } from '@/components/ui/field';
import { timeOfDay, weekdayAndTime } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Menu, MenuItem } from '@/components/ui/menu';
import { When } from '@/components/ui/when';
import { classes } from '@/server/alert/classification';
import type { Action } from '@/server/alert/lifecycle';
import { paths } from '@/server/paths';
import type { AlertRow } from './alert-row';
import { AlertState } from './alert-state';
import { helpWords } from './help-words';
import { Lives } from './lives';
import { NextCountdown } from './next-countdown';
import { withoutTurns } from './payload';
import { severityOf } from './severity';
import type { AlertActions } from './use-alert-actions';
import type { Chosen } from './use-chosen';

export type Viewer = { id: string; zone: string };

type AlertLineProps = { alert: AlertRow; viewer: Viewer; actions: AlertActions; fresh: boolean; chosen?: Chosen };

/** The id of the link of an alert: where the keys move the focus to. */
export const alertLinkId = (alertId: string): string => `alert-${alertId}`;

/** One alert: a row where there is room, a card under the thumb. What it says is the same. */
export function AlertLine({ alert, viewer, actions, fresh, chosen }: AlertLineProps) {
  const now = useNow();
  // What was there when the screen opened is not news; what changes after it is.
  const [first] = useState(`${alert.state} ${alert.count} ${alert.priority}`);
  const changed = fresh || first !== `${alert.state} ${alert.count} ${alert.priority}`;
  const { mark, word } = severityOf(alert.priority);
  const { failure, surprise } = actions.stateOf(alert.id);
  const primary = primaryAction(alert, viewer.id);
  return (
    <tr
      className={cn(
        'max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:border-b max-sm:p-4 max-sm:last:border-b-0',
        'sm:[&:last-child>td]:border-b-0 sm:[&>td]:border-b sm:[&>td]:px-3 sm:[&>td]:py-1.5 sm:[&>td]:align-top',
        'focus-within:bg-accent-tint sm:hover:bg-surface sm:focus-within:hover:bg-accent-tint',
        changed && 'just-changed',
      )}
    >
      <td className="max-sm:order-1">
        {chosen ? (
          <input
            type="checkbox"
            aria-label={`Choose ${alert.reference}`}
            checked={chosen.has(alert.id)}
            onChange={() => chosen.toggle(alert.id)}
            className="mr-2.5 size-4 align-[-0.15em] accent-accent max-sm:hidden"
          />
        ) : null}
        {/* Colour is for what still needs somebody. */}
        <Mark kind={alert.state === 'closed' ? 'neutral' : mark} look="plain" className="sm:leading-6">
          {word}
        </Mark>
      </td>
      <td className="min-w-0 max-sm:order-3 max-sm:col-span-2">
        <Link
          id={alertLinkId(alert.id)}
          href={paths.alert(alert.id)}
          className="font-medium leading-6 wrap-anywhere hover:underline focus-visible:underline"
        >
          {withoutTurns(alert.title)}
        </Link>
        <div className="text-label text-muted">
          <span className="tabular-nums">{alert.reference}</span> · {alert.service.name}
          {alert.count > 1 ? <span className="tabular-nums"> · {alert.count} times</span> : null}
          {alert.flapping ? ' · flapping' : ''}
          {alert.classification ? ` · ${classes[alert.classification].short}` : ''}
          {alert.lives && alert.lives.length > 1 ? ' · ' : ''}
          <Lives lives={alert.lives} />
        </div>
        {failure ? <FieldError>{failure}</FieldError> : null}
        {surprise ? <p className="text-waiting">{surprise}</p> : null}
      </td>
      <td className={cn('max-sm:order-4 max-sm:self-center', primary && 'max-sm:col-span-2')}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:min-h-6">
          {alert.state === 'open' && !alert.snoozedUntil && !alert.held ? null : (
            <AlertState alert={alert} viewerId={viewer.id} zone={viewer.zone} now={now} />
          )}
          {alert.next && !quietKinds.includes(alert.next.kind) ? (
            <NextCountdown next={alert.next} viewerId={viewer.id} />
          ) : null}
        </div>
      </td>
      <td className="whitespace-nowrap text-muted max-sm:order-2 max-sm:text-right max-sm:text-label">
        <When
          instant={alert.openedAt}
          zone={viewer.zone}
          now={now}
          show="relative"
          className="sm:block sm:w-fit sm:leading-6"
        />
        <span className="max-sm:hidden sm:block sm:text-label">{openedWords(alert.openedAt, viewer.zone, now)}</span>
      </td>
      <td className={cn('max-sm:order-5 sm:text-right', primary && 'max-sm:col-span-2 max-sm:mt-2')}>
        <LineActions alert={alert} viewer={viewer} actions={actions} primary={primary} />
      </td>
    </tr>
  );
}

/** Said by the state already, or hours away. */
const quietKinds: readonly string[] = ['wake-up', 'held', 'question'];

/** The time of day, with the day where it was another one. */
function openedWords(openedAt: Date, zone: string, now: Date): string {
  const hours = (now.getTime() - openedAt.getTime()) / 3_600_000;
  return hours < 4 ? timeOfDay(openedAt, zone) : weekdayAndTime(openedAt, zone, now);
}

/** The one thing most probably meant: taking what nobody has, ending what one has oneself. */
function primaryAction({ may, acknowledgedBy }: AlertRow, viewerId: string): 'acknowledge' | 'resolve' | null {
  if (!may['alert.act']) return null;
  if (may.actions.includes('acknowledge')) return 'acknowledge';
  return may.actions.includes('resolve') && acknowledgedBy?.id === viewerId ? 'resolve' : null;
}

const primaryWords = { acknowledge: 'Acknowledge', resolve: 'Resolve' } as const;

type LineActionsProps = Omit<AlertLineProps, 'fresh' | 'chosen'> & { primary: ReturnType<typeof primaryAction> };

function LineActions({ alert, viewer, actions, primary }: LineActionsProps) {
  const { pending } = actions.stateOf(alert.id);
  if (!alert.may['alert.act']) return null;
  const can = (action: Action) => alert.may.actions.includes(action);
  const words = primary && (pending === primary ? 'Sending…' : primaryWords[primary]);
  return (
    <div className="flex items-center justify-end gap-2">
      {primary ? (
        <Button
          variant={primary === 'acknowledge' && alert.next?.kind !== 'wake-up' ? 'primary' : 'secondary'}
          className="max-sm:flex-1"
          busy={pending === primary}
          aria-label={`${words} ${alert.reference}`}
          onClick={() =>
            void (primary === 'acknowledge' ? actions.acknowledge(alert.id) : actions.run(alert.id, primary))
          }
        >
          {words}
        </Button>
      ) : null}
      <Menu
        trigger={
          <Button
            variant="ghost"
            size="icon"
            aria-label={`More for ${alert.reference}`}
            busy={pending !== null && pending !== 'acknowledge'}
          >
            <MoreHorizontal aria-hidden="true" />
          </Button>
        }
      >
        {can('escalate') ? (
          <MenuItem keys="e" onSelect={() => void actions.run(alert.id, 'escalate')}>
            {helpWords(alert.next, viewer.id)}
          </MenuItem>
        ) : null}
        {can('resolve') ? (
          <MenuItem keys="r" onSelect={() => void actions.run(alert.id, 'resolve')}>
            Resolve
          </MenuItem>
        ) : null}
        {can('assign') ? (
          <MenuItem keys="h" onSelect={() => actions.ask('assign', [alert])}>
            Hand over
          </MenuItem>
        ) : null}
        {can('add-responders') ? (
          <MenuItem onSelect={() => actions.ask('responders', [alert])}>Add responders</MenuItem>
        ) : null}
        {can('snooze') ? (
          <MenuItem keys="s" onSelect={() => actions.ask('snooze', [alert])}>
            Snooze
          </MenuItem>
        ) : null}
        {can('merge') ? (
          <MenuItem keys="m" onSelect={() => actions.ask('merge', [alert])}>
            Merge
          </MenuItem>
        ) : null}
        {can('classify') ? <MenuItem onSelect={() => actions.ask('classify', [alert])}>What was it?</MenuItem> : null}
        {can('unacknowledge') ? (
          <MenuItem onSelect={() => void actions.run(alert.id, 'unacknowledge')}>Un-acknowledge</MenuItem>
        ) : null}
        {can('reopen') ? <MenuItem onSelect={() => void actions.run(alert.id, 'reopen')}>Reopen</MenuItem> : null}
      </Menu>
    </div>
  );
}
