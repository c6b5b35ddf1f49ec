import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { questions, questionWords } from '@/server/handoff/pulse';
import type { NoteView } from '@/server/handoff/view';

type PulseAnswersProps = { pulses: NonNullable<NoteView['pulses']> };

/** For the team's managers: how the shift was, from each who answered. */
export function PulseAnswers({ pulses }: PulseAnswersProps) {
  if (pulses.length === 0) return null;
  return (
    <Card aria-labelledby="pulse-answers">
      <CardHeader
        id="pulse-answers"
        title="How their shift was"
        detail="For each of them and their manager. 1 is not at all, 5 is fully"
      />
      <CardBody>
        <ul className="flex flex-col gap-3">
          {pulses.map(({ person, line, ...answers }) => (
            <li key={person.id}>
              <p className="font-medium">{person.name}</p>
              <dl className="flex flex-wrap gap-x-5 text-muted">
                {questions.map((question) => (
                  <div key={question} className="flex gap-1.5">
                    <dt>{questionWords[question]}</dt>
                    <dd className="font-medium text-ink tabular-nums">{answers[question]}</dd>
                  </div>
                ))}
              </dl>
              {line ? <p className="wrap-anywhere mt-0.5">{line}</p> : null}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
