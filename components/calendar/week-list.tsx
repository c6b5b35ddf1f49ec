'use client';

import { roleWord } from '@/components/oncall/phrases';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import type { CalendarView } from '@/server/oncall/calendar';
import { instantOf } from '@/server/time/wall-clock';
import { AskedList } from './asked-list';
import { AwayList } from './away-list';
import { edgesOf } from './days';
import type { Asked } from './request-bars';
import type { Entry } from './to-events';

type WeekListProps = {
  view: CalendarView;
  day: string;
  zone: string;
  entries: readonly Entry[];
  now: Date;
  asked: Asked;
  onOpen: (id: string) => void;
};

/** One week as a list, each shift once and whole: the phone's calendar, and the equal of the others for every reader. */
export function WeekList({ view, day, zone, entries, now, asked, onOpen }: WeekListProps) {
  const { first, next } = edgesOf(day, 'week');
  const [from, to] = [instantOf(`${first}T00:00`, zone), instantOf(`${next}T00:00`, zone)];
  const rows = entries
    .filter((entry) => entry.from < to && entry.to > from)
    .sort((a, b) => a.from.getTime() - b.from.getTime() || placeOf(a) - placeOf(b));
  const away = (
    <>
      <AskedList {...{ asked, from, to, zone, now }} />
      <AwayList {...{ view, from, to, zone, now }} />
    </>
  );
  if (rows.length === 0)
    return (
      <>
        <p className="text-muted">Nobody is on call in this week.</p>
        {away}
      </>
    );
  return (
    <>
      <Card>
        <ul className="divide-y">
          {rows.map((entry) => (
            <li key={entry.id}>
              <Row entry={entry} zone={zone} now={now} onOpen={() => onOpen(entry.id)} />
            </li>
          ))}
        </ul>
      </Card>
      {away}
    </>
  );
}

const placeOf = ({ rotation, role }: Entry): number => rotation.roles.indexOf(role);

const origins = { rotation: null, override: 'Cover', swap: 'Swap' };

function Row({ entry, zone, now, onOpen }: { entry: Entry; zone: string; now: Date; onOpen: () => void }) {
  const { kind, person, role, rotation, from, to, cut, source } = entry;
  const isNow = from <= now && now < to;
  return (
    <button
      type="button"
      onClick={onOpen}
      className={cn(
        'flex min-h-11 w-full flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2 text-left hover:bg-surface',
        '-outline-offset-2!',
        kind === 'mine' && 'border-accent border-l-4 pl-3',
      )}
    >
      <span className="w-24 text-muted">{roleWord(role)}</span>
      {person ? (
        <span className="font-medium">
          {person.name}
          {kind === 'mine' ? ' (you)' : null}
        </span>
      ) : (
        <Mark kind="gap">Nobody is {role}</Mark>
      )}
      {origins[source] ? <Mark kind="neutral">{origins[source]}</Mark> : null}
      {isNow ? <Mark kind="good">Now</Mark> : null}
      <span className="basis-full sm:ml-auto sm:basis-auto">
        {cut ? 'at least ' : ''}
        {spanOf(from, to, zone, now)}
      </span>
      <span className="text-muted sm:w-40 sm:text-right">{rotation.name}</span>
    </button>
  );
}
