'use client';

import type { ReactNode } from 'react';
import { useNow } from '@/components/clock';
import { dayAndTime, durationOf, relative } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { listed } from '@/server/handoff/checklist';
import type { NoteView } from '@/server/handoff/view';

type NoteStatusProps = { note: NoteView; viewer: { id: string; zone: string }; publish: ReactNode };

/** What state the note is in, and what comes next. */
export function NoteStatus({ note, viewer, publish }: NoteStatusProps) {
  const now = useNow();
  const unread = unreadIn(note, viewer.id);
  switch (note.state) {
    case 'draft':
      return (
        <Notice tone="waiting" title="Draft" actions={publish}>
          {note.may.write ? '' : `${listed([...new Set(note.outgoing.map(({ name }) => name))])} may still write. `}
          {note.handoffAt > now
            ? `Baton publishes it at the handoff, ${relative(note.handoffAt, now)}, if nobody does before.`
            : 'The handoff has come: Baton publishes it within a minute.'}
        </Notice>
      );
    case 'not-needed':
      return (
        <Notice title="No handover needed">
          {note.outgoing.length === 0 ? 'Nobody was on call before.' : 'The same people stay on call.'}
        </Notice>
      );
    case 'late': {
      const late = durationOf((now.getTime() - note.handoffAt.getTime()) / 1_000);
      return (
        <Notice tone="major" title={`Not accepted ${late} after the handoff`}>
          {unread} not accepted it. Whoever handed over and the managers have been told.
        </Notice>
      );
    }
    case 'published':
      return (
        <Notice tone="waiting" title={unread === null ? 'Published' : `${unread} not accepted it yet`}>
          Published by {note.publishedBy?.name ?? 'Baton'}{' '}
          {note.publishedAt ? dayAndTime(note.publishedAt, viewer.zone, now) : ''}.
        </Notice>
      );
    default:
      return <Notice tone="good" title="Accepted by everybody who takes over" />;
  }
}

/** "You and Ben have", "Ben has"; null: nobody is left. */
function unreadIn({ incoming }: NoteView, viewerId: string): string | null {
  const left = incoming.filter(({ acceptedAt }) => !acceptedAt);
  const others = left.filter(({ id }) => id !== viewerId).map(({ name }) => name);
  const names = [...new Set([...(others.length < left.length ? ['You'] : []), ...others])];
  if (names.length === 0) return null;
  return `${listed(names)} ${names.length === 1 && names[0] !== 'You' ? 'has' : 'have'}`;
}
