import { type Classification, classes } from '@/server/alert/classification';
import type { Notice, NoticePart } from '@/server/outbound';
import { dateLabel } from '@/server/time/label';
import { addMonths, localParts } from '@/server/time/wall-clock';
import { hoursWords } from './figure-words';
import type { Metric } from './metric';
import { paragraphOf } from './paragraph';
import type { NoisyKey } from './pareto';
import type { AnsweredQuestion } from './question';
import type { Helped } from './remedy';
import { answersPart, figuresPart, type MailedReport } from './week-mail';

/** For how many days after its end a month's report still goes out. */
const lastsDays = 3;

/** The month whose report is due at `now` on a zone's clock: an instant in it, and its name ("October 2026"); null: none is. */
export function monthDue(now: Date, zone: string): { at: Date; name: string; key: string } | null {
  if (localParts(now, zone).day > lastsDays) return null;
  const at = addMonths(now, -1, zone);
  const { year, month } = localParts(at, zone);
  return { at, name: `${months[month - 1]} ${year}`, key: `${year}-${String(month).padStart(2, '0')}` };
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

export type RemediedKey = Helped & { reference: string; title: string };
/** What was changed in what is measured by, or in who is paged: a day and what it was. */
export type RuleChange = { at: Date; what: string };

const changed: Record<string, string> = { policy: 'Escalation policy', rotation: 'Rotation', service: 'Service' };

/** A change of the rules, without who made it. */
export const changeWords = ({ kind, name }: { kind: string; name: string | null }): string =>
  changed[kind] ? `${changed[kind]} ${name ?? 'that is gone'}` : 'Settings of the team or of its health report';

type Month = {
  team: string;
  month: string;
  report: MailedReport;
  helped: readonly RemediedKey[];
  /** E2 over the 26 weeks up to the month's end: one month has too few weeks for it. */
  spread: Metric | null;
  changes: readonly RuleChange[];
  links: { report: string; profile: string };
};

/** The mail about the on-call weeks of a team that ended in one month. Nobody is named in it. */
export function monthNotice({ team, month, report, helped, spread, changes, links }: Month): Notice {
  const { metrics, period } = report;
  const some = (title: string, ids: readonly string[]) => figuresPart(title, 'This month', metrics, ids);
  const fairness = figuresPart('Fairness, over 26 weeks', 'Figure', [...(spread ? [spread] : []), ...metrics], fair);
  return {
    title: `Health of ${team}: ${month}`,
    lines: [paragraphOf(report)],
    facts: [],
    parts: [
      answersPart(report.questions),
      weeksPart(metrics, period.timeZone),
      some('Noise', ['B1', 'B3', 'B4', 'B6', 'B7', 'B9']),
      ...servicesPart(report.pareto),
      ...keysPart(report.pareto),
      ...helpedPart(helped),
      some('Response and incidents', ['C1.p50', 'C2', 'C3', 'C4', 'C5', 'C6.declare', 'C6.mitigate', 'C6.resolve']),
      fairness,
      some('Reviews, follow-ups, recurrence', ['F1', 'F2', 'F4']),
      some('How it was', ['G1.slept', 'G1.supported', 'G1.again']),
      ...changesPart(changes, period.timeZone),
      definitionsPart(metrics),
    ].filter(({ table }) => table === undefined || table.rows.length > 0),
    links: [
      { label: 'Open the report, ready to print', url: links.report },
      { label: 'Stop these mails', url: links.profile },
    ],
    reason: `You get this once a month because you are in ${team}. Your profile has a switch for it.`,
    stopAt: links.profile,
  };
}

const fair = ['E2', 'A8.mean', 'A8.max', 'A9', 'E3'];

/** A week a line, and below them what they come to and where a week usually lies. */
function weeksPart(metrics: readonly Metric[], zone: string): NoticePart {
  const of = (id: string) => metrics.find((metric) => metric.id === id);
  const [all, asleep, nights, inTime] = [of('A0'), of('A2'), of('A2b'), of('C2')];
  const shares = (one: { numerator: number | null; denominator: number | null } | undefined) =>
    one?.denominator ? `${one.numerator ?? 0} of ${one.denominator}` : '–';
  const plain = (value: number | null | undefined) => (value === null || value === undefined ? '–' : String(value));
  const weeks = (all?.byWeek ?? []).map(({ from, to, value, complete }) => {
    const same = (metric: Metric | undefined) => metric?.byWeek.find((week) => week.from.getTime() === from.getTime());
    const name = `To ${dateLabel(to, zone)}${complete ? '' : ' (running)'}`;
    return [name, plain(value), plain(same(asleep)?.value), plain(same(nights)?.value), shares(same(inTime))];
  });
  const usual = (metric: Metric | undefined) => (metric?.usual ? `${metric.usual.low}–${metric.usual.high}` : '–');
  const rows = [
    ...weeks,
    ['The month', plain(all?.value), plain(asleep?.value), plain(nights?.value), shares(inTime)],
    ...(all?.usual ? [['Usual in a week', usual(all), usual(asleep), usual(nights), '']] : []),
  ];
  return { title: 'Week by week', table: { head: ['On-call week', 'Felt', 'Asleep', 'Nights', 'In time'], rows } };
}

/** Interruptions by service, those with most first. */
function servicesPart(pareto: readonly NoisyKey[]): NoticePart[] {
  const counts = new Map<string, { count: number; sleep: number }>();
  for (const { service, count, sleep } of pareto) {
    const found = counts.get(service.name) ?? { count: 0, sleep: 0 };
    counts.set(service.name, { count: found.count + count, sleep: found.sleep + sleep });
  }
  const rows = [...counts]
    .sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostRows)
    .map(([name, { count, sleep }]) => [name, String(count), String(sleep)]);
  return rows.length === 0
    ? []
    : [{ title: 'Interruptions by service', table: { head: ['Service', 'Felt', 'Asleep'], rows } }];
}

const mostRows = 10;

function keysPart(pareto: readonly NoisyKey[]): NoticePart[] {
  const rows = pareto
    .slice(0, mostRows)
    .map(({ title, key, count, sleep, classification, followUp }) => [
      short(title || key),
      sleep > 0 ? `${count} (${sleep} asleep)` : String(count),
      said(classification),
      followUp ? `${followUp.reference}, ${followUp.state}` : 'None',
    ]);
  if (rows.length === 0) return [];
  return [{ title: 'The noisiest alerts', table: { head: ['Alert', 'Felt', 'Last said', 'Follow-up'], rows } }];
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
const said = (classification: string | null): string =>
  classification && classification in classes ? classes[classification as Classification].short : 'Nothing yet';

const verdicts: Record<Helped['verdict'], string> = {
  fewer: 'Fewer',
  more: 'More',
  'too-early': 'Too early to say',
  'nothing-to-compare': 'Nothing to compare',
  'not-distinguishable': 'No clear change',
};

function helpedPart(helped: readonly RemediedKey[]): NoticePart[] {
  const days = ({ hours }: { hours: number }) => `${Math.round(hours / 24)} days`;
  const rows = helped
    .slice(0, mostRows)
    .map(({ reference, title, before, after, verdict }) => [
      `${reference} ${short(title)}`,
      `${before.count} in ${days(before)}`,
      `${after.count} in ${days(after)}`,
      verdicts[verdict],
    ]);
  if (rows.length === 0) return [];
  return [{ title: 'Did it help?', table: { head: ['Follow-up', 'Before', 'After', 'Verdict'], rows } }];
}

function changesPart(changes: readonly RuleChange[], zone: string): NoticePart[] {
  if (changes.length === 0) return [];
  const rows = changes.slice(0, mostRows * 2).map(({ at, what }) => [dateLabel(at, zone), what]);
  return [{ title: 'What was changed', table: { head: ['On', 'What'], rows } }];
}

/** Of the figures above, each once; a role's are one figure. */
function definitionsPart(metrics: readonly Metric[]): NoticePart {
  const named = new Map(
    metrics
      .filter(({ id }) => told.some((each) => id === each || (each.endsWith('.') && id.startsWith(each))))
      .map(({ name, definition }) => [name, definition]),
  );
  return {
    title: 'What the figures mean',
    lines: ['Felt: interruptions, that is pages on interrupting channels, those within a minute counted as one.'],
    table: { head: ['Figure', 'Definition'], rows: [...named].map(([name, words]) => [name, words]) },
  };
}

const told = [
  'A2',
  'A2b',
  'B1',
  'B3',
  'B4',
  'B6',
  'B7',
  'B9',
  'C1.p50',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6.',
  ...fair,
  'F1',
  'F2',
  'F4',
  'G1.',
];

type TeamMonth = {
  team: string;
  metrics: readonly Metric[];
  questions: readonly AnsweredQuestion[];
};

/** For the admins: one line a team. */
export function monthOverview(
  month: string,
  teams: readonly TeamMonth[],
  links: { report: string; profile: string },
): Notice {
  const rows = teams.map(({ team, metrics, questions }) => {
    const of = (id: string) => metrics.find((metric) => metric.id === id);
    const noes = questions.filter(({ answer }) => answer === 'no').length;
    const inTime = of('C2');
    const ahead = of('D1.ahead')?.value ?? 0;
    return [
      team,
      String(of('A0')?.value ?? 0),
      String(of('A2b')?.value ?? 0),
      inTime?.denominator ? `${inTime.numerator ?? 0} of ${inTime.denominator}` : '–',
      `${noes} of ${questions.length}`,
      ahead > 0 ? hoursWords(ahead / 60) : 'none',
    ];
  });
  return {
    title: `Health of all teams: ${month}`,
    lines: ['One line a team. Each team’s own report has the rest.'],
    facts: [],
    parts: [
      {
        title: 'Teams',
        table: { head: ['Team', 'Felt', 'Nights', 'In time', 'Answered No', 'Gaps ahead'], rows },
      },
    ],
    links: [
      { label: 'Open the reports', url: links.report },
      { label: 'Stop these mails', url: links.profile },
    ],
    reason: 'You get this once a month because you are an admin. Your profile has a switch for it.',
    stopAt: links.profile,
  };
}
