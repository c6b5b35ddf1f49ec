'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { When } from '@/components/ui/when';
import type { FeedView } from '@/server/oncall/feed';
import { paths } from '@/server/paths';

type CalendarFeedsProps = {
  zone: string;
  /** Rotations that can be subscribed to; one's own shifts always can. */
  rotations: readonly { id: string; name: string }[];
};

/** One's addresses for calendar programs: made with one click, shown once, replaced and revoked here. */
export function CalendarFeeds({ zone, rotations }: CalendarFeedsProps) {
  const trpc = useTRPC();
  const now = useNow(60);
  const queries = useQueryClient();
  const { data: feeds = [] } = useQuery(trpc.oncall.feeds.queryOptions());
  const create = useMutation(trpc.oncall.createFeed.mutationOptions());
  const replace = useMutation(trpc.oncall.replaceFeedToken.mutationOptions());
  const revoke = useMutation(trpc.oncall.revokeFeed.mutationOptions());
  const [shown, setShown] = useState<{ feed: FeedView; token: string } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const busy = create.isPending || replace.isPending || revoke.isPending;

  const act = async (work: () => Promise<{ feed: FeedView; token: string } | null>) => {
    setFault(null);
    try {
      setShown(await work());
    } catch (error) {
      setFault(refusalOf(error).message);
    }
    await queries.invalidateQueries({ queryKey: trpc.oncall.feeds.queryKey() });
  };

  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[72ch] text-muted">
        Calendars read an address when they like: Apple’s as you set it, Outlook every few hours, Google’s about once a
        day. For who is on call at this moment, look here.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" busy={busy} onClick={() => act(() => create.mutateAsync({}))}>
          Subscribe to your shifts
        </Button>
        {rotations.map(({ id, name }) => (
          <Button key={id} busy={busy} onClick={() => act(() => create.mutateAsync({ rotationId: id }))}>
            Subscribe to {name}
          </Button>
        ))}
      </div>
      {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
      {shown ? <NewAddress name={shown.feed.name} token={shown.token} /> : null}
      {feeds.length === 0 ? null : (
        <ul className="divide-y" aria-label="Your calendar addresses">
          {feeds.map((feed) => (
            <li key={feed.id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <span className="font-medium">{feed.name}</span>
              <span className="text-muted">
                {feed.lastFetchedAt ? (
                  <>
                    last fetched <When instant={feed.lastFetchedAt} zone={zone} now={now} show="relative" />
                  </>
                ) : (
                  'never fetched'
                )}{' '}
                · made <When instant={feed.replacedAt ?? feed.createdAt} zone={zone} now={now} show="relative" />
              </span>
              <span className="ml-auto flex gap-2">
                <Button
                  size="small"
                  busy={busy}
                  aria-label={`Replace the address of ${feed.name}`}
                  onClick={() => act(() => replace.mutateAsync({ feedId: feed.id }))}
                >
                  Replace
                </Button>
                <Button
                  size="small"
                  variant="danger"
                  busy={busy}
                  aria-label={`Revoke the address of ${feed.name}`}
                  onClick={() => act(() => revoke.mutateAsync({ feedId: feed.id }).then(() => null))}
                >
                  Revoke
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function NewAddress({ name, token }: { name: string; token: string }) {
  const address = `${window.location.origin}${paths.feed(token)}`;
  return (
    <Notice
      tone="good"
      live="polite"
      title={`${name}: paste this address into your calendar. It is shown this once.`}
      actions={<CopyButton text={address} label="Copy address" labelled />}
    >
      <p>
        <code className="break-all font-mono">{address}</code>
      </p>
      <p>
        <a className="underline" href={address.replace(/^https?:/, 'webcal:')}>
          Open in your calendar program
        </a>
        . Whoever has the address sees these shifts: do not pass it on.
      </p>
    </Notice>
  );
}
