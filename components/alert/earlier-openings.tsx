'use client';

import Link from 'next/link';
import { useNow } from '@/components/clock';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { durationOf } from '@/components/ui/instant';
import { When } from '@/components/ui/when';
import { paths } from '@/server/paths';
import type { Viewer } from './alert-line';
import type { AlertDetail } from './use-alert';

/** The last five times the same trouble opened: how long it lasted, and who ended it. */
export function EarlierOpenings({ openings, viewer }: { openings: AlertDetail['openings']; viewer: Viewer }) {
  const now = useNow();
  return (
    <Card aria-labelledby="openings">
      <CardHeader
        id="openings"
        title="Before this"
        detail={openings.length > 0 ? `the last ${openings.length}` : null}
      />
      {openings.length === 0 ? (
        <EmptyState>This has not happened before.</EmptyState>
      ) : (
        <ul className="flex flex-col">
          {openings.map((opening) => (
            <li
              key={opening.id}
              className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b px-4 py-2 last:border-b-0"
            >
              <Link href={paths.alert(opening.id)} className="underline underline-offset-2">
                {opening.reference}
              </Link>
              <When instant={opening.openedAt} zone={viewer.zone} now={now} />
              <span className="basis-full text-muted">{endOf(opening)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function endOf({
  openedAt,
  closedAt,
  closedBy,
  closedByPerson,
  acknowledgedBy,
  count,
}: AlertDetail['openings'][number]): string {
  if (!closedAt) return 'Still open';
  const length = durationOf((closedAt.getTime() - openedAt.getTime()) / 1_000);
  const by = closedBy === 'source' ? 'closed by the sender' : `resolved by ${closedByPerson?.name ?? 'Baton'}`;
  const taken = acknowledgedBy ? `acknowledged by ${acknowledgedBy.name}` : 'not acknowledged';
  return [`${length}, ${taken}, ${by}`, ...(count > 1 ? [`${count} times`] : [])].join(', ');
}
