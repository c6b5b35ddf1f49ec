'use client';

import type { KeyboardEvent } from 'react';
import { cn } from '@/components/ui/class-names';
import type { CalendarView } from '@/server/oncall/calendar';
import type { Laning } from './address';
import { type Bar, type LaneChart as Chart, type Lane, type LaneGroup, lanesOf } from './lanes';

type LaneChartProps = {
  view: CalendarView;
  day: string;
  zone: string;
  by: Laning;
  now: Date;
  onOpen: (id: string) => void;
};

/** Four weeks, a lane per role or person. Drawn by the server as well: it is nothing but places in per cent. */
export function LaneChart({ onOpen, ...question }: LaneChartProps) {
  const chart = lanesOf(question);
  return (
    <section
      aria-label="Lanes"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
      tabIndex={0}
      onKeyDown={walk}
      className="isolate overflow-x-auto overscroll-x-contain rounded-card border print:overflow-visible"
    >
      <div className="min-w-[52rem] print:min-w-0">
        <Days chart={chart} />
        {chart.groups.map((group) => (
          <Group key={group.id} {...{ group, chart, onOpen }} named={chart.groups.length > 1} />
        ))}
      </div>
    </section>
  );
}

const columns = 'grid grid-cols-[9rem_minmax(0,1fr)]';
const word = 'sticky left-0 z-20 border-r bg-background px-3 py-1.5';

function Days({ chart }: { chart: Chart }) {
  return (
    <div className={cn(columns, 'border-b bg-surface')}>
      <span className={cn(word, 'bg-surface text-label text-muted')}>Days</span>
      <div className="relative h-7 overflow-hidden">
        {chart.days
          .filter(({ week }) => week)
          .map(({ at, word: day }) => (
            <span key={at} className="absolute top-1.5 pl-1.5 text-label" style={{ left: `${at}%` }}>
              {day}
            </span>
          ))}
      </div>
    </div>
  );
}

type GroupProps = { group: LaneGroup; chart: Chart; named: boolean; onOpen: (id: string) => void };

function Group({ group, chart, named, onOpen }: GroupProps) {
  return (
    <section aria-label={group.name} className="border-b last:border-b-0">
      <div className={cn(columns, 'border-b')}>
        <span className={cn(word, 'truncate font-medium')} title={group.name}>
          {named ? group.name : 'Handoffs'}
        </span>
        <div className="relative h-8 overflow-hidden text-label text-muted">
          {group.handoffs.slice(0, mostWords).map(({ at, word: handoff, note }) => (
            <span key={at} className="absolute top-0 pl-1.5 leading-8" style={{ left: `${at}%` }}>
              {handoff}
              {note ? <span className="text-major">, {note}</span> : null}
            </span>
          ))}
        </div>
      </div>
      <div className={cn(columns, 'relative')} style={{ gridTemplateRows: `repeat(${group.lanes.length}, auto)` }}>
        <Lines chart={chart} group={group} />
        {group.lanes.map((lane, i) => (
          <LaneRow key={lane.id} lane={lane} place={i + 1} onOpen={onOpen} />
        ))}
      </div>
      {group.publishedTo ? (
        <p className="border-t px-3 py-1 text-label text-muted">Double line: {group.publishedTo.word}.</p>
      ) : null}
    </section>
  );
}

/** More handoffs than these are lines without words. */
const mostWords = 6;

/** Midnights faint, handoffs clear, the end of the published weeks double, now in the accent, what has passed dimmed. */
function Lines({ chart, group }: { chart: Chart; group: LaneGroup }) {
  const line = (at: number) => ({ left: `${at}%` });
  return (
    <div aria-hidden="true" className="pointer-events-none relative col-start-2 row-start-1 row-end-[-1]">
      <div className="absolute inset-y-0 left-0 bg-surface" style={{ width: `${chart.now ?? pastOf(chart)}%` }} />
      {chart.days.map(({ at }) => (
        <span key={at} className="absolute inset-y-0 border-l opacity-60" style={line(at)} />
      ))}
      {group.handoffs.map(({ at }) => (
        <span key={at} className="absolute inset-y-0 border-control border-l" style={line(at)} />
      ))}
      {group.publishedTo ? (
        <span className="absolute inset-y-0 border-ink border-l-4 border-double" style={line(group.publishedTo.at)} />
      ) : null}
      {chart.now === null ? null : (
        <span className="absolute inset-y-0 z-10 border-accent border-l-2" style={line(chart.now)} />
      )}
    </div>
  );
}

/** A range without now lies on one side of it: all past or all to come, as its first bars say. */
const pastOf = ({ groups }: Chart): number =>
  groups.some(({ lanes }) => lanes.some(({ bars }) => bars.some(({ past }) => past))) ? 100 : 0;

const rowRem = 1.75;

function LaneRow({ lane, place, onOpen }: { lane: Lane; place: number; onOpen: (id: string) => void }) {
  return (
    <>
      <span className={cn(word, 'col-start-1 border-b')} style={{ gridRow: place }}>
        {lane.word}
      </span>
      <ul
        aria-label={lane.word}
        data-lane
        className="relative col-start-2 my-1 min-w-0 border-b border-b-transparent"
        style={{ gridRow: place, height: `${lane.rows * rowRem + 0.25}rem` }}
      >
        {lane.bars.map((bar) => (
          <li
            key={bar.id}
            className="absolute h-6.5 px-px"
            style={{ left: `${bar.left}%`, width: `${bar.width}%`, top: `${bar.row * rowRem}rem` }}
          >
            <BarButton bar={bar} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

const looks: Record<Bar['kind'], string> = {
  mine: 'bg-accent text-on-accent',
  first: 'bg-other text-on-other',
  further: 'bg-background text-ink ring-1 ring-control ring-inset',
  gap: 'hatch font-medium',
  away: 'border-dashed border-control bg-surface text-ink',
};

/** Dimmed by other colours, not by transparency: it must still be read. */
const pastLooks: Partial<Record<Bar['kind'], string>> = {
  mine: 'border-accent bg-accent-tint text-ink',
  first: 'border-divider bg-background text-muted',
  further: 'border-divider bg-background text-muted',
};

function BarButton({ bar, onOpen }: { bar: Bar; onOpen: (id: string) => void }) {
  const look = cn(
    'keeps-colour bordered-when-forced block size-full truncate rounded-[4px] border border-transparent px-1.5 text-left text-label',
    (bar.past && pastLooks[bar.kind]) || looks[bar.kind],
    bar.covered && 'border-2 border-ink',
  );
  if (bar.kind === 'away') {
    return (
      <span className={cn(look, 'leading-6')} title={bar.title}>
        {bar.label}
      </span>
    );
  }
  return (
    <button type="button" aria-label={bar.title} title={bar.title} onClick={() => onOpen(bar.id)} className={look}>
      {bar.label}
    </button>
  );
}

/** Arrows between shifts and lanes: left and right within one, up and down to the bar nearest in place. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const lane = (event.target as HTMLElement).closest('[data-lane]');
  if (!lane) return;
  const lanes = [...event.currentTarget.querySelectorAll('[data-lane]')];
  const bars = (of: Element | undefined) => [...(of?.querySelectorAll('button') ?? [])];
  const own = bars(lane);
  const at = own.indexOf(event.target as HTMLButtonElement);
  const left = (bar: Element) => bar.getBoundingClientRect().left;
  const nearest = (all: HTMLButtonElement[]) => {
    const here = left(event.target as HTMLElement);
    return [...all].sort((a, b) => Math.abs(left(a) - here) - Math.abs(left(b) - here))[0];
  };
  const beside = (step: 1 | -1) => {
    for (let i = lanes.indexOf(lane) + step; i >= 0 && i < lanes.length; i += step) {
      const found = nearest(bars(lanes[i]));
      if (found) return found;
    }
    return undefined;
  };
  const ways: Record<string, () => HTMLButtonElement | undefined> = {
    ArrowLeft: () => own[at - 1],
    ArrowRight: () => own[at + 1],
    ArrowUp: () => beside(-1),
    ArrowDown: () => beside(1),
  };
  const next = ways[event.key]?.();
  if (!next) return;
  event.preventDefault();
  next.focus();
}
