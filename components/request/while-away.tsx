'use client';

import { DelegationCard } from './delegation-card';
import { TimeOffClashes } from './time-off-clashes';

/** Beside one's time off: where one is on call in it, and who decides meanwhile. */
export function WhileAway({ viewer }: { viewer: { id: string; zone: string } }) {
  return (
    <>
      <TimeOffClashes viewer={viewer} />
      <DelegationCard zone={viewer.zone} />
    </>
  );
}
