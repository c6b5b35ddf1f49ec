'use client';

import { useNow } from '@/components/clock';
import { roleWord } from '@/components/oncall/phrases';
import { Card } from '@/components/ui/card';
import { weekdayAndTime } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { PersonChip } from '@/components/ui/person-chip';
import type { NoteView, ReaderView } from '@/server/handoff/view';

/** Who hands over to whom, and who has accepted it. */
export function NotePeople({ note, viewer }: { note: NoteView; viewer: { id: string; zone: string } }) {
  return (
    <Card aria-label="Who hands over to whom" className="grid sm:grid-cols-2 max-sm:divide-y sm:divide-x">
      <section aria-labelledby="outgoing" className="flex flex-col gap-2 p-4">
        <h2 id="outgoing" className="text-muted">
          Hands over
        </h2>
        <ul className="flex flex-col gap-2">
          {note.outgoing.map(({ id, name, role }) => (
            <li key={`${id} ${role}`}>
              <PersonChip name={name} role={roleWord(role)} isYou={id === viewer.id} />
            </li>
          ))}
          {note.outgoing.length === 0 ? <li>Nobody</li> : null}
        </ul>
      </section>
      <section aria-labelledby="incoming" className="flex flex-col gap-2 p-4">
        <h2 id="incoming" className="text-muted">
          Takes over
        </h2>
        <ul className="flex flex-col gap-2">
          {note.incoming.map((reader) => (
            <li key={`${reader.id} ${reader.role}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <PersonChip name={reader.name} role={roleWord(reader.role)} isYou={reader.id === viewer.id} />
              <HasRead reader={reader} note={note} zone={viewer.zone} />
            </li>
          ))}
          {note.incoming.length === 0 ? (
            <li>
              <Mark kind="gap">Nobody</Mark>
            </li>
          ) : null}
        </ul>
      </section>
    </Card>
  );
}

function HasRead({ reader, note, zone }: { reader: ReaderView; note: NoteView; zone: string }) {
  const now = useNow();
  if (!note.publishedAt) return null;
  const { acceptedAt, missing, changedSince } = reader;
  if (!acceptedAt) return <Mark kind={note.state === 'late' ? 'major' : 'waiting'}>Not accepted yet</Mark>;
  return (
    <span className="flex min-w-0 flex-col">
      <Mark kind="good">Accepted {weekdayAndTime(acceptedAt, zone, now)}</Mark>
      {missing ? <span className="text-label text-muted">{missing}</span> : null}
      {changedSince ? <span className="text-label text-muted">before the last change of the note</span> : null}
    </span>
  );
}
