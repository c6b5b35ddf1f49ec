'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { timeOfDay } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { useTRPC } from './client';
import { isConcerned } from './concerned';

const pollSeconds = 15;
const patienceSeconds = 30;

/**
 * The screen's one connection for changes. Whatever on screen a change may concern is asked for anew, with the rights
 * of that instant; where the connection does not get through, every 15 s. After 30 s without it this says so.
 * `zone`: the viewer's.
 */
export function LiveNotice({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const now = useNow(5);
  const [asOf, setAsOf] = useState(now);
  const [lostAt, setLostAt] = useState<Date | null>(now);

  const { status } = useSubscription(
    trpc.oncall.watch.subscriptionOptions(undefined, {
      onData: ({ changed }) =>
        void queries.invalidateQueries({ predicate: ({ queryKey }) => isConcerned(queryKey, changed) }),
    }),
  );
  const live = status === 'pending';

  const noteConnection = useEffectEvent((isLive: boolean) => setLostAt(isLive ? null : now));
  useEffect(() => noteConnection(live), [live]);

  const poll = useEffectEvent(async () => {
    const asked = now;
    const [failed] = await Promise.allSettled([queries.refetchQueries({ type: 'active' }, { throwOnError: true })]);
    if (failed.status === 'fulfilled') setAsOf(asked);
  });
  useEffect(() => {
    if (live) return;
    const timer = setInterval(() => void poll(), pollSeconds * 1_000);
    return () => clearInterval(timer);
  }, [live]);
  // While the connection stands, what is shown is of this instant; when it is lost, it is of the last one.
  if (live && asOf !== now) setAsOf(now);

  const long = lostAt !== null && now.getTime() - lostAt.getTime() >= patienceSeconds * 1_000;
  return (
    <div role="status">
      {!live && long ? (
        <Notice
          tone="major"
          className="rounded-none border-x-0 px-4 sm:px-6"
          title={`Not live. As of ${timeOfDay(asOf, zone, { seconds: true })}, retrying`}
        />
      ) : null}
    </div>
  );
}
