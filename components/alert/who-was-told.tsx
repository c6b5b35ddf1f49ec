'use client';

import { useNow } from '@/components/clock';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import type { Viewer } from './alert-line';
import { deliveryWords } from './delivery-words';
import { channelWords } from './timeline-words';
import type { AlertDetail } from './use-alert';

/** Everyone who was told, the last first: when, over which channel, and whether it got through. */
export function WhoWasTold({ pages, viewer }: { pages: AlertDetail['pages']; viewer: Viewer }) {
  const now = useNow();
  return (
    <Card aria-labelledby="told">
      <CardHeader id="told" title="Who was told" />
      {pages.length === 0 ? (
        <EmptyState>
          Everybody who is paged will stand here, with when, over which channel, and whether it arrived.
        </EmptyState>
      ) : (
        <ul aria-label="Who was told" className="flex flex-col">
          {pages.toReversed().map((page) => {
            const { mark, word, why } = deliveryWords(page, now);
            return (
              <li
                key={page.id}
                className="flex flex-wrap items-center justify-between gap-x-3 gap-y-0.5 border-b px-4 py-2 last:border-b-0"
              >
                <span className="font-medium wrap-anywhere">
                  {page.personId === viewer.id ? 'You' : page.personName}
                </span>
                <Mark kind={mark}>{word}</Mark>
                <span className="basis-full text-muted">
                  {channelWords(page.channel)} ·{' '}
                  <When
                    instant={page.delivery?.sentAt ?? page.createdAt}
                    zone={viewer.zone}
                    now={now}
                    show="weekday-and-time"
                  />
                </span>
                {why ? <span className="basis-full text-label text-muted wrap-anywhere">{why}</span> : null}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
