'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useRef } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button, buttonLook } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorPanel } from '@/components/ui/error-panel';
import { paths } from '@/server/paths';
import { BulkBar } from './bulk-bar';
import { DelegationCard } from './delegation-card';
import { GoneLine } from './gone-line';
import { listAddress } from './list-address';
import { useListKeys } from './list-keys';
import { NothingHere } from './nothing-here';
import { RequestBeside } from './request-beside';
import { RequestLine } from './request-line';
import { RequestTabs } from './request-tabs';
import { useBulk } from './use-bulk';
import { type Act, useDecisions } from './use-decisions';
import { useGone } from './use-gone';
import { useRequests } from './use-requests';

/** What waits for me, and what became of the rest: the list, and beside it the one that is looked at. */
export function RequestList() {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const viewer = { id: me.person.id, zone: me.person.timeZone };
  const [{ tab, request: wanted }, setAddress] = useQueryStates(listAddress);
  const requests = useRequests(tab);
  const { items } = requests;
  const decisions = useDecisions();
  const bulk = useBulk(items, decisions);
  const press = useRef<((act: Act) => void) | null>(null);
  const { gone, dismiss } = useGone(tab, requests.ready ? items.map(({ id }) => id) : [], decisions.decidedHere);
  const open = wanted ?? items[0]?.id ?? null;
  const show = (id: string) => void setAddress({ request: id });
  useListKeys({ items, open, show, bulk, decisions, press });
  const nameOf = (id: string) => (id === viewer.id ? 'You' : (requests.people.get(id)?.name ?? 'Somebody who left'));
  const bulky = tab === 'waiting' && items.some(({ can }) => can.approve);

  return (
    <>
      <PageHeader
        title="Requests"
        detail="Covers and swaps: what waits for you, and what became of the rest."
        actions={
          <Link href={paths.newRequest()} className={buttonLook({ variant: 'primary' })}>
            <Plus aria-hidden="true" />
            Ask for cover or a swap
          </Link>
        }
      />
      <DelegationCard quiet zone={viewer.zone} />
      <RequestTabs tab={tab} waiting={requests.counts.waiting} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(20rem,25rem)_minmax(0,1fr)]">
        <div className="min-w-0">
          {requests.failed ? (
            <ErrorPanel title="The requests could not be read" onRetry={requests.retry} retrying={requests.retrying}>
              {refusalOf(requests.failed).message}{' '}
              {items.length > 0 ? 'What stands below is the last good answer.' : ''}
            </ErrorPanel>
          ) : null}
          {requests.ready && items.length === 0 && gone.length === 0 ? (
            <NothingHere {...{ tab, nameOf }} lastDecision={requests.lastDecision} />
          ) : (
            <Card aria-label="List">
              <BulkBar bulk={bulk} />
              <ul aria-label="Requests" aria-live="polite" aria-relevant="additions" className="flex flex-col">
                {gone.map((id) => (
                  <GoneLine key={id} id={id} viewerId={viewer.id} onDismiss={() => dismiss(id)} />
                ))}
                {items.map((request) => (
                  <RequestLine
                    key={request.id}
                    {...{ request, nameOf }}
                    open={request.id === open}
                    onOpen={() => show(request.id)}
                    state={decisions.stateOf(request.id)}
                    showState={tab !== 'waiting'}
                    selecting={
                      !bulky
                        ? null
                        : request.can.approve
                          ? {
                              selected: bulk.isSelected(request.id),
                              onSelect: (on) => bulk.select(request.id, on),
                            }
                          : 'never'
                    }
                  />
                ))}
              </ul>
              {requests.hasMore ? (
                <div className="border-t p-2 text-center">
                  <Button variant="ghost" busy={requests.fetchingMore} onClick={requests.showMore}>
                    Show more
                  </Button>
                </div>
              ) : null}
            </Card>
          )}
        </div>
        {open ? <RequestBeside id={open} {...{ viewer, decisions, press }} /> : null}
      </div>
    </>
  );
}
