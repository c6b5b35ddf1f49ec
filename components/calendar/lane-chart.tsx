'use client';

import type { KeyboardEvent } from 'react';
import { cn } from '@/components/ui/class-names';
import type { CalendarView } from '@/server/oncall/calendar';
import type { Laning, Range } from './address';
import { LaneBar } from './lane-bar';
import { type LaneChart as Chart, type Lane, type LaneGroup, lanesOf } from './lanes';
import type { Asked } from './request-bars';
import { type Stretch, useStretch } from './use-stretch';

type LaneChartProps = {
  view: CalendarView;
  day: string;
  range: Range;
  zone: string;
  by: Laning;
  now: Date;
  asked: Asked;
  onOpen: (id: string) => void;
  /** Dragged over a lane: the rotation, the role where the lane is of one, and the time. */
  onStretch: (stretch: { rotation: string; role: string | null; from: Date; to: Date }) => void;
};

/** A lane per role or person. Drawn by the server as well: it is nothing but places in per cent. */
export function LaneChart({ onOpen, onStretch, ...question }: LaneChartProps) {
  const chart = lanesOf(question);
  return (
    <section
      aria-label="Lanes"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
      tabIndex={0}
      onKeyDown={walk}
      className="isolate overflow-x-auto overscroll-x-contain rounded-card border print:overflow-visible"
    >
      <div className={cn('print:min-w-0', question.range === 'quarter' ? 'min-w-[72rem]' : 'min-w-[52rem]')}>
        <Days chart={chart} />
        {chart.groups.map((group) => (
          <Group key={group.id} {...{ group, chart, onOpen, onStretch }} />
        ))}
      </div>
    </section>
  );
}

const columns = 'grid grid-cols-[7.5rem_minmax(0,1fr)] sm:grid-cols-[10rem_minmax(0,1fr)]';
const word = 'sticky left-0 z-20 truncate border-r bg-background px-3 py-1.5 max-sm:text-label';
const from = (at: number) => ({ left: `${at}%` });

function Days({ chart }: { chart: Chart }) {
  return (
    <div className={cn(columns, 'border-b bg-surface')}>
      <span className={cn(word, 'bg-surface text-label text-muted')}>Days</span>
      <div className="relative h-7 overflow-hidden">
        {chart.days.map(({ at, word: day }) =>
          day === null ? null : (
            <span key={at} className="absolute top-1.5 whitespace-nowrap pl-1.5 text-label" style={from(at)}>
              {day}
            </span>
          ),
        )}
        {chart.now ? (
          <span
            role="img"
            aria-label={chart.now.word}
            title={chart.now.word}
            className="keeps-colour absolute bottom-0 size-2.5 -translate-x-[calc(50%-1px)] rounded-t-full bg-accent"
            style={from(chart.now.at)}
          />
        ) : null}
      </div>
    </div>
  );
}

type GroupProps = Pick<LaneChartProps, 'onOpen' | 'onStretch'> & { group: LaneGroup; chart: Chart };

function Group({ group, chart, onOpen, onStretch }: GroupProps) {
  const dragged = (role: string | null) => (stretch: Stretch) =>
    onStretch({ rotation: group.id, role, from: hourIn(chart, stretch.from), to: hourIn(chart, stretch.to) });
  return (
    <section aria-label={group.name} className="border-b last:border-b-0">
      <div className="border-b">
        <p className="sticky left-0 flex w-fit max-w-[calc(100vw-3rem)] flex-wrap items-baseline gap-x-3 px-3 py-1.5">
          <span className="font-medium">{group.name}</span>
          <span className="text-label text-muted">
            {group.publishedTo.word}
            {group.publishedTo.at === null ? null : ' (double line)'}
          </span>
          {group.notes.map((note) => (
            <span key={note} className="text-label text-major">
              {note}
            </span>
          ))}
        </p>
      </div>
      <div className={cn(columns, 'relative')} style={{ gridTemplateRows: `repeat(${group.lanes.length + 1}, auto)` }}>
        <Lines chart={chart} group={group} />
        <span className={cn(word, 'col-start-1 row-start-1 border-b text-label text-muted')}>Handoffs</span>
        <div className="relative col-start-2 row-start-1 h-7 overflow-hidden border-b text-label text-muted">
          {group.handoffs.map(({ at, word: handoff, note }) => (
            <span key={at} className="absolute top-0 whitespace-nowrap pl-1.5 leading-7" style={from(at)}>
              {handoff}
              {note ? <span className="pl-1.5 font-medium text-major">{note}</span> : null}
            </span>
          ))}
        </div>
        {group.lanes.map((lane, i) => (
          <LaneRow key={lane.id} lane={lane} place={i + 2} onOpen={onOpen} onStretch={dragged(lane.role)} />
        ))}
      </div>
    </section>
  );
}

/** Midnights faint, handoffs clear, the end of the published weeks double, now in the accent, what has passed dimmed. */
function Lines({ chart, group }: { chart: Chart; group: LaneGroup }) {
  return (
    <div aria-hidden="true" className="pointer-events-none relative col-start-2 row-start-1 row-end-[-1]">
      <div className="absolute inset-y-0 left-0 bg-surface" style={{ width: `${chart.passed}%` }} />
      {chart.days.map(({ at }) => (
        <span key={at} className="absolute inset-y-0 border-l opacity-60" style={from(at)} />
      ))}
      {group.handoffs.map(({ at }) => (
        <span key={at} className="absolute inset-y-0 border-control border-l" style={from(at)} />
      ))}
      {group.publishedTo.at === null ? null : (
        <span className="absolute inset-y-0 border-ink border-l-4 border-double" style={from(group.publishedTo.at)} />
      )}
      {chart.now ? (
        <span className="absolute inset-y-0 z-10 border-accent border-l-2" style={from(chart.now.at)} />
      ) : null}
    </div>
  );
}

const hourMs = 3_600_000;

/** The full hour nearest to a place. */
function hourIn({ from, to }: Chart, at: number): Date {
  const instant = from.getTime() + ((to.getTime() - from.getTime()) * at) / 100;
  return new Date(Math.round(instant / hourMs) * hourMs);
}

const rowRem = 1.75;

type LaneRowProps = {
  lane: Lane;
  place: number;
  onOpen: (id: string) => void;
  onStretch: (stretch: Stretch) => void;
};

function LaneRow({ lane, place, onOpen, onStretch }: LaneRowProps) {
  const { stretch, handlers } = useStretch(onStretch);
  return (
    <>
      <span className={cn(word, 'col-start-1 border-b')} style={{ gridRow: place }} title={lane.word}>
        {lane.word}
      </span>
      <ul
        aria-label={lane.word}
        data-lane
        {...handlers}
        className={cn(
          'relative col-start-2 my-1 min-w-0 select-none border-b border-b-transparent',
          stretch && 'cursor-col-resize',
        )}
        style={{ gridRow: place, height: `${lane.rows * rowRem + 0.25}rem` }}
      >
        {stretch ? (
          <li
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 z-12 rounded-[4px] border-2 border-accent bg-accent/20"
            style={{ left: `${stretch.from}%`, width: `${stretch.to - stretch.from}%` }}
          />
        ) : null}
        {lane.bars.map((bar) => (
          <li
            key={bar.id}
            className="absolute h-6.5 px-px"
            style={{ left: `${bar.left}%`, width: `${bar.width}%`, top: `${bar.row * rowRem}rem` }}
          >
            <LaneBar bar={bar} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Arrows between shifts and lanes: left and right within one, up and down to the bar nearest in place. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const lane = (event.target as HTMLElement).closest('[data-lane]');
  if (!lane) return;
  const lanes = [...event.currentTarget.querySelectorAll('[data-lane]')];
  const bars = (of: Element | undefined) => [...(of?.querySelectorAll<HTMLElement>('button, a') ?? [])];
  const own = bars(lane);
  const at = own.indexOf(event.target as HTMLElement);
  const left = (bar: Element) => bar.getBoundingClientRect().left;
  const nearest = (all: HTMLElement[]) => {
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
  const ways: Record<string, () => HTMLElement | undefined> = {
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
