'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { spanOf } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import { askSearch } from './ask-address';
import { clashesOf } from './clashes';

type TimeOffClashesProps = { viewer: { id: string; zone: string } };

const shown = 3;

/** Time off in which one is on call and nobody has been asked yet: said before it comes, with the question prefilled. */
export function TimeOffClashes({ viewer }: TimeOffClashesProps) {
  const now = useNow(60);
  const trpc = useTRPC();
  const { data: form } = useQuery(trpc.request.form.queryOptions({}));
  const { data: off } = useQuery(trpc.timeOff.list.queryOptions({ personId: viewer.id }));
  const { data: asked } = useQuery(trpc.request.list.queryOptions({ tab: 'mine' }));
  if (!form || !off || !asked) return null;
  const clashes = clashesOf(form.rotations, off, asked.items, now);
  if (clashes.length === 0) return null;
  return (
    <Notice
      tone="major"
      title={
        clashes.length === 1
          ? 'You are on call in your time off'
          : `You are on call in your time off, ${clashes.length} times`
      }
    >
      <ul className="mt-1 flex flex-col gap-2">
        {clashes.slice(0, shown).map(({ rotation, role, from, to }) => (
          <li key={`${rotation.id} ${role} ${from.getTime()}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              {role} of {rotation.name}, {spanOf(from, to, viewer.zone, now)}
            </span>
            <Link
              href={`${paths.newRequest()}${askSearch({ kind: 'cover', rotation: rotation.id, role, from, to, reason: 'time-off' })}`}
              className={cn(buttonLook({ size: 'small' }))}
            >
              Ask for cover
            </Link>
          </li>
        ))}
      </ul>
      {clashes.length > shown ? <p>And {clashes.length - shown} more.</p> : null}
    </Notice>
  );
}
