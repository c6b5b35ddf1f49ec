'use client';

import { useNow } from '@/components/clock';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Mark } from '@/components/ui/mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
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
        <Table caption="Who was told">
          <TableHead>
            <tr>
              <TableHeader>Person</TableHeader>
              <TableHeader>When</TableHeader>
              <TableHeader>Channel</TableHeader>
              <TableHeader>Delivered</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {pages.toReversed().map((page) => {
              const { mark, word, why } = deliveryWords(page, now);
              return (
                <TableRow key={page.id}>
                  <TableCell className="font-medium">{page.personId === viewer.id ? 'You' : page.personName}</TableCell>
                  <TableCell>
                    <When
                      instant={page.delivery?.sentAt ?? page.createdAt}
                      zone={viewer.zone}
                      now={now}
                      show="weekday-and-time"
                    />
                  </TableCell>
                  <TableCell>{channelWords(page.channel)}</TableCell>
                  <TableCell>
                    <Mark kind={mark}>{word}</Mark>
                    {why ? <span className="block max-w-[40ch] text-label text-muted wrap-anywhere">{why}</span> : null}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
