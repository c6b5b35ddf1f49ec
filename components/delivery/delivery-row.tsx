import Link from 'next/link';
import { dayAndTime, timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import { maskedAddress } from '@/server/contact/contact-method';
import type { Outlet } from '@/server/outbound';
import { paths } from '@/server/paths';
import { deliveryState } from './delivery-state';
import { outletNames } from './outlet-names';

type Row = {
  id: string;
  identity: string;
  channel: Outlet;
  state: string;
  receipt: string | null;
  lastError: string | null;
  possibleDuplicate: boolean;
  createdAt: Date;
  dueAt: Date;
  address: string;
  personName: string | null;
  subject: { kind: string; id: string };
  log: { number: number; at: Date; state: string; reason: string | null }[];
};

const attemptWords: Record<string, string> = { sent: 'accepted', due: 'tried again later', failed: 'given up' };

const whereTo = ({ channel, address }: Row): string =>
  channel === 'status-page' ? `Page ${address}` : maskedAddress(channel, address);

/** One message: to whom, over what, how far it got; its attempts open below it. */
export function DeliveryRow({ row, zone, now }: { row: Row; zone: string; now: Date }) {
  const { mark, word, why } = deliveryState(row);
  const waits = row.state === 'due' && row.dueAt > now;
  return (
    <li className="px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="text-muted">
          <When instant={row.createdAt} zone={zone} now={now} />
        </span>
        <span className="font-medium wrap-anywhere">{row.personName ?? whereTo(row)}</span>
        <span>{outletNames[row.channel]}</span>
        <Mark kind={mark}>{waits ? `Waits until ${timeOfDay(row.dueAt, zone)}` : word}</Mark>
        {row.subject.kind === 'alert' ? <Link href={paths.alert(row.subject.id)}>Open the alert</Link> : null}
      </div>
      {why ? <p className="text-muted wrap-anywhere">{why}</p> : null}
      {row.log.length > 0 ? (
        <details className="mt-1">
          <summary className="w-fit cursor-pointer py-1 text-muted">
            {row.log.length === 1 ? '1 attempt' : `${row.log.length} attempts`}
          </summary>
          <ol className="flex flex-col gap-1 py-1 pl-4">
            {row.log.map(({ number, at, state, reason }) => (
              <li key={number} className="wrap-anywhere">
                {number}. {dayAndTime(at, zone, now)}: {attemptWords[state] ?? state}
                {reason ? <span className="text-muted"> · {reason}</span> : null}
              </li>
            ))}
          </ol>
          <p className="pl-4 text-label text-muted wrap-anywhere">Identity {row.identity}</p>
        </details>
      ) : null}
    </li>
  );
}
