import type { Figure } from '@/server/health/figure';

export type Verdict = 'good' | 'watch' | 'act' | 'none' | 'not-enough';

/** One bound of a target: beyond it the figure is watched, or something is to be done. */
type Bound = { over: number } | { from: number } | { below: number };

export type Definition = {
  id: string;
  name: string;
  definition: string;
  /** In words, with where it comes from; null: there is none. */
  target: { words: string; source: string } | null;
  watch?: Bound;
  act?: Bound;
  /** Per on-call week: a longer period is judged by its worst week. */
  weekly?: true;
  /** From what denominator on a ratio is judged; 10 where nothing is said. */
  judgedFrom?: number;
  /** What beside its value makes it worse. */
  also?: (figure: Figure) => Verdict;
};

const row = (id: string, name: string, definition: string, rule: Partial<Definition> = {}): Definition => ({
  target: null,
  ...{ id, name, definition },
  ...rule,
});

const target = (words: string, source = 'B'): Pick<Definition, 'target'> => ({ target: { words, source } });

const rows: readonly Definition[] = [
  row(
    'A0',
    'Interruptions',
    'What people felt: pages on interrupting channels, those less than 60 s after the first of them counted with it',
  ),
  row(
    'A1',
    'Interruptions per on-call week',
    'Interruptions of whoever held the role ÷ hours it was held × 168; null below 84 h',
    {
      ...target('at most 7 a week; over 14 is too much', 'B, from G'),
      ...{ watch: { over: 7 }, act: { over: 14 } },
    },
  ),
  row('A2', 'Sleep-hour interruptions', 'Interruptions between 22:00 and 08:00 on the person’s own clock', {
    ...target('none; two a week are too much'),
    ...{ watch: { from: 1 }, act: { from: 2 }, weekly: true },
  }),
  row('A2b', 'Nights interrupted', 'Distinct nights of a person with an interruption in them, of the nights on call', {
    ...target('at most one of a person in a week'),
    ...{ act: { from: 2 }, weekly: true },
  }),
  row('A3', 'Share outside business hours', 'Interruptions in the evening, at weekends, on holidays and asleep ÷ all'),
  row('A4', 'Hours with an interruption', 'Distinct whole hours, counted from the week’s handoff'),
  row('A5.max', 'Most incidents in 12 hours', 'Windows of twelve hours on the clock from each handoff on', {
    ...target('at most 2', 'G'),
    act: { over: 2 },
  }),
  row('A5.over', 'Half days with more than two incidents', 'Windows of twelve hours from each handoff on', {
    ...target('none', 'G'),
    act: { from: 1 },
  }),
  row('A6', 'Incidents a day', 'Median over the days from handoff to handoff, those without any included', {
    ...target('none on most days', 'G'),
    ...{ watch: { over: 0 }, act: { over: 1 } },
  }),
  row('A7', 'Engaged time', 'Per person the union of the time with alerts acknowledged and incidents held, summed'),
  row('A8.mean', 'Share of time on call', 'Hours in a paging role ÷ hours gone by, mean over everybody in the queue', {
    ...target('at most 25 %; half is too much', 'G, MoJ'),
    ...{ watch: { over: 0.25 }, act: { from: 0.5 } },
  }),
  row('A8.max', 'Greatest share of time on call', 'Hours in a paging role ÷ hours gone by, of whoever had most', {
    ...target('at most 25 %; half is too much', 'G, MoJ'),
    ...{ watch: { over: 0.25 }, act: { from: 0.5 } },
  }),
  row('A9', 'Back-to-back primary weeks', 'Consecutive weeks with the same main primary', {
    ...target('none'),
    act: { from: 1 },
  }),
  row('B1', 'Actionable', 'Alerts that needed a human ÷ those classified', {
    ...target('at least 80 %'),
    ...{ watch: { below: 0.8 }, act: { below: 0.5 } },
  }),
  row('B2', 'Noise', 'Alerts classified as noise ÷ those classified'),
  row('B3', 'Classified', 'Alerts classified ÷ all that paged', {
    ...target('at least 90 %'),
    ...{ watch: { below: 0.9 }, act: { below: 0.6 } },
  }),
  row('B4', 'Recovered quickly by itself', 'Closed by their source within 300 s before anybody did anything ÷ closed', {
    ...target('under 10 %'),
    ...{ watch: { from: 0.1 }, act: { from: 0.25 } },
  }),
  row('B5', 'Acknowledged, then nothing', 'Acknowledged, closed by the source, and nobody did anything more'),
  row('B6', 'Never acknowledged', 'Closed alerts that nobody acknowledged ÷ closed', {
    ...target('under 5 %'),
    ...{ watch: { from: 0.05 }, act: { from: 0.15 } },
  }),
  row('B7', 'Flapping keys', 'Keys back within 15 min of closing, or opened three times within an hour', {
    ...target('none'),
    act: { from: 1 },
  }),
  row('B8', 'Alerts per incident', 'Alerts of the period’s incidents ÷ incidents that have one'),
  row(
    'B9',
    'Repeats',
    'Interruptions whose key had interrupted somebody in the 28 days before, under an earlier alert ÷ all',
  ),
  row('B10', 'Top three keys’ share', 'Interruptions of the three keys with most ÷ all', {
    ...target('each of the three has an owner or a follow-up'),
  }),
  row('B11', 'No runbook', 'Interruptions whose alert and service have no runbook ÷ all', {
    ...target('under 10 %', 'B, from G'),
    ...{ watch: { from: 0.1 }, act: { from: 0.3 } },
  }),
  row('B12', 'Missed by alerting', 'Incidents without an alert, or declared before the first one ÷ incidents'),
  row('C0.p50', 'Time to first page', 'First page − alert stored, median'),
  row('C0.max', 'Longest time to first page', 'First page − alert stored, the greatest', {
    ...target('within 5 s'),
    ...{ watch: { over: 5 }, act: { over: 60 } },
  }),
  row('C1.p50', 'Time to acknowledge', 'Acknowledgement − first page, median of the acknowledged'),
  row('C1.p90', 'Time to acknowledge, nine of ten', 'Acknowledgement − first page, 90th percentile'),
  row('C2', 'Acknowledged in time', 'Before the policy’s second step was due ÷ those of which it is known', {
    ...target('at least 95 %'),
    ...{ watch: { below: 0.95 }, act: { below: 0.8 } },
  }),
  row('C3', 'Acknowledged before any timeout', 'Acknowledged with no timeout before ÷ acknowledged or timed out', {
    ...target('at least 95 %'),
    watch: { below: 0.95 },
  }),
  row('C4', 'Timeout escalations', 'Alerts with a step that came because nobody answered ÷ all that paged', {
    ...target('under 5 %'),
    ...{ watch: { from: 0.05 }, act: { from: 0.15 } },
  }),
  row('C4m', 'Manual escalations', 'How often somebody asked for help: asking early is good'),
  row('C5', 'Nobody answered', 'Alerts whose policy ran out un-acknowledged', { ...target('none'), act: { from: 1 } }),
  row('C6.declare', 'Time to declare', 'Earliest alert, or the declaration → declared'),
  row('C6.mitigate', 'Time to mitigate', 'Earliest alert, or the declaration → mitigated'),
  row('C6.resolve', 'Time to resolve', 'Earliest alert, or the declaration → resolved'),
  row('D1.ahead', 'Gaps ahead', 'Minutes in the next 12 weeks in which a paging role is held by nobody', {
    ...target('none in the next four weeks'),
    ...{ watch: { over: 0 }, also: ({ parts: { soon = 0 } }) => (soon > 0 ? 'act' : 'none') },
  }),
  row('D1', 'Gap minutes', 'Minutes in which the role should have been held and nobody held it', {
    ...target('none'),
    act: { over: 0 },
  }),
  row('D2', 'Undecided at the start', 'Covers and swaps whose time came before they were decided', {
    ...target('none'),
    act: { from: 1 },
  }),
  row('D3', 'No-backup minutes', 'Minutes in which one person held two paging roles', {
    ...target('none'),
    watch: { over: 0 },
  }),
  row('D4', 'Notice', 'Covers and swaps in effect asked for a week ahead ÷ all in effect', {
    ...target('at least 80 %'),
    watch: { below: 0.8 },
  }),
  row(
    'D5',
    'Reachable',
    'People whose shift starts within 7 days with a verified way to interrupt them ÷ those people',
    {
      ...target('everybody'),
      ...{ act: { below: 1 }, judgedFrom: 1 },
      also: ({ denominator, parts: { twoMethods = 0, proven = 0 } }) =>
        Math.min(twoMethods, proven) < (denominator ?? 0) ? 'watch' : 'none',
    },
  ),
  row('D6', 'Handoff done', 'Handoffs accepted by two hours after ÷ handoffs', {
    ...target('at least 90 %'),
    watch: { below: 0.9 },
  }),
  row('D7', 'Not in any rotation', 'Engineers of the team who stand in no queue', {
    ...target('nobody'),
    watch: { from: 1 },
  }),
  row(
    'E1',
    'Weeks against fair share',
    'Weeks held less the fair share of the weeks one stood in the queue; of the team the most that anybody held above it',
  ),
  row('E2', 'Spread', 'Greatest − least deviation from the fair share, in weeks', {
    ...target('at most a week; over two is unfair'),
    ...{ watch: { over: 1 }, act: { over: 2 } },
  }),
  row('E2g', 'Gini of the load', 'Inequality of the units of those eligible every week, beside its floor'),
  row('E3', 'Concentration', 'Interruptions of whoever had most ÷ all', {
    ...target('at most half, of three or more'),
    watch: { over: 0.5 },
  }),
  row(
    'E3.weekend',
    'Weekend and holiday hours',
    'Hours in a paging role on Saturdays, Sundays and holidays, each on the own clock of whoever held it',
  ),
  row('E4', 'Cover hours', 'Hours moved by covers in effect; of a person those taken over less those given away'),
  row('F1', 'Reviews in time', 'Done within five working days of resolution ÷ those due', {
    ...target('at least 90 %'),
    ...{ watch: { below: 0.9 }, act: { below: 0.6 } },
  }),
  row('F2', 'Follow-ups in time', 'Done by their day ÷ due in the period', {
    ...target('at least 85 %'),
    ...{ watch: { below: 0.85 }, act: { below: 0.6 } },
  }),
  row('F3', 'Runbooks fresh', 'Reviewed in the last 180 days ÷ used in the last 90', {
    ...target('at least 80 %'),
    watch: { below: 0.8 },
  }),
  row('F4', 'Recurrence', 'Incidents sharing a key or factor with one of the 90 days before ÷ incidents'),
  row('G1.slept', 'Slept', 'Answers of 4 or 5 to “I slept” ÷ answers; from five answers on', {
    ...target('at least 60 %'),
    watch: { below: 0.6 },
    judgedFrom: 5,
  }),
  row('G1.supported', 'Felt supported', 'Answers of 4 or 5 to “I felt supported” ÷ answers; from five on', {
    ...target('at least 60 %'),
    ...{ watch: { below: 0.6 }, judgedFrom: 5 },
  }),
  row('G1.again', 'Would take this week again', 'Answers of 4 or 5 ÷ answers; from five on', {
    ...target('at least 60 %'),
    ...{ watch: { below: 0.6 }, judgedFrom: 5 },
  }),
  row(
    'G2',
    'Recovery taken',
    'Nights interrupted before a working day after which the person had time off when work began ÷ those nights',
  ),
];

const byId = new Map(rows.map((each) => [each.id, each]));

/** What a figure means. `A1.primary` is A1 of a role: its name says so. */
export function definitionOf(id: string): Definition {
  const known = byId.get(id);
  if (known) return known;
  const [family = id, role] = [id.slice(0, 2), id.slice(3)];
  const found = byId.get(family) ?? row(id, id, '');
  // What the second in line takes has no target of its own.
  const { watch: _, act: __, target: ___, ...bare } = found;
  const judged = family === 'A1' && role !== 'primary' ? { ...bare, target: null } : found;
  return { ...judged, id, name: `${found.name}, ${role}` };
}

const beyond = (value: number, bound: Bound | undefined): boolean => {
  if (!bound) return false;
  if ('over' in bound) return value > bound.over;
  return 'from' in bound ? value >= bound.from : value < bound.below;
};

const leastDenominator = 10;

/** What a figure of one on-call week, or of one that is not counted by the week, is worth. */
export function judge(figure: Figure, definition: Definition = definitionOf(figure.id)): Verdict {
  if (!definition.watch && !definition.act) return 'none';
  // Of nights it is one person's that count, not everybody's together.
  const value = figure.id === 'A2b' ? (figure.parts.mostOfOne ?? 0) : figure.value;
  if (value === null) return 'not-enough';
  // Of two people one always has at least half.
  if (figure.id === 'E3' && (figure.parts.people ?? 0) < 3) return 'none';
  const { unit, denominator } = figure;
  if (unit === 'ratio' && denominator !== null && denominator < (definition.judgedFrom ?? leastDenominator))
    return 'not-enough';
  const own = beyond(value, definition.act) ? 'act' : beyond(value, definition.watch) ? 'watch' : 'good';
  return worst([own, definition.also?.(figure) ?? 'none']);
}

const order: readonly Verdict[] = ['good', 'watch', 'act'];

/** The worst of several, of those that say anything. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  const known = verdicts.filter((each) => order.includes(each));
  if (known.length === 0) return verdicts.includes('not-enough') ? 'not-enough' : 'none';
  return known.reduce((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a));
}

/** How honest a display of it is: a value, counts only, points, or that there is not enough. */
export function shownAs({ id, unit, value, denominator, sample }: Figure): 'value' | 'counts' | 'points' | 'nothing' {
  if (value === null) return sample > 0 && (id.startsWith('C') || id.startsWith('A1')) ? 'points' : 'nothing';
  return unit === 'ratio' && denominator !== null && denominator < leastDenominator ? 'counts' : 'value';
}
