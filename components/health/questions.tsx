import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card';
import { Mark, type MarkKind } from '@/components/ui/mark';
import type { Answer } from '@/server/health-report/question';
import { rowsOf } from './address';
import type { ReportView } from './report-view';

const answers: Record<Answer, { kind: MarkKind; word: string }> = {
  yes: { kind: 'good', word: 'Yes' },
  watch: { kind: 'major', word: 'Watch' },
  no: { kind: 'critical', word: 'No' },
  'not-enough': { kind: 'neutral', word: 'Not enough data' },
};

/** The review questions, first of all: each with its answer as word and mark, and one sentence of evidence. */
export function Questions({ view }: { view: ReportView }) {
  const { questions } = view.report;
  const count = (answer: Answer) => questions.filter((one) => one.answer === answer).length;
  const summary = (['yes', 'watch', 'no', 'not-enough'] as const)
    .flatMap((answer) => (count(answer) > 0 ? [`${count(answer)} ${answers[answer].word.toLowerCase()}`] : []))
    .join(', ');
  return (
    <Card aria-labelledby="questions">
      <CardHeader id="questions" title="The review questions" detail={summary} />
      <ol className="divide-y divide-divider">
        {questions.map((question, place) => (
          <li
            key={question.key}
            className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2 gap-y-0.5 px-4 py-2 sm:grid-cols-[1.5rem_minmax(0,5fr)_8.5rem_minmax(0,7fr)] sm:items-baseline"
          >
            <span className="text-muted tabular-nums">{place + 1}</span>
            <span className="font-medium">{question.text}</span>
            <span className="max-sm:col-start-2">
              <Mark kind={answers[question.answer].kind}>{answers[question.answer].word}</Mark>
            </span>
            <span className="text-muted max-sm:col-start-2">
              {question.evidence}{' '}
              {question.decidedBy ? (
                <Link
                  href={rowsOf(view.place, question.decidedBy)}
                  scroll={false}
                  prefetch={false}
                  className="whitespace-nowrap text-ink underline decoration-control underline-offset-2 hover:decoration-ink print:hidden"
                >
                  Show the rows<span className="sr-only"> behind “{question.text}”</span>
                </Link>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
