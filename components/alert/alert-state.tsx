import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import type { AlertRow } from './alert-row';
import { groupOf } from './groups';

type AlertStateProps = {
  alert: Pick<
    AlertRow,
    'state' | 'snoozedUntil' | 'acknowledgedBy' | 'closedBy' | 'closedByPerson' | 'mergedInto' | 'held'
  >;
  viewerId: string;
  zone: string;
  now: Date;
};

/** The state as a mark with its words: who has it, until when it is put off, who closed it. */
export function AlertState({ alert, viewerId, zone, now }: AlertStateProps) {
  const { acknowledgedBy, snoozedUntil, closedBy, closedByPerson, mergedInto, held } = alert;
  const name = (person: { id: string; name: string } | null) => (person?.id === viewerId ? 'you' : person?.name);
  if (mergedInto) return <Mark kind="neutral">Merged into {mergedInto.reference}</Mark>;
  switch (groupOf(alert, now)) {
    case 'closed':
      return (
        <Mark kind="good">
          {closedBy === 'source' ? 'Closed by the sender' : `Resolved by ${name(closedByPerson) ?? 'Baton'}`}
        </Mark>
      );
    case 'snoozed':
      if (held && !snoozedUntil)
        return (
          <Mark kind="waiting">
            {held.by === null ? 'Flapping: quiet until' : held.until ? `${held.by}: quiet until` : `Quiet: ${held.by}`}
            {held.until ? <When instant={held.until} zone={zone} now={now} show="weekday-and-time" /> : null}
          </Mark>
        );
      return (
        <Mark kind="waiting">
          Snoozed until
          {snoozedUntil ? <When instant={snoozedUntil} zone={zone} now={now} show="weekday-and-time" /> : null}
        </Mark>
      );
    case 'acknowledged':
      return <Mark kind="minor">Acknowledged by {name(acknowledgedBy) ?? 'somebody'}</Mark>;
    default:
      return <Mark kind="critical">Un-acknowledged</Mark>;
  }
}
