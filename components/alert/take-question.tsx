'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { Question } from './use-alert-actions';

type TakeQuestionProps = { question: Question | null; onAnswer: (take: boolean) => void };

/** Asked once when somebody takes what another person was paged for: two people on one alert is as bad as none. */
export function TakeQuestion({ question, onAnswer }: TakeQuestionProps) {
  const names = question ? listed(question.paged) : '';
  return (
    <Dialog
      open={question !== null}
      onOpenChange={(open) => (open ? undefined : onAnswer(false))}
      title={`${names} ${question?.paged.length === 1 ? 'was' : 'were'} paged. Take it?`}
      description="It becomes yours, and nobody else is paged."
      footer={
        <>
          <Button onClick={() => onAnswer(false)}>Leave it to {names}</Button>
          <Button variant="primary" onClick={() => onAnswer(true)}>
            Take it
          </Button>
        </>
      }
    />
  );
}

const listed = (names: readonly string[]): string =>
  names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
