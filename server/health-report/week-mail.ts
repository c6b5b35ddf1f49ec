import type { Notice, NoticePart } from '@/server/outbound';
import { spanLabel } from '@/server/time/label';
import type { Metric } from './metric';
import { paragraphOf } from './paragraph';
import type { NoisyKey } from './pareto';
import { type AnsweredQuestion, said } from './question';

/** What a mail says of a report. It holds nothing of a single person: it goes to everybody in the team. */
export type MailedReport = {
  period: { from: Date; to: Date; timeZone: string };
  questions: readonly AnsweredQuestion[];
  metrics: readonly Metric[];
  pareto: readonly NoisyKey[];
};

type Week = {
  team: string;
  rotation: string;
  report: MailedReport;
  links: { review: string; profile: string };
};

/** The mail about one on-call week of a rotation, after its handoff. */
export function weekNotice({ team, rotation, report, links }: Week): Notice {
  const { from, to, timeZone } = report.period;
  return {
    title: `Health of ${rotation}: ${spanLabel(from, to, timeZone)}`,
    lines: [paragraphOf(report)],
    facts: [],
    parts: [
      figuresPart('The week in figures', 'This week', report.metrics, ['A1.', 'A2b', 'B1', 'B3', 'C2', 'D1.ahead']),
      answersPart(report.questions),
    ],
    links: [
      { label: 'Open the weekly review', url: links.review },
      { label: 'Stop these mails', url: links.profile },
    ],
    reason: `You get this once after each handoff because you are in ${team}. Your profile has a switch for it.`,
    stopAt: links.profile,
  };
}

const answerWords = {
  yes: { answer: 'Yes', tone: 'good' },
  watch: { answer: 'Watch', tone: 'watch' },
  no: { answer: 'No', tone: 'bad' },
  'not-enough': { answer: 'Not enough data', tone: 'unknown' },
} as const;

export const answersPart = (questions: readonly AnsweredQuestion[]): NoticePart => ({
  title: 'The review questions',
  answers: questions.map(({ text, answer, evidence }) => ({ ...answerWords[answer], question: text, evidence })),
});

/** Figures by their ids, in that order; "A1.": of the first role alone, which is who is paged first. */
export function figuresPart(
  title: string,
  column: string,
  metrics: readonly Metric[],
  ids: readonly string[],
): NoticePart {
  const found = ids.flatMap(
    (id) => metrics.find((metric) => metric.id === id || (id.endsWith('.') && metric.id.startsWith(id))) ?? [],
  );
  const rows = found.map((metric) => [nameOf(metric), inWords(metric), metric.target?.words ?? '']);
  return { title, table: { head: ['', column, 'Wanted'], rows } };
}

const nameOf = ({ id, name }: Metric): string => (id.startsWith('A1.') ? `Interruptions of the ${id.slice(3)}` : name);

/** A figure in words that stand by themselves. */
export function inWords(metric: Metric): string {
  if (metric.id === 'A2b') return `${metric.value ?? 0} of ${metric.parts.nightsOnCall ?? 0}`;
  return said(metric);
}
