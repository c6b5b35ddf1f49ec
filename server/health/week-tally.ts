import { runbooksFor } from '@/server/runbook/matching';
import type { Facts, Span } from './facts';
import { feltAs } from './hour-class';
import type { Counts, Felt } from './tally';

/** Interruptions in the order of time: a column each. */
export type FeltColumns = {
  at: number[];
  person: string[];
  key: string[];
  service: string[];
  title: string[];
  repeat: boolean[];
};

/** The same as it is read, with what it was sent as and for which alert. */
export type PageColumns = FeltColumns & { id: string[]; alert: string[] };

export const noPages: PageColumns = {
  at: [],
  id: [],
  person: [],
  alert: [],
  key: [],
  service: [],
  title: [],
  repeat: [],
};

/** The starts of the on-call weeks that are counted and the end of the last, and up to when things are told. */
export type Slices = { starts: Date[]; asOf: Date };

/** Alerts opened in one week, counted. `bucket`: the week, from 1 on; `undecided`: those that may still be in time. */
export type WeekCounts = Counts & { bucket: number; undecided: number };

/** When each person had alerts, in milliseconds. */
export type Busy = { personId: string; spans: [number, number][] };

/**
 * All that the alerts and pages of one on-call week come to, small enough to be kept and whole enough to be added to
 * other weeks. People and troubles are named once; an interruption names them by their place.
 */
export type WeekTally = Span & {
  felt: { at: number[]; person: number[]; trouble: number[]; repeat: number[] };
  people: string[];
  /** Key, service and title of what interrupted. */
  troubles: [string, string, string][];
  counts: Counts;
  /** Alerts of which the time to acknowledge is not over. */
  undecided: number;
  busy: Busy[];
};

/** The place of a value in a list that grows with each new one. */
function places<T>(nameOf: (value: T) => string): { list: T[]; of(value: T): number } {
  const known = new Map<string, number>();
  const list: T[] = [];
  return {
    list,
    of(value) {
      const name = nameOf(value);
      const place = known.get(name) ?? list.push(value) - 1;
      known.set(name, place);
      return place;
    },
  };
}

type Counted = {
  felt: FeltColumns;
  counts: readonly WeekCounts[];
  busy: readonly Busy[];
};

/** What was counted over several weeks, week by week. `counts`: by the number of the week, from 1 on. */
export function weekTallies(weeks: readonly Span[], { felt, counts, busy }: Counted): WeekTally[] {
  let next = 0;
  return weeks.map(({ from, to }, i) => {
    const people = places((id: string) => id);
    const troubles = places((trouble: [string, string, string]) => JSON.stringify(trouble));
    const own: WeekTally['felt'] = { at: [], person: [], trouble: [], repeat: [] };
    for (; (felt.at[next] ?? Number.POSITIVE_INFINITY) < to.getTime(); next++) {
      own.at.push(felt.at[next] ?? 0);
      own.person.push(people.of(felt.person[next] ?? ''));
      own.trouble.push(troubles.of([felt.key[next] ?? '', felt.service[next] ?? '', felt.title[next] ?? '']));
      own.repeat.push(felt.repeat[next] ? 1 : 0);
    }
    const found = counts.find(({ bucket }) => bucket === i + 1);
    const { bucket: _, undecided, ...rest } = found ?? { bucket: i + 1, undecided: 0, ...nothingCounted };
    return {
      ...{ from, to, felt: own, people: people.list, troubles: troubles.list, counts: rest, undecided },
      busy: busy.flatMap(({ personId, spans }) => {
        const inside = spans.flatMap(([start, end]): [number, number][] => {
          const cut: [number, number] = [Math.max(start, from.getTime()), Math.min(end, to.getTime())];
          return cut[0] < cut[1] ? [cut] : [];
        });
        return inside.length === 0 ? [] : [{ personId, spans: inside }];
      }),
    };
  });
}

export const nothingCounted: Counts = {
  ...{ paging: 0, classified: 0, needed: 0, noise: 0, closed: 0, recovered: 0, nothing: 0, unacknowledged: 0 },
  ...{ neverAcknowledged: 0, flapping: [], inTime: 0, known: 0, answered: 0, beforeTimeout: 0, timedOut: 0, byHand: 0 },
  ...{ ranOut: 0, delays: [], times: [] },
};

/** Lists one after the other, as they are: many times faster than element by element. */
export const joined = <T>(lists: readonly (readonly T[])[]): T[] => ([] as T[]).concat(...lists);

/** What the alerts of several weeks come to. */
export function addedCounts(weeks: readonly Counts[]): Counts {
  const [only] = weeks;
  if (only && weeks.length === 1) return only;
  const sum = { ...nothingCounted };
  for (const name of Object.keys(nothingCounted) as (keyof Counts)[])
    if (name !== 'flapping' && name !== 'delays' && name !== 'times')
      sum[name] = weeks.reduce((all, week) => all + week[name], 0);
  return {
    ...sum,
    flapping: [...new Set(joined(weeks.map(({ flapping }) => flapping)))],
    delays: joined(weeks.map(({ delays }) => delays)),
    times: joined(weeks.map(({ times }) => times)),
  };
}

/** When each person had alerts in several weeks, in their order. */
export function busyOf(weeks: readonly (readonly Busy[])[]): Map<string, [number, number][]> {
  const busy = new Map<string, [number, number][]>();
  for (const { personId, spans } of weeks.flat()) {
    const own = busy.get(personId);
    if (own) for (const span of spans) own.push(span);
    else busy.set(personId, [...spans]);
  }
  return busy;
}

type Runbook = Parameters<typeof runbooksFor>[0][number];
type RoleAt = (at: Date, personId: string) => string | null;

/** What was felt in a week: with the role that people held, how it felt to them, and whether there was a runbook for it. */
export function feltOf(
  { felt, people, troubles }: WeekTally,
  runbooks: readonly Runbook[],
  facts: Pick<Facts, 'people'>,
  roleAt: RoleAt,
): Felt[] {
  const known = troubles.map(([key, serviceId, title]) => {
    return { key, serviceId, title, hasRunbook: runbooksFor(runbooks, { key, serviceId, title }).length > 0 };
  });
  return felt.at.map((ms, i): Felt => {
    const [at, personId] = [new Date(ms), people[felt.person[i] ?? 0] ?? ''];
    const { key = '', serviceId = '', title = '', hasRunbook = false } = known[felt.trouble[i] ?? 0] ?? {};
    const person = facts.people.get(personId);
    const how = person && feltAs(at, person);
    const [role, repeat] = [roleAt(at, personId), felt.repeat[i] === 1];
    return { at, personId, role, key, serviceId, title, hasRunbook, repeat, felt: how };
  });
}

/** The weeks that follow one another without a break, at most so many at once. */
export function runsOf<T extends Span>(weeks: readonly T[], most: number): T[][] {
  const runs: T[][] = [];
  for (const week of weeks) {
    const last = runs.at(-1);
    if (last && last.length < most && last.at(-1)?.to.getTime() === week.from.getTime()) last.push(week);
    else runs.push([week]);
  }
  return runs;
}

/** How long after its end a week is counted anew every time, and how long a week lasts at least. */
const settledMs = 2 * 86_400_000;
const weekMs = 167 * 3_600_000;

/** Whether nothing of a whole week changes any more without its being told. */
export const isSettled = ({ from, to, undecided }: WeekTally, now: Date): boolean =>
  undecided === 0 && to.getTime() - from.getTime() >= weekMs && now.getTime() - to.getTime() >= settledMs;

/** Whether two countings of a week found the same; in which order people and delays were met says nothing. */
export function isSame(one: WeekTally, other: WeekTally): boolean {
  const plain = ({ felt, people, troubles, counts, busy }: WeekTally) => ({
    felt: felt.at.map((at, i) => [at, people[felt.person[i] ?? 0], troubles[felt.trouble[i] ?? 0], felt.repeat[i]]),
    counts: Object.entries(counts)
      .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value])
      .sort(),
    busy: [...busy].sort((a, b) => (a.personId < b.personId ? -1 : 1)),
  });
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}
