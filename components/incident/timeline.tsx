'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Fragment, useEffect, useRef } from 'react';
import type { Update } from '@/components/status-update/use-updates';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { useAlive } from '@/components/ui/use-alive';
import { BatonLineView } from './baton-line';
import { EntryLine } from './entry-line';
import { Fault } from './fault';
import { filterNames, filterWords, shownLines } from './filtered';
import { listed } from './timeline-words';
import type { IncidentDetail, Viewer } from './use-incident';
import { useLookedAt } from './use-looked-at';
import { useTimeline } from './use-timeline';

/** So many lines fill a tall screen: the page comes with these, and its scripts bring the rest of what it holds. */
const firstLines = 20;

type TimelineProps = { incident: IncidentDetail; viewer: Viewer; updates: readonly Update[] };

/** Everything that happened, newest first, in the order of when it happened. What people wrote stands out. */
export function Timeline({ incident, viewer, updates }: TimelineProps) {
  const [filter, setFilter] = useQueryState('show', parseAsStringLiteral(filterNames).withDefault('all'));
  const lookedAt = useLookedAt(incident.id);
  const timeline = useTimeline(incident, filter);
  const { lines, isNew, news, dividerAt } = shownLines(timeline.lines, filter, lookedAt, viewer);
  const { wanted } = timeline;
  const beginning = useRef<HTMLParagraphElement>(null);
  const alive = useAlive();
  const drawn = alive || wanted !== null ? lines : lines.slice(0, firstLines);
  const isThere = wanted !== null && lines.some(({ id }) => id === wanted);
  useEffect(() => {
    if (!isThere || wanted === null) return;
    const line = document.getElementById(`line-${wanted}`);
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
  }, [isThere, wanted]);
  const showEarlier = async () => {
    // The button is gone then: whoever goes by keyboard goes on from where it stood.
    if (!(await timeline.showEarlier())) requestAnimationFrame(() => beginning.current?.focus());
  };
  const names = namesIn(incident);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <fieldset className="-mx-4 flex min-w-0 items-center gap-1.5 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-1 print:hidden">
        <legend className="sr-only">Show</legend>
        {filterNames.map((name) => (
          <Button
            key={name}
            size="small"
            variant={name === filter ? 'secondary' : 'ghost'}
            aria-pressed={name === filter}
            className={name === filter ? 'border-accent bg-accent-tint text-accent' : 'text-muted'}
            onClick={() => void setFilter(name === 'all' ? null : name)}
          >
            {filterWords[name]}
          </Button>
        ))}
      </fieldset>
      <p role="status" className="sr-only">
        {news > 0 ? `${news} new since you looked` : ''}
      </p>
      {timeline.isGone ? (
        <p className="px-1 text-muted">The entry of this address no longer stands here. These are the newest.</p>
      ) : null}
      {timeline.hasLater ? (
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button variant="ghost" busy={timeline.loadingLater} onClick={timeline.showLater}>
            Later entries
          </Button>
          <Button variant="ghost" onClick={timeline.toNewest}>
            To the newest
          </Button>
        </div>
      ) : null}
      {lines.length === 0 ? (
        <p className="px-1 py-6 text-muted">
          {timeline.isLoading
            ? 'Reading the earlier ones…'
            : filter === 'all'
              ? 'What happens will be written here by itself.'
              : `No ${listed([filterWords[filter].toLowerCase()])} yet.`}
        </p>
      ) : (
        <ol aria-label="Timeline" className="flex flex-col">
          {drawn.map((line, place) => (
            <Fragment key={line.id}>
              {place === dividerAt ? (
                <li className="my-2 flex items-center gap-3 text-accent text-label">
                  <span aria-hidden="true" className="h-px flex-1 bg-accent" />
                  {news} new since you looked
                  <span aria-hidden="true" className="h-px flex-1 bg-accent" />
                </li>
              ) : null}
              {line.by === 'person' ? (
                <EntryLine
                  line={line}
                  incidentId={incident.id}
                  viewer={viewer}
                  may={incident.may['incident.act']}
                  fresh={isNew(line)}
                  sought={line.id === wanted}
                  update={updates.find(({ entryId }) => entryId === line.id)}
                />
              ) : (
                <BatonLineView line={line} viewer={viewer} nameOf={(id) => names.get(id) ?? 'somebody'} />
              )}
            </Fragment>
          ))}
        </ol>
      )}
      {timeline.failed ? <Fault refusal={refusalOf(timeline.failed)} /> : null}
      {timeline.hasEarlier ? (
        <div className="flex flex-wrap items-center gap-3 print:hidden">
          <Button busy={timeline.loadingEarlier} onClick={() => void showEarlier()}>
            Earlier entries
          </Button>
          <span className="text-label text-muted">
            {filter === 'all' ? `${lines.length} of ${incident.lineCount} are shown` : null}
          </span>
        </div>
      ) : incident.earlier !== null && lines.length > 0 && !timeline.isLoading ? (
        <p ref={beginning} tabIndex={-1} className="px-1 text-label text-muted">
          Here it began.
        </p>
      ) : null}
    </div>
  );
}

/** Whoever an event may name by id: they all hold or held a role, or help. */
function namesIn({ lead, communicator, declaredBy, responders }: IncidentDetail): Map<string, string> {
  const people = [lead, communicator, declaredBy, ...responders.map(({ person }) => person)];
  return new Map(people.flatMap((person) => (person ? [[person.id, person.name] as const] : [])));
}
