'use client';

import Link from 'next/link';
import { useNow } from '@/components/clock';
import { relative } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { PersonChip } from '@/components/ui/person-chip';
import { When } from '@/components/ui/when';
import { paths } from '@/server/paths';
import type { RunbookRow } from './use-runbooks';

export const runbookLinkId = (id: string): string => `runbook-${id}`;

type RunbookLineProps = {
  runbook: RunbookRow;
  serviceNames: ReadonlyMap<string, string>;
  viewer: { id: string; zone: string };
};

/** One runbook of the list: what it is for, who keeps it, when it last served, and whether it can be trusted. */
export function RunbookLine({ runbook, serviceNames, viewer }: RunbookLineProps) {
  const now = useNow();
  const { id, title, serviceIds, owner, steps, lastRunAt, lookedAt, stale, neverUsed } = runbook;
  const services = serviceIds.flatMap((each) => serviceNames.get(each) ?? []);
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2.5 last:border-b-0 focus-within:bg-surface hover:bg-surface lg:grid lg:grid-cols-[minmax(0,1fr)_5rem_11rem_9rem_13rem]">
      <span className="min-w-0 max-lg:basis-full">
        <Link
          id={runbookLinkId(id)}
          href={paths.runbook(id)}
          className="wrap-anywhere font-medium after:absolute after:inset-0 hover:underline"
        >
          {title}
        </Link>
        <span className="wrap-anywhere block text-muted">
          {services.length > 0 ? services.join(', ') : 'For no service in particular'}
        </span>
      </span>
      <span className="text-muted tabular-nums">
        {steps} {steps === 1 ? 'step' : 'steps'}
      </span>
      <span className="min-w-0">
        {owner ? (
          <PersonChip name={owner.name} isYou={owner.id === viewer.id} size="small" />
        ) : (
          <span className="text-muted">Nobody owns it</span>
        )}
      </span>
      <span className="text-muted">
        {lastRunAt ? (
          <>
            Ran <When instant={lastRunAt} zone={viewer.zone} now={now} show="relative" className="relative z-10" />
          </>
        ) : null}
        {neverUsed ? 'Never used' : null}
      </span>
      <span className="text-muted">
        {stale ? (
          <Mark kind="major">Stale: read {relative(lookedAt, now)}</Mark>
        ) : (
          <>
            Read <When instant={lookedAt} zone={viewer.zone} now={now} show="relative" className="relative z-10" />
          </>
        )}
      </span>
    </li>
  );
}
