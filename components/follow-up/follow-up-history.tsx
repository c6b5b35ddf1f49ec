'use client';

import { useNow } from '@/components/clock';
import { When } from '@/components/ui/when';
import { historyWords } from './history-words';

type FollowUpHistoryProps = {
  history: readonly { id: string; at: Date; kind: string; by: string; data: Record<string, unknown> }[];
  /** The viewer's. */
  zone: string;
  viewerName: string;
};

/** Everything that happened to it, the last first. */
export function FollowUpHistory({ history, zone, viewerName }: FollowUpHistoryProps) {
  const now = useNow();
  return (
    <section aria-labelledby="follow-up-history">
      <h3 id="follow-up-history" className="mb-1 font-semibold">
        What happened
      </h3>
      <ol className="flex flex-col gap-1.5">
        {history.toReversed().map((event) => (
          <li key={event.id} className="wrap-anywhere">
            {event.by === viewerName ? 'You' : event.by} {historyWords(event)}
            <span className="block text-label text-muted">
              <When instant={event.at} zone={zone} now={now} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
