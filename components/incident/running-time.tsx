'use client';

import { useNow } from '@/components/clock';
import { durationOf } from '@/components/ui/instant';
import type { IncidentState } from '@/server/incident/lifecycle';

type Spans = {
  state: IncidentState;
  declaredAt: Date;
  resolvedAt: Date | null;
  closedAt: Date | null;
  declinedAt: Date | null;
};

/** How long it runs, or ran: from when it was declared until it was resolved. */
export function RunningTime({ incident }: { incident: Spans }) {
  const now = useNow(10);
  const { declaredAt, resolvedAt, closedAt, declinedAt } = incident;
  const end = resolvedAt ?? closedAt ?? declinedAt;
  const seconds = ((end ?? now).getTime() - declaredAt.getTime()) / 1_000;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {end ? 'Took ' : 'Running '}
      {durationOf(seconds)}
    </span>
  );
}
