import { When } from '@/components/ui/when';
import type { RequestDetail } from '@/server/request/view';
import type { Clock, NameOf } from './request-words';

type Story = RequestDetail['history'];

const acts: Record<Story[number]['act'], string> = {
  asked: 'asked',
  accepted: 'accepted',
  declined: 'declined',
  approved: 'approved',
  rejected: 'rejected',
  cancelled: 'cancelled it',
  expired: 'let it expire: nobody decided before its time came',
  reversed: 'took it back',
  'ended-early': 'ended it early',
  reminded: 'sent a reminder',
  'taken-over': 'took over',
  'moved-away': 'ended it: the schedule had moved away from it',
};

/** Who did something: the viewer is "You". */
export const actorOf = ({ actorId, actorName }: Story[number], nameOf: NameOf): string =>
  actorId ? nameOf(actorId) : actorName;

/** Who did what, when, and why; oldest first. */
export function RequestHistory({ history, nameOf, zone, now }: Clock & { history: Story; nameOf: NameOf }) {
  return (
    <ol aria-label="History" className="flex flex-col">
      {history.map((entry) => (
        <li key={`${entry.at.getTime()} ${entry.act}`} className="border-b py-2 last:border-b-0">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span>
              <span className="font-medium">{actorOf(entry, nameOf)}</span> {acts[entry.act]}
            </span>
            <span className="text-label text-muted">
              <When instant={entry.at} zone={zone} now={now} />
            </span>
          </p>
          {entry.note ? <p className="wrap-anywhere mt-0.5 whitespace-pre-wrap text-muted">{entry.note}</p> : null}
        </li>
      ))}
    </ol>
  );
}
