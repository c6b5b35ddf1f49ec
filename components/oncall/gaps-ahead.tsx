'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { durationOf, spanOf } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import type { GapAhead } from '@/server/oncall/coverage';
import { paths } from '@/server/paths';

const shown = 6;

/** Where nobody will be on call in the next twelve weeks: said weeks before it hurts. Nothing where all is covered. */
export function GapsAhead({ zone, now }: { zone: string | undefined; now: Date }) {
  const trpc = useTRPC();
  const { data: gaps = [] } = useQuery(trpc.oncall.gapsAhead.queryOptions());
  const coming = gaps.filter(({ to }) => to > now);
  const [first] = coming;
  if (!first) return null;
  const inAWeek = first.from.getTime() - now.getTime() < 7 * 86_400_000;
  return (
    <Notice
      tone={inAWeek ? 'critical' : 'major'}
      title={coming.length === 1 ? 'One gap in the next 12 weeks' : `${coming.length} gaps in the next 12 weeks`}
      actions={
        <Link href={`${paths.calendar()}?${searchFor(first)}`} className={buttonLook({ size: 'small' })}>
          Show in the calendar
        </Link>
      }
    >
      <ul className="flex flex-col gap-0.5">
        {coming.slice(0, shown).map((gap) => (
          <li key={`${gap.rotationId} ${gap.role} ${gap.from.getTime()}`}>{wordsOf(gap, zone, now)}</li>
        ))}
      </ul>
      {coming.length > shown ? <p className="text-muted">And {coming.length - shown} more.</p> : null}
    </Notice>
  );
}

/** "Nobody is primary of Payments, Sun 22 Nov 18:00 – 21:30 ET (3 h 30 min)", and the viewer's clock where it differs. */
function wordsOf({ role, rotation, zone, from, to }: GapAhead, viewerZone: string | undefined, now: Date): string {
  const length = durationOf((to.getTime() - from.getTime()) / 1_000);
  const mine = viewerZone && viewerZone !== zone ? `; ${spanOf(from, to, viewerZone, now)} on your clock` : '';
  return `Nobody is ${role} of ${rotation}, ${spanOf(from, to, zone, now)} (${length})${mine}`;
}

const searchFor = ({ rotationId, from }: GapAhead): string =>
  new URLSearchParams({ rotation: rotationId, day: from.toISOString().slice(0, 10) }).toString();
