'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardHeader } from '@/components/ui/card';
import { Mark } from '@/components/ui/mark';
import { paths } from '@/server/paths';
import { expiresWords, kindWord, pairWords, whenWords } from './request-words';

const shown = 3;

/** On Now: the requests that wait for the viewer, the most urgent first. Nothing while there are none. */
export function WaitingForMe({ viewerId, now }: { viewerId: string; now: Date }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.request.list.queryOptions({ tab: 'waiting' }));
  if (!data || data.items.length === 0) return null;
  const nameOf = (id: string) =>
    id === viewerId ? 'You' : (data.people.find((person) => person.id === id)?.name ?? 'Somebody');
  const { waiting } = data.counts;
  return (
    <Card aria-labelledby="waiting-for-me">
      <CardHeader
        id="waiting-for-me"
        title="Waiting for me"
        detail={waiting === 1 ? 'One request' : `${waiting} requests`}
        actions={
          <Link
            href={paths.requests()}
            className="inline-flex min-h-11 items-center underline underline-offset-2 sm:min-h-6"
          >
            Show all
          </Link>
        }
      />
      <ul className="divide-y">
        {data.items.slice(0, shown).map((request) => (
          <li key={request.id}>
            <Link
              href={paths.request(request.id)}
              className="flex min-h-11 flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2 no-underline -outline-offset-2! hover:bg-surface"
            >
              <Mark kind="waiting" look="plain">
                {kindWord(request)}
              </Mark>
              <span className="font-medium">{pairWords(request, nameOf)}</span>
              <span className="tabular-nums">{whenWords(request, { zone: request.rotation.zone, now })}</span>
              <span className="text-muted sm:ml-auto">
                {request.expiresAt ? expiresWords(request.expiresAt, now) : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
