'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Answers, useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field, FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MoveButtons } from '@/components/ui/move-buttons';
import { toast } from '@/components/ui/toast';

type Settings = Answers['health']['settings'];
type Question = Settings['questions'][number];

type QuestionEditorProps = { teamId: string; questions: Settings['questions']; mayEdit: boolean };

/** What a team asks itself at its review: the words and the order are its own, the figures decide the answers. */
export function QuestionEditor({ teamId, questions, mayEdit }: QuestionEditorProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [list, setList] = useState<Question[]>([...questions]);
  const save = useMutation(
    trpc.health.saveQuestions.mutationOptions({
      onSuccess: () => {
        toast({ title: 'Kept' });
        router.refresh();
      },
    }),
  );
  const change = (place: number, part: Partial<Question>) =>
    setList(list.map((one, i) => (i === place ? { ...one, ...part } : one)));
  const move = (place: number, by: 1 | -1) => {
    const next = [...list];
    const [one] = next.splice(place, 1);
    if (one) next.splice(place + by, 0, one);
    setList(next);
  };
  return (
    <Card aria-labelledby="own-questions">
      <CardHeader id="own-questions" title="The review questions" />
      <CardBody className="flex flex-col gap-3">
        {list.map((question, place) => (
          <div key={question.key} className="flex flex-wrap items-end gap-1">
            <Field
              label={`Question ${place + 1}`}
              hint={`Figures: ${question.metrics.join(', ') || 'none'}`}
              required
              className="min-w-0 flex-1 basis-72"
            >
              {(control) => (
                <Input
                  {...control}
                  disabled={!mayEdit}
                  maxLength={300}
                  value={question.text}
                  onChange={(event) => change(place, { text: event.target.value })}
                />
              )}
            </Field>
            {mayEdit ? (
              <>
                <MoveButtons
                  name={`question ${place + 1}`}
                  first={place === 0}
                  last={place === list.length - 1}
                  onMove={(by) => move(place, by)}
                />
                <Button
                  variant="ghost"
                  disabled={list.length === 1}
                  onClick={() => setList(list.filter((_, i) => i !== place))}
                >
                  Remove<span className="sr-only"> question {place + 1}</span>
                </Button>
              </>
            ) : null}
          </div>
        ))}
        {save.error ? (
          <div role="alert">
            <FieldError>{`Not kept: ${refusalOf(save.error).message}`}</FieldError>
          </div>
        ) : null}
        {mayEdit ? (
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              busy={save.isPending}
              onClick={() =>
                save.mutate({
                  teamId,
                  questions: list.map(({ key, text, metrics, evidenceOnly }) => ({
                    ...{ key, text, metrics: [...metrics] },
                    ...(evidenceOnly && { evidenceOnly }),
                  })),
                })
              }
            >
              Keep the questions
            </Button>
            <Button busy={save.isPending} onClick={() => save.mutate({ teamId, questions: null })}>
              Baton’s own ten again
            </Button>
          </div>
        ) : (
          <p className="text-muted">A manager of the team or an administrator changes them.</p>
        )}
      </CardBody>
    </Card>
  );
}
