'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { dayAndTime } from '@/components/ui/instant';
import { When } from '@/components/ui/when';
import { loggedWords } from './difference-words';

type ChangeHistoryProps = { rotationId: string; zone: string; now: Date };

/** Who changed the rotation, when, from when on, and why. The page prefetches `rotation.history`. */
export function ChangeHistory({ rotationId, zone, now }: ChangeHistoryProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.rotation.history.queryOptions({ rotationId }));
  const nameOf = (id: string) => data?.people.find((person) => person.id === id)?.name ?? 'Somebody who left';
  return (
    <Card aria-labelledby="history">
      <CardHeader id="history" title="History" detail="Newest first" />
      <CardBody>
        {data ? (
          <ol className="flex flex-col gap-2">
            {data.changes.map((change) => (
              <li key={change.id} className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{change.by}</span>
                <span>{loggedWords(change, nameOf, { zone, now })}</span>
                <span className="text-muted">
                  {change.effectiveFrom ? <>from {dayAndTime(change.effectiveFrom, zone, now)}, </> : null}
                  <When instant={change.at} zone={zone} now={now} show="relative" />
                </span>
              </li>
            ))}
          </ol>
        ) : (
          <div className="skeleton h-24" />
        )}
      </CardBody>
    </Card>
  );
}
