'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { weekdayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { listed } from '@/server/handoff/checklist';
import type { Waiting } from '@/server/handoff/view';
import { paths } from '@/server/paths';

/** Notes that wait for the viewer: to be read, to be written, or for three taps. Nothing where none does. */
export function WaitingNotes({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const now = useNow();
  const { data: waiting = [] } = useQuery(trpc.handoff.mine.queryOptions());
  return waiting.map((one) => {
    const { title, button } = wordsOf(one, weekdayAndTime(one.handoffAt, zone, now));
    return (
      <Notice
        key={`${one.kind} ${one.noteId}`}
        tone={one.kind === 'pulse' ? 'neutral' : 'waiting'}
        title={title}
        actions={
          <Link
            href={one.kind === 'pulse' ? `${paths.handoff(one.noteId)}#pulse` : paths.handoff(one.noteId)}
            className={buttonLook({ size: 'small' })}
          >
            {button}
          </Link>
        }
      />
    );
  });
}

function wordsOf({ kind, rotation, from }: Waiting, at: string): { title: string; button: string } {
  if (kind === 'read') {
    const whose = from.length > 0 ? `from ${listed(from)}` : `for ${rotation.name}`;
    return { title: `Handoff note ${whose} waits for you`, button: 'Read and accept' };
  }
  if (kind === 'write') return { title: `You hand ${rotation.name} over ${at}`, button: 'Write the handoff note' };
  return { title: `How was your shift in ${rotation.name}, until ${at}?`, button: 'Answer in three taps' };
}
