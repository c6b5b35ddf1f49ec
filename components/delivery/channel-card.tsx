'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardHeader } from '@/components/ui/card';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import { outletNames } from './outlet-names';

/** How each channel is doing: off, working as far as anybody knows, or broken since then, and why. */
export function ChannelCard({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const now = useNow(30);
  const { channels } = useSuspenseQuery(trpc.delivery.health.queryOptions()).data;
  return (
    <Card aria-labelledby="channels">
      <CardHeader id="channels" title="Channels" detail="Set up where Baton runs, by its environment." />
      <ul className="divide-y">
        {channels.map(({ channel, configured, lastSentAt, brokenSince, lastError }) => (
          <li key={channel} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5">
            <span className="w-28 font-medium">{outletNames[channel]}</span>
            {brokenSince ? (
              <Mark kind="critical">
                Broken since <When instant={brokenSince} zone={zone} now={now} />
              </Mark>
            ) : (
              <Mark kind={configured ? 'good' : 'neutral'}>{configured ? 'On' : 'Not set up'}</Mark>
            )}
            <span className="text-muted">
              {lastSentAt ? (
                <>
                  last accepted <When instant={lastSentAt} zone={zone} now={now} show="relative" />
                </>
              ) : (
                'nothing accepted yet'
              )}
            </span>
            {configured && lastError ? <span className="basis-full text-muted wrap-anywhere">{lastError}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
