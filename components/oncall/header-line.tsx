'use client';

import Link from 'next/link';
import { useNow } from '@/components/clock';
import { OnCallLine } from '@/components/shell/on-call-line';
import { Mark } from '@/components/ui/mark';
import type { BoardRotation } from '@/server/oncall/board';
import { paths } from '@/server/paths';
import { gapsOf, headlineOf, nameIn, roleWord } from './phrases';
import { useBoard } from './use-board';

/**
 * The line on every screen: "Primary Ada until Mon 12:00 ET · Secondary Ben", red where nobody is. The
 * layout prefetches `trpc.oncall.now` above it, so that the names are in the HTML.
 */
export function HeaderLine() {
  const { board } = useBoard();
  const now = useNow();
  if (!board) return null;
  const rotation = headlineOf(board);
  if (!rotation) return <p className="text-label text-muted sm:text-body">No rotation yet</p>;
  const held = rotation.roles.filter(({ personId, isGap }) => personId !== null || isGap);
  const holders = held.map(({ role, personId, until }) => ({
    role: roleWord(role),
    person: personId === null ? null : nameIn(board, personId),
    isYou: personId !== null && personId === board.viewer?.id,
    ...(until ? { until } : {}),
  }));
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
      {holders.length > 0 ? (
        <OnCallLine holders={holders} zone={rotation.zone} now={now} />
      ) : (
        <p className="text-label text-muted sm:text-body">Nobody needs to be on call in {rotation.name} now</p>
      )}
      <GapsElsewhere rotations={board.rotations.filter(({ id }) => id !== rotation.id)} />
    </div>
  );
}

/** Nobody there is loud wherever it is, not only in one's own rotation. */
function GapsElsewhere({ rotations }: { rotations: readonly BoardRotation[] }) {
  const [first, ...more] = rotations.filter((rotation) => gapsOf(rotation).length > 0);
  if (!first) return null;
  return (
    <Link href={paths.now()} className="text-label no-underline">
      <Mark kind="gap">
        Nobody is {gapsOf(first)[0]?.role} in {first.name}
        {more.length > 0 ? `, and gaps in ${more.length} more` : ''}
      </Mark>
    </Link>
  );
}
