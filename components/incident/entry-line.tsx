'use client';

import { MoreHorizontal, Star } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { Publications } from '@/components/status-update/publications';
import type { Update } from '@/components/status-update/use-updates';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Markdown } from '@/components/ui/markdown';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { EntryEdit } from './entry-edit';
import { EntryHistory } from './entry-history';
import { Fault } from './fault';
import { entryWords } from './incident-words';
import { LineTime } from './line-time';
import { lateWords } from './timeline-words';
import { useAct } from './use-act';
import type { PersonLine, Viewer } from './use-incident';

type EntryLineProps = {
  line: PersonLine;
  incidentId: string;
  viewer: Viewer;
  may: boolean;
  fresh: boolean;
  /** The address names it. */
  sought: boolean;
  /** Where it was said to others, if it was. */
  update: Update | undefined;
};

const edges = {
  finding: 'border-l-minor',
  decision: 'border-l-waiting',
  action: 'border-l-control',
  update: 'border-l-accent',
} as const;

/** What somebody wrote, with its kind in words and at its edge. */
export function EntryLine({ line, incidentId, viewer, may, fresh, sought, update }: EntryLineProps) {
  const now = useNow();
  const { act, pending, refusal } = useAct(incidentId);
  const [mode, setMode] = useState<'read' | 'edit' | 'history' | 'remove'>('read');
  const word = entryWords[line.kind].word;
  const by = line.person?.id === viewer.id ? 'You' : (line.person?.name ?? 'Somebody');
  const star = () =>
    void act('star', (client) => client.incidentLog.star.mutate({ entryId: line.id, starred: !line.starred }));
  return (
    <li
      id={`line-${line.id}`}
      tabIndex={-1}
      aria-current={sought ? 'location' : undefined}
      className="grid scroll-mt-28 grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 px-1 py-1.5 max-sm:grid-cols-1"
    >
      <div className="sm:pt-2">
        <LineTime at={line.at} zone={viewer.zone} now={now} />
      </div>
      <article
        aria-label={`${word} by ${by}`}
        className={cn(
          'min-w-0 rounded-control border border-l-4 bg-background px-3 py-2',
          edges[line.kind],
          fresh && 'just-changed',
          sought && 'outline-2 outline-accent',
        )}
      >
        <header className="flex flex-wrap items-center gap-x-2">
          <span className="font-semibold">{word}</span>
          <span className="text-muted">{by}</span>
          {line.late ? (
            <span className="text-label text-muted">{lateWords(line.happenedAt, line.writtenAt)}</span>
          ) : null}
          {line.edited ? <span className="text-label text-muted">edited</span> : null}
          {fresh ? <span className="font-medium text-accent text-label">new</span> : null}
          {may ? (
            <span className="-my-1.5 -mr-2 ml-auto flex print:hidden">
              <Button
                variant="ghost"
                size="icon"
                aria-pressed={line.starred}
                aria-label="Key moment"
                busy={pending === 'star'}
                onClick={star}
              >
                <Star aria-hidden="true" className={line.starred ? 'fill-current text-accent' : 'text-control'} />
              </Button>
              <Menu
                trigger={
                  <Button variant="ghost" size="icon" aria-label={`More for this ${line.kind}`}>
                    <MoreHorizontal aria-hidden="true" />
                  </Button>
                }
              >
                <MenuItem onSelect={() => setMode('edit')}>Edit…</MenuItem>
                {line.edited ? <MenuItem onSelect={() => setMode('history')}>What it said before</MenuItem> : null}
                <MenuSeparator />
                <MenuItem danger onSelect={() => setMode('remove')}>
                  Take off the timeline…
                </MenuItem>
              </Menu>
            </span>
          ) : line.starred ? (
            <Star role="img" aria-label="Key moment" className="ml-auto size-4 fill-current text-accent" />
          ) : null}
        </header>
        {mode === 'edit' ? (
          <EntryEdit line={line} incidentId={incidentId} viewer={viewer} onDone={() => setMode('read')} />
        ) : (
          <Markdown text={line.text} className="mt-0.5" />
        )}
        {update ? <Publications update={update} zone={viewer.zone} may={may} /> : null}
        {mode === 'history' ? <EntryHistory entryId={line.id} viewer={viewer} onClose={() => setMode('read')} /> : null}
        {mode === 'remove' ? (
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <span>Its text stays in the history.</span>
            <Button onClick={() => setMode('read')}>Keep it</Button>
            <Button
              variant="danger"
              busy={pending === 'remove'}
              onClick={() => void act('remove', (client) => client.incidentLog.remove.mutate({ entryId: line.id }))}
            >
              {pending === 'remove' ? 'Sending…' : 'Take it off'}
            </Button>
          </div>
        ) : null}
        <Fault refusal={refusal} />
      </article>
    </li>
  );
}
