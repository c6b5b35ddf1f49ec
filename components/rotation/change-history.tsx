'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { dayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { When } from '@/components/ui/when';
import { paths } from '@/server/paths';
import { loggedWords } from './difference-words';
import { ThatDay } from './that-day';

type ChangeHistoryProps = {
  rotationId: string;
  zone: string;
  /** Those of the rotation; the history knows those whom it speaks of. */
  people: readonly { id: string; name: string }[];
  now: Date;
};

const firstShown = 20;

/** Who changed the rotation, when, from when on, and why. The page prefetches `rotation.history`. */
export function ChangeHistory({ rotationId, zone, people, now }: ChangeHistoryProps) {
  const trpc = useTRPC();
  const { data, isError } = useQuery(trpc.rotation.history.queryOptions({ rotationId }));
  const [all, setAll] = useState(false);
  const known = [...people, ...(data?.people ?? [])];
  const nameOf = (id: string) => known.find((person) => person.id === id)?.name ?? 'Somebody who left';
  const changes = data?.changes ?? [];
  return (
    <Card aria-labelledby="history">
      <CardHeader id="history" title="History" detail="Newest first" />
      <CardBody className="flex flex-col gap-4">
        {isError ? <Notice tone="critical" title="The history could not be read. Reloading tries again." /> : null}
        {data ? (
          <>
            <ThatDay {...{ rotationId, zone, changes, nameOf, now }} />
            <ol aria-label="Changes" className="flex flex-col divide-y">
              {changes.slice(0, all ? undefined : firstShown).map((change) => (
                <li key={change.id} className="flex flex-wrap items-baseline gap-x-2 py-1.5">
                  <span className="font-medium">{change.by}</span>
                  <span>{loggedWords(change, nameOf, { zone, now })}</span>
                  <span className="text-muted">
                    {change.effectiveFrom ? <>from {dayAndTime(change.effectiveFrom, zone, now)}, </> : null}
                    <When instant={change.at} zone={zone} now={now} show="relative" />
                  </span>
                  {change.version === null ? null : (
                    <Link
                      href={`${paths.rotationSettings(rotationId)}?version=${change.version}`}
                      className="ml-auto inline-flex min-h-6 items-center"
                    >
                      View version {change.version}
                    </Link>
                  )}
                </li>
              ))}
            </ol>
            {!all && changes.length > firstShown ? (
              <div>
                <Button size="small" onClick={() => setAll(true)}>
                  Show all {changes.length} changes
                </Button>
              </div>
            ) : null}
          </>
        ) : (
          <div className="skeleton h-24" />
        )}
      </CardBody>
    </Card>
  );
}
