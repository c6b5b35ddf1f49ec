import { roleWord } from '@/components/oncall/phrases';
import { dayAndTime, dayOf, spanOf } from '@/components/ui/instant';
import type { CalendarRotation, CalendarView } from '@/server/oncall/calendar';
import type { Span } from '@/server/time/span';
import { instantOf } from '@/server/time/wall-clock';
import type { Laning, Range } from './address';
import type { Bar } from './bar';
import { edgesOf } from './days';
import {
  clockChanges,
  dayLines,
  type HandoffLine,
  handoffLines,
  type Line,
  placeIn,
  type Scale,
  scaleOf,
} from './lane-lines';
import { type Asked, requestBars } from './request-bars';
import { type Entry, entriesOf, labelOf } from './to-events';

export type Lane = {
  id: string;
  word: string;
  bars: Bar[];
  rows: number;
  /** The role whose lane it is; null where it is of a person, or of no role. */
  role: string | null;
};

/** One rotation's lanes, and the lines that go through all of them. */
export type LaneGroup = {
  id: string;
  name: string;
  lanes: Lane[];
  /** Edges of its weeks. */
  handoffs: HandoffLine[];
  /** Up to where the weeks stand. `at`: null outside of the range. */
  publishedTo: { at: number | null; word: string };
  /** What is to be known about these weeks, a sentence each. */
  notes: string[];
};

export type LaneChart = {
  from: Date;
  to: Date;
  groups: LaneGroup[];
  days: Line[];
  now: { at: number; word: string } | null;
  /** How much of the range has passed, in per cent. */
  passed: number;
};

type Question = { view: CalendarView; day: string; range: Range; zone: string; by: Laning; now: Date; asked?: Asked };
type Drawing = { scale: Scale; zone: string; now: Date };

/** The weeks, month or quarter of a day, on the clock of `zone`: a lane per role, or per person. */
export function lanesOf({ view, day, range, zone, by, now, asked }: Question): LaneChart {
  const { first, next } = edgesOf(day, range);
  const scale = scaleOf(instantOf(`${first}T00:00`, zone), instantOf(`${next}T00:00`, zone));
  const drawing = { scale, zone, now };
  const entries = entriesOf(view).filter((entry) => entry.from < scale.to && entry.to > scale.from);
  const groups = view.rotations.map((rotation): LaneGroup => {
    const { id, name, roles, handoffs, publishedUntil } = rotation;
    const own = entries.filter((entry) => entry.rotation.id === id);
    const bar = (entry: Entry) => barOf(entry, drawing);
    const lanes = by === 'role' ? byRole(own, roles, bar) : byPerson(own, bar);
    return {
      ...{ id, name },
      lanes: [...lanes, ...askedLane(asked, id, drawing), ...awayLane(view, rotation, drawing)],
      handoffs: handoffLines(handoffs, rotation.zone, scale, range),
      publishedTo: {
        at: placeIn(scale, publishedUntil),
        word: `published to ${dayOf(publishedUntil, rotation.zone, now)}`,
      },
      notes: clockChanges(handoffs, rotation.zone, scale),
    };
  });
  const at = placeIn(scale, now);
  return {
    ...{ from: scale.from, to: scale.to, groups },
    days: dayLines(scale, zone, range),
    now: at === null ? null : { at, word: `Now: ${dayAndTime(now, zone, now)}` },
    passed: scale.at(now),
  };
}

type Placed = { left: number; width: number };

const placed = ({ from, to }: Span, { at }: Scale): Placed => ({ left: at(from), width: at(to) - at(from) });

function barOf(entry: Entry, { scale, zone, now }: Drawing): Bar {
  const label = labelOf(entry, false);
  return {
    ...{ id: entry.id, kind: entry.kind, label, row: 0 },
    ...placed(entry, scale),
    title: `${label}, ${spanOf(entry.from, entry.to, zone, now)}`,
    past: entry.to <= now,
    covered: entry.source !== 'rotation',
  };
}

function byRole(entries: readonly Entry[], roles: readonly string[], bar: (entry: Entry) => Bar): Lane[] {
  return roles.map((role) => {
    const own = entries.filter((entry) => entry.role === role);
    // The lane says the role already: the bar has room for the name.
    const bars = own.map((entry) => {
      const { label, ...rest } = bar(entry);
      return { ...rest, label: fittingName(rest.width, withoutRole(label, role), entry.person?.name ?? 'Nobody') };
    });
    return { ...lane(role, roleWord(role), bars), role };
  });
}

const withoutRole = (label: string, role: string): string => label.replace(`${roleWord(role)}: `, '');

/** About how much a letter takes, in per cent of the range, where it is drawn as narrow as it may be. */
const letter = 0.8;

/** The longest that fits: a name that is cut in the middle is nobody's. */
const fitting = (width: number, ...texts: readonly string[]): string =>
  texts.find((text) => letter * (text.length + 1.2) <= width) ?? '';

function fittingName(width: number, label: string, name: string): string {
  const words = name.trim().split(/\s+/);
  return fitting(width, label, name, words[0] ?? name, words.map((word) => word.charAt(0)).join(''));
}

/** Nobody first: what is missing is looked at before who is there. */
function byPerson(entries: readonly Entry[], bar: (entry: Entry) => Bar): Lane[] {
  const people = new Map(entries.flatMap(({ person }) => (person ? [[person.id, person.name] as const] : [])));
  const gaps = entries.filter(({ kind }) => kind === 'gap').map(bar);
  const lanes = [...people]
    .sort(([, a], [, b]) => a.localeCompare(b))
    .map(([id, name]) => {
      const own = entries.filter(({ person }) => person?.id === id);
      const bars = own.map((entry) => {
        const { label: _, ...rest } = bar(entry);
        return { ...rest, label: fitting(rest.width, roleWord(entry.role), roleWord(entry.role).charAt(0)) };
      });
      return lane(id, name, bars);
    });
  return gaps.length > 0 ? [lane('nobody', 'Nobody', gaps), ...lanes] : lanes;
}

/** What is asked and not yet in effect, as ghosts. */
function askedLane(asked: Asked | undefined, rotationId: string, drawing: Drawing): Lane[] {
  const bars = asked ? requestBars(asked, rotationId, drawing) : [];
  return bars.length > 0
    ? [
        lane(
          'requests',
          'Requests',
          bars.map((bar) => beside(bar)),
        ),
      ]
    : [];
}

/** One bar for all who are away for the same reason at about the same time: midnights differ by the zone. */
function awayLane({ away, people }: CalendarView, { shifts }: CalendarRotation, drawing: Drawing): Lane[] {
  const { scale, zone, now } = drawing;
  const holders = new Set(shifts.map(({ personId }) => personId));
  const together: { name: string; from: Date; to: Date; who: string[] }[] = [];
  for (const each of away) {
    if (!holders.has(each.personId) || each.from >= scale.to || each.to <= scale.from) continue;
    const who = people.find(({ id }) => id === each.personId)?.name ?? 'Somebody';
    const known = together.find(
      ({ name, from, to }) => name === each.name && near(from, each.from) && near(to, each.to),
    );
    if (!known) together.push({ name: each.name, from: each.from, to: each.to, who: [who] });
    else {
      known.who.push(who);
      if (each.from < known.from) known.from = each.from;
      if (each.to > known.to) known.to = each.to;
    }
  }
  const bars = together.map(({ name, from, to, who }): Bar => {
    const whole = `${name}: ${who.join(', ')}`;
    const label = who.length > mostNamed ? `${name}: ${who.length} people` : whole;
    return beside({
      ...{ id: `away ${label} ${from.getTime()}`, kind: 'away', label, row: 0, past: to <= now, covered: false },
      ...{ title: `${whole}, ${spanOf(from, to, zone, now)}`, ...placed({ from, to }, scale) },
    });
  });
  return bars.length > 0 ? [lane('away', 'Away', bars)] : [];
}

/** More names than these are a number; the whole of it says them all. */
const mostNamed = 3;

const near = (one: Date, other: Date): boolean => Math.abs(one.getTime() - other.getTime()) < 86_400_000;
/** Beside a bar words may run a little wider or narrower: nothing is cut there. */
const roomOf = (label: string): number => 0.75 * letter * (label.length + 2);

/** Words that do not fit into their bar stand next to it, on the side where there is room. */
function beside(bar: Bar): Bar {
  const room = roomOf(bar.label);
  return room <= bar.width ? bar : { ...bar, beside: bar.left + room > 100 ? 'before' : 'after' };
}

/** From where to where a bar reaches with its words. */
function reachOf({ left, width, label, beside }: Bar): { start: number; end: number } {
  if (!beside) return { start: left, end: left + width };
  return beside === 'after'
    ? { start: left, end: left + Math.max(width, roomOf(label)) }
    : { start: Math.min(left, left + width - roomOf(label)), end: left + width };
}

/** Bars that overlap get a row each, the earliest on top. */
function lane(id: string, word: string, bars: readonly Bar[]): Lane {
  const ends: number[] = [];
  const sorted = [...bars].sort((a, b) => reachOf(a).start - reachOf(b).start);
  const stacked = sorted.map((bar) => {
    const { start, end } = reachOf(bar);
    const free = ends.findIndex((taken) => taken <= start + 1e-6);
    const row = free < 0 ? ends.length : free;
    ends[row] = end;
    return { ...bar, row };
  });
  return { id, word, bars: stacked, rows: Math.max(1, ends.length), role: null };
}
