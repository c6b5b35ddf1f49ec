import { roleWord } from '@/components/oncall/phrases';
import { dayOf, spanOf, timeOfDay } from '@/components/ui/instant';
import type { CalendarView } from '@/server/oncall/calendar';
import { addDays, instantOf } from '@/server/time/wall-clock';
import type { Laning } from './address';
import { laneWeeks, mondayOf } from './days';
import { type Entry, entriesOf, labelOf } from './to-events';

/** Something in a lane. Places are per cent of the range, by instants: a week of 169 hours is wider than one of 168. */
export type Bar = {
  id: string;
  kind: Entry['kind'] | 'away';
  label: string;
  /** The whole of it, for hover and for ears: who, what, from when to when, in which zone. */
  title: string;
  left: number;
  width: number;
  /** Bars that overlap in one lane lie below each other: 0 is the top. */
  row: number;
  past: boolean;
  covered: boolean;
};

export type Lane = { id: string; word: string; bars: Bar[]; rows: number };

/** One rotation's lanes, and the lines that go through all of them. */
export type LaneGroup = {
  id: string;
  name: string;
  zone: string;
  lanes: Lane[];
  /** Edges of its weeks. `note`: said where the clocks change in the week that begins there. */
  handoffs: { at: number; word: string; note: string | null }[];
  /** Per cent up to which the weeks are published; null outside of the range. */
  publishedTo: { at: number; word: string } | null;
};

export type LaneChart = {
  from: Date;
  to: Date;
  groups: LaneGroup[];
  /** Midnights of the zone that is looked at, with the day that begins. */
  days: { at: number; word: string; week: boolean }[];
  now: number | null;
};

type Question = { view: CalendarView; day: string; zone: string; by: Laning; now: Date };

/** Four weeks from the Monday of a day, on the clock of `zone`: a lane per role, or per person. */
export function lanesOf({ view, day, zone, by, now }: Question): LaneChart {
  const monday = mondayOf(day);
  const from = instantOf(`${monday}T00:00`, zone);
  const to = addDays(from, 7 * laneWeeks, zone);
  const scale = scaleOf(from, to);
  const entries = entriesOf(view).filter((entry) => entry.from < to && entry.to > from);
  const groups = view.rotations.map((rotation): LaneGroup => {
    const own = entries.filter((entry) => entry.rotation.id === rotation.id);
    const bar = (entry: Entry) => barOf(entry, { scale, zone, now });
    const lanes = by === 'role' ? byRole(own, rotation.roles, bar) : byPerson(own, bar);
    return {
      ...{ id: rotation.id, name: rotation.name, zone: rotation.zone },
      lanes: [...lanes, ...awayLane(view, rotation, { scale, zone, now })],
      handoffs: handoffLines(rotation.handoffs, rotation.zone, scale),
      publishedTo: inside(rotation.publishedUntil, scale, (at) => ({
        at,
        word: `published to ${dayWord(rotation.publishedUntil, rotation.zone)}`,
      })),
    };
  });
  return { from, to, groups, days: dayLines(from, zone, scale), now: inside(now, scale, (at) => at) };
}

type Scale = { from: number; to: number; at: (instant: Date) => number };

function scaleOf(from: Date, to: Date): Scale {
  const [start, length] = [from.getTime(), to.getTime() - from.getTime()];
  const at = (instant: Date) => Math.min(100, Math.max(0, ((instant.getTime() - start) / length) * 100));
  return { from: start, to: to.getTime(), at };
}

function inside<T>(instant: Date, scale: Scale, make: (at: number) => T): T | null {
  return instant.getTime() < scale.from || instant.getTime() >= scale.to ? null : make(scale.at(instant));
}

type Drawing = { scale: Scale; zone: string; now: Date };
type Placed = { left: number; width: number };

const placed = ({ from, to }: { from: Date; to: Date }, { at }: Scale): Placed => ({
  left: at(from),
  width: at(to) - at(from),
});

function barOf(entry: Entry, { scale, zone, now }: Drawing): Bar {
  const label = labelOf(entry, false);
  return {
    ...{ id: entry.id, kind: entry.kind, label, row: 0 },
    ...placed(entry, scale),
    title: `${label}, ${spanOf(entry.from, entry.to, zone, now)}`,
    past: entry.to <= now,
    covered: entry.source === 'override',
  };
}

function byRole(entries: readonly Entry[], roles: readonly string[], bar: (entry: Entry) => Bar): Lane[] {
  return roles.map((role) => {
    const own = entries.filter((entry) => entry.role === role);
    // The lane says the role already: the bar has room for the name.
    const bars = own.map((entry) => ({ ...bar(entry), label: withoutRole(bar(entry).label, role) }));
    return lane(role, roleWord(role), bars);
  });
}

const withoutRole = (label: string, role: string): string => label.replace(`${roleWord(role)}: `, '');

/** Nobody first: what is missing is looked at before who is there. */
function byPerson(entries: readonly Entry[], bar: (entry: Entry) => Bar): Lane[] {
  const people = new Map(entries.flatMap(({ person }) => (person ? [[person.id, person.name] as const] : [])));
  const gaps = entries.filter(({ kind }) => kind === 'gap').map(bar);
  const lanes = [...people]
    .sort(([, a], [, b]) => a.localeCompare(b))
    .map(([id, name]) => {
      const own = entries.filter(({ person }) => person?.id === id);
      return lane(
        id,
        name,
        own.map((entry) => ({ ...bar(entry), label: roleWord(entry.role) })),
      );
    });
  return gaps.length > 0 ? [lane('nobody', 'Nobody', gaps), ...lanes] : lanes;
}

/** One bar for all who are away for the same reason and time. */
function awayLane(
  { away, people }: CalendarView,
  { shifts }: CalendarView['rotations'][number],
  drawing: Drawing,
): Lane[] {
  const holders = new Set(shifts.map(({ personId }) => personId));
  const together = new Map<string, { name: string; from: Date; to: Date; who: string[] }>();
  for (const { personId, name, from, to } of away) {
    if (!holders.has(personId) || from.getTime() >= drawing.scale.to || to.getTime() <= drawing.scale.from) continue;
    const key = `${name} ${from.getTime()} ${to.getTime()}`;
    const known = together.get(key) ?? { name, from, to, who: [] };
    known.who.push(people.find(({ id }) => id === personId)?.name ?? 'Somebody');
    together.set(key, known);
  }
  const bars = [...together].map(([key, { name, from, to, who }]): Bar => {
    const label = `${name}: ${who.join(', ')}`;
    const title = `${label}, ${spanOf(from, to, drawing.zone, drawing.now)}`;
    const past = to <= drawing.now;
    return {
      id: `away ${key}`,
      kind: 'away',
      label,
      title,
      ...placed({ from, to }, drawing.scale),
      row: 0,
      past,
      covered: false,
    };
  });
  return bars.length > 0 ? [lane('away', 'Time off and holidays', bars)] : [];
}

/** Bars that overlap get a row each, the earliest on top. */
function lane(id: string, word: string, bars: readonly Bar[]): Lane {
  const ends: number[] = [];
  const sorted = [...bars].sort((a, b) => a.left - b.left);
  const stacked = sorted.map((bar) => {
    const free = ends.findIndex((end) => end <= bar.left + 1e-6);
    const row = free < 0 ? ends.length : free;
    ends[row] = bar.left + bar.width;
    return { ...bar, row };
  });
  return { id, word, bars: stacked, rows: Math.max(1, ends.length) };
}

const hourMs = 3_600_000;

function handoffLines(handoffs: readonly Date[], zone: string, scale: Scale): LaneGroup['handoffs'] {
  return handoffs.flatMap((handoff, i) => {
    const next = handoffs[i + 1];
    const hours = next ? Math.round((next.getTime() - handoff.getTime()) / hourMs) : 0;
    const note = hours % 24 === 1 || hours % 24 === 23 ? `clocks change: ${hours} h` : null;
    const line = inside(handoff, scale, (at) => ({ at, word: `Handoff ${timeOfDay(handoff, zone)}`, note }));
    return line ? [line] : [];
  });
}

const dayWord = (instant: Date, zone: string): string => dayOf(instant, zone, instant);

function dayLines(from: Date, zone: string, scale: Scale): LaneChart['days'] {
  return Array.from({ length: 7 * laneWeeks }, (_, i) => {
    const day = addDays(from, i, zone);
    return { at: scale.at(day), word: dayWord(day, zone), week: i % 7 === 0 };
  });
}
