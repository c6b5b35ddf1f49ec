'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Select } from '@/components/ui/input';
import { deliveryChannels, deliveryStates } from '@/server/delivery/schema';
import { DeliveryRow } from './delivery-row';
import { outletNames } from './outlet-names';

const filters = { channel: parseAsStringLiteral(deliveryChannels), state: parseAsStringLiteral(deliveryStates) };
const stateWords = { waiting: 'Waiting', sent: 'Accepted', failed: 'Failed', withdrawn: 'No longer wanted' };

/** Every message that left or is to leave, the newest first, with each of its attempts. */
export function DeliveryList({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const now = useNow(30);
  const [{ channel, state }, set] = useQueryStates(filters);
  const list = useInfiniteQuery(
    trpc.delivery.list.infiniteQueryOptions(
      { ...(channel && { channel }), ...(state && { state }) },
      { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];

  return (
    <Card aria-labelledby="deliveries">
      <CardHeader
        id="deliveries"
        title="Messages"
        actions={
          <>
            <Select
              aria-label="Channel"
              className="w-40"
              value={channel ?? ''}
              onChange={({ target }) =>
                void set({ channel: deliveryChannels.find((one) => one === target.value) ?? null })
              }
            >
              <option value="">All channels</option>
              {deliveryChannels.map((one) => (
                <option key={one} value={one}>
                  {outletNames[one]}
                </option>
              ))}
            </Select>
            <Select
              aria-label="State"
              className="w-40"
              value={state ?? ''}
              onChange={({ target }) => void set({ state: deliveryStates.find((one) => one === target.value) ?? null })}
            >
              <option value="">All states</option>
              {deliveryStates.map((one) => (
                <option key={one} value={one}>
                  {stateWords[one]}
                </option>
              ))}
            </Select>
          </>
        }
      />
      {rows.length === 0 ? (
        <EmptyState>
          {list.isPending ? 'Looking…' : 'Every page, code and mail will stand here, with each attempt to send it.'}
        </EmptyState>
      ) : (
        <ul aria-label="Messages" className="divide-y">
          {rows.map((row) => (
            <DeliveryRow key={row.id} row={row} zone={zone} now={now} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <div className="border-t p-3">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
