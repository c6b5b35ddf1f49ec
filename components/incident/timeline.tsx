'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Fragment, useState } from 'react';
import type { Update } from '@/components/status-update/use-updates';
import { Button } from '@/components/ui/button';
import { BatonLineView } from './baton-line';
import { EntryLine } from './entry-line';
import { filterNames, filterWords, shownLines } from './filtered';
import { listed } from './timeline-words';
import type { IncidentDetail, Viewer } from './use-incident';
import { useLookedAt } from './use-looked-at';

/** So many lines at once: a long night has thousands, and the newest are what is needed. */
const pageOfLines = 200;

type TimelineProps = { incident: IncidentDetail; viewer: Viewer; updates: readonly Update[] };

/** Everything that happened, newest first, in the order of when it happened. What people wrote stands out. */
export function Timeline({ incident, viewer, updates }: TimelineProps) {
  const [filter, setFilter] = useQueryState('show', parseAsStringLiteral(filterNames).withDefault('all'));
  const lookedAt = useLookedAt(incident.id);
  const [most, setMost] = useState(pageOfLines);
  const { lines, isNew, news, dividerAt } = shownLines(incident.timeline, filter, lookedAt, viewer);
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
      {lines.length === 0 ? (
        <p className="px-1 py-6 text-muted">
          {filter === 'all'
            ? 'What happens will be written here by itself.'
            : `No ${listed([filterWords[filter].toLowerCase()])} yet.`}
        </p>
      ) : (
        <ol aria-label="Timeline" className="flex flex-col">
          {lines.slice(0, most).map((line, place) => (
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
                  update={updates.find(({ entryId }) => entryId === line.id)}
                />
              ) : (
                <BatonLineView line={line} viewer={viewer} nameOf={(id) => names.get(id) ?? 'somebody'} />
              )}
            </Fragment>
          ))}
        </ol>
      )}
      {lines.length > most ? (
        <Button variant="ghost" className="self-start" onClick={() => setMost(most + 5 * pageOfLines)}>
          Show {lines.length - most} older
        </Button>
      ) : null}
    </div>
  );
}

/** Whoever an event may name by id: they all hold or held a role, or help. */
function namesIn({ lead, communicator, declaredBy, responders }: IncidentDetail): Map<string, string> {
  const people = [lead, communicator, declaredBy, ...responders.map(({ person }) => person)];
  return new Map(people.flatMap((person) => (person ? [[person.id, person.name] as const] : [])));
}
