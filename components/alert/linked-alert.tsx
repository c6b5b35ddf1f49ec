import Link from 'next/link';
import { LonePage } from '@/components/shell/lone-page';
import { buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { dayAndTime, relative } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';
import type { AlertState } from '@/server/alert/lifecycle';
import type { Priority } from '@/server/escalation/priority';
import { paths } from '@/server/paths';
import { withoutTurns } from './payload';
import { severityOf } from './severity';

type LinkedAlertProps = {
  view: {
    alert: {
      id: string;
      reference: string;
      state: AlertState;
      title: string;
      priority: Priority;
      count: number;
      service: { name: string };
      openedAt: Date;
      acknowledgedAt: Date | null;
      closedAt: Date | null;
    };
    acknowledgedBy: { id: string; name: string } | null;
    person: { name: string; timeZone: string };
    mine: boolean;
    others: number;
    now: Date;
  };
  token: string;
  /** The button was pressed, and it did not work. */
  refused: boolean;
};

/** What a signed link shows: in one hand, on a slow line, without any script. One button, or what is true instead. */
export function LinkedAlert({ view, token, refused }: LinkedAlertProps) {
  const { alert, acknowledgedBy, person, mine, others, now } = view;
  const { mark, word } = severityOf(alert.priority);
  return (
    <LonePage
      title={<span className="wrap-anywhere">{withoutTurns(alert.title)}</span>}
      detail={
        <>
          <span className="wrap-anywhere">{alert.service.name}</span> · {alert.reference}
        </>
      }
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 [&_dt]:text-muted">
        <dt>Severity</dt>
        <dd>
          <Mark kind={mark} look="plain">
            {word}
          </Mark>
        </dd>
        <dt>Opened</dt>
        <dd>
          {relative(alert.openedAt, now)}{' '}
          <time dateTime={alert.openedAt.toISOString()} className="text-muted">
            {dayAndTime(alert.openedAt, person.timeZone, now)}
          </time>
          {alert.count > 1 ? `, ${alert.count} times` : ''}
        </dd>
        <dt>Owner</dt>
        <dd>{acknowledgedBy ? (mine ? `You, ${acknowledgedBy.name}` : acknowledgedBy.name) : 'Nobody yet'}</dd>
      </dl>
      {refused && alert.state === 'open' ? (
        <Notice tone="critical" title="This was not acknowledged">
          Something failed on our side, and nothing was changed. Press the button again.
        </Notice>
      ) : null}
      {alert.state === 'open' ? (
        <form method="post" action={paths.acknowledgeLink(encodeURIComponent(token))} className="flex flex-col gap-2">
          <button
            type="submit"
            className={cn(buttonLook({ variant: 'primary', size: 'large', className: 'h-14! w-full text-section' }))}
          >
            Acknowledge
          </button>
          <p className="text-muted">
            You take it as {person.name}, and nobody else is paged.
            {others > 0 ? ` ${others} more that came with it ${others === 1 ? 'is' : 'are'} taken too.` : ''}
          </p>
        </form>
      ) : (
        <Notice tone={alert.state === 'closed' ? 'good' : mine ? 'good' : 'waiting'} title={endWords(view)}>
          {alert.state === 'closed' || !mine ? 'Nothing is left to do here.' : 'Nobody else is paged.'}
        </Notice>
      )}
      <Link href={paths.alert(alert.id)} className={cn(buttonLook({ size: 'large' }))}>
        Open the whole alert
      </Link>
    </LonePage>
  );
}

function endWords({ alert, acknowledgedBy, mine, now }: LinkedAlertProps['view']): string {
  if (alert.state === 'closed') return `Closed ${alert.closedAt ? relative(alert.closedAt, now) : ''}`.trim();
  const when = alert.acknowledgedAt ? relative(alert.acknowledgedAt, now) : '';
  return `Acknowledged by ${mine ? `you, ${acknowledgedBy?.name}` : (acknowledgedBy?.name ?? 'somebody')} ${when}`.trim();
}

const reasons = {
  unknown: {
    title: 'Link not found',
    detail: 'It does not exist, or was cut off in the message. Nothing was changed.',
  },
  left: { title: 'This link no longer acts for anybody', detail: 'Its person has left, or may not act on alerts.' },
};

/** A link that leads to no alert: made up, cut off, or of somebody who has left. */
export function LinkWithoutAlert({ reason }: { reason: keyof typeof reasons }) {
  return (
    <LonePage {...reasons[reason]}>
      <Link href={paths.alerts()} className={cn(buttonLook({ variant: 'primary', size: 'large' }))}>
        Go to Alerts
      </Link>
    </LonePage>
  );
}
