'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field, FieldError, FieldGroup } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type Answers, type Question, questions, questionWords } from '@/server/handoff/pulse';
import type { NoteView } from '@/server/handoff/view';

type Given = Partial<Record<Question, number>>;
type Pulse = NonNullable<NoteView['pulse']>;

const isWhole = (given: Given): given is Answers => questions.every((question) => given[question] !== undefined);

/** Three taps and an optional line. The third tap sends them; each may be changed afterwards. */
export function PulseForm({ noteId, pulse }: { noteId: string; pulse: Pulse }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const answer = useMutation(trpc.handoff.pulse.mutationOptions());
  const [given, setGiven] = useState<Given>(pulse.own ?? {});
  const [line, setLine] = useState(pulse.own?.line ?? '');
  const [failure, setFailure] = useState<string | null>(null);

  const send = async (answers: Answers) => {
    setFailure(null);
    const { slept, supported, again } = answers;
    try {
      const note = await answer.mutateAsync({ noteId, slept, supported, again, line: line.trim() });
      queries.setQueryData(trpc.handoff.byId.queryKey({ noteId }), note);
      await queries.invalidateQueries(trpc.handoff.pathFilter());
    } catch (error) {
      setFailure(`Not kept: ${refusalOf(error).message}`);
    }
  };
  const choose = (question: Question, value: number) => {
    const next = { ...given, [question]: value };
    setGiven(next);
    if (isWhole(next)) void send(next);
  };
  const addLine = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole(given)) void send(given);
  };

  return (
    <Card aria-labelledby="pulse">
      <CardHeader id="pulse" title="How was your shift?" detail="1 is not at all, 5 is fully" />
      <CardBody className="flex flex-col gap-3">
        {questions.map((question) => (
          <Scale key={question} question={question} value={given[question]} onChoose={choose} />
        ))}
        {pulse.own ? (
          <form noValidate onSubmit={addLine} className="flex flex-wrap items-end gap-2">
            <Field label="In a line" className="min-w-0 flex-1 basis-60">
              {(control) => (
                <Input {...control} maxLength={500} value={line} onChange={(event) => setLine(event.target.value)} />
              )}
            </Field>
            <Button type="submit" busy={answer.isPending}>
              Keep the line
            </Button>
          </form>
        ) : null}
        {failure ? <FieldError>{failure}</FieldError> : null}
        <p className="text-muted" aria-live="polite">
          {answer.isPending ? 'Sending…' : pulse.own ? 'Kept. ' : ''}
          Only you and your manager see your answers. The team sees a share of all, from five answers on.
        </p>
      </CardBody>
    </Card>
  );
}

type ScaleProps = {
  question: Question;
  value: number | undefined;
  onChoose: (question: Question, value: number) => void;
};

function Scale({ question, value, onChoose }: ScaleProps) {
  return (
    <FieldGroup legend={questionWords[question]}>
      <div className="grid max-w-96 grid-cols-5 gap-1.5">
        {[1, 2, 3, 4, 5].map((one) => (
          <label
            key={one}
            className="relative grid min-h-11 cursor-pointer place-items-center rounded-control border border-control font-medium hover:border-ink has-checked:border-accent has-checked:bg-accent has-checked:text-on-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={question}
              value={one}
              checked={value === one}
              onChange={() => onChoose(question, one)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-control outline-none"
            />
            <span className="pointer-events-none relative">{one}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
