'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { takeWords } from '@/server/alert/take-words';
import type { Question } from './use-alert-actions';

type TakeQuestionProps = {
  question: Question | null;
  /** With the alerts that are to be taken all the same; none: nothing happens. */
  onAnswer: (alertIds: readonly string[]) => void;
};

const nothing: Question = { alertIds: [], theirs: [], paged: [] };

/** Asked once when somebody takes what another person was paged for: two people on one alert is as bad as none. */
export function TakeQuestion({ question, onAnswer }: TakeQuestionProps) {
  const { alertIds, theirs, paged } = question ?? nothing;
  const others = alertIds.filter((id) => !theirs.includes(id));
  const words = takeWords(paged, theirs.length, others.length);
  return (
    <Dialog
      open={question !== null}
      onOpenChange={(open) => (open ? undefined : onAnswer([]))}
      title={words.title}
      description={words.about}
      footer={
        <>
          <Button onClick={() => onAnswer(others)}>{words.leave}</Button>
          <Button variant="primary" onClick={() => onAnswer(alertIds)}>
            {words.take}
          </Button>
        </>
      }
    />
  );
}
