import { type Verdict, worst } from './catalogue';
import { valueWords } from './figure-words';
import type { Metric } from './metric';

export type Question = { key: string; text: string; metrics: readonly string[]; evidenceOnly?: boolean | undefined };

/** Baton's own ten; a team may put its own in their place. */
export const tenQuestions: readonly Question[] = [
  { key: 'clear', text: 'Was it always clear who was on call?', metrics: ['D1', 'D1.ahead', 'D2', 'D3'] },
  { key: 'acknowledged', text: 'Were alerts acknowledged in time?', metrics: ['C2', 'C3', 'C4', 'C5'] },
  { key: 'needed', text: 'Did the alerts need a human?', metrics: ['B1', 'B3', 'B4', 'B6', 'B7'] },
  { key: 'slept', text: 'Did people sleep?', metrics: ['A2', 'A2b', 'A3'] },
  { key: 'early', text: 'Did we ask for help early?', metrics: ['C4m', 'C6.declare'], evidenceOnly: true },
  { key: 'restored', text: 'Was service restored quickly and safely?', metrics: ['C6.mitigate', 'A5.max', 'A5.over'] },
  { key: 'followed', text: 'Did the follow-up happen?', metrics: ['F1', 'F2', 'F3', 'D6'] },
  { key: 'recur', text: 'Do the same problems come back?', metrics: ['B9', 'B10', 'F4', 'H1'] },
  {
    key: 'fair',
    text: 'Is the load shared fairly, and bearable?',
    metrics: ['A1', 'A8.mean', 'A8.max', 'A9', 'E2', 'E3'],
  },
  { key: 'again', text: 'Would you take this week again?', metrics: ['G1.again', 'G2'] },
];

/** Those that a team has set, else Baton's own. */
export const questionsIn = (stored: unknown): readonly Question[] =>
  Array.isArray(stored) ? (stored as Question[]) : tenQuestions;

export type Answer = 'yes' | 'watch' | 'no' | 'not-enough';

export type AnsweredQuestion = Question & {
  answer: Answer;
  /** One sentence, in counts. */
  evidence: string;
  /** The figure that decided, whose rows are the proof; null: none of them says anything. */
  decidedBy: string | null;
};

const answers: Record<Verdict, Answer> = {
  good: 'yes',
  watch: 'watch',
  act: 'no',
  none: 'not-enough',
  'not-enough': 'not-enough',
};

/** Whether a metric is bound to an id: `A1` stands for every role, `D1` for each but what lies ahead. */
const isBound = (id: string, bound: readonly string[]): boolean =>
  bound.some((each) => id === each || (id.startsWith(`${each}.`) && ['A1', 'D1'].includes(each)));

/** Where the figure that leads has too little to say, good news of the others is no Yes. */
function verdictOf(bound: readonly Metric[]): Verdict {
  const verdict = worst(bound.map((metric) => metric.verdict));
  const [leading] = bound.filter(({ target }) => target !== null);
  return verdict === 'good' && leading?.verdict === 'not-enough' ? 'not-enough' : verdict;
}

type Told = Pick<Metric, 'id' | 'value' | 'parts'>;

/** Whether nobody was on call in a period and nothing interrupted anybody. */
export function isEmptyPeriod(metrics: readonly Told[]): boolean {
  const find = (id: string) => metrics.find((metric) => metric.id === id);
  return (find('A0')?.value ?? 0) === 0 && (find('A2b')?.parts.nightsOnCall ?? 0) === 0;
}

/** Of a period in which nobody was on call nothing good is told: what nobody held was not held well. */
export const answered = (questions: readonly Question[], metrics: readonly Metric[]): AnsweredQuestion[] =>
  questions.map((question) => {
    const found = answer(question, metrics);
    return found.answer === 'yes' && isEmptyPeriod(metrics) ? answer(question, []) : found;
  });

/** The worst verdict of the bound figures; of a question that only gathers evidence there is no No. */
function answer(question: Question, metrics: readonly Metric[]): AnsweredQuestion {
  const place = (id: string) => question.metrics.findIndex((each) => isBound(id, [each]));
  const bound = metrics.filter(({ id }) => isBound(id, question.metrics)).sort((a, b) => place(a.id) - place(b.id));
  const verdict = verdictOf(bound);
  const decisive =
    bound.find((metric) => metric.verdict === verdict && metric.value !== null) ??
    bound.find(({ value }) => value !== null);
  const known = bound.some(({ value }) => value !== null);
  const gathered = question.evidenceOnly ? (known ? 'yes' : 'not-enough') : answers[verdict];
  return {
    ...{ ...question, answer: gathered, decidedBy: decisive?.id ?? null },
    evidence: decisive ? sentence(decisive) : 'Nothing is known of this period yet.',
  };
}

/** A figure in the middle of a sentence. */
export const said = (metric: Pick<Metric, 'value' | 'unit' | 'numerator' | 'denominator'>): string => {
  const words = valueWords(metric);
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
};

const sentence = (metric: Metric): string => {
  const wanted = metric.target && metric.verdict !== 'good' ? `; wanted: ${metric.target.words}` : '';
  return `${metric.name}: ${said(metric)}${wanted}.`;
};
