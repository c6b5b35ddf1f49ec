'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { type Helped, helpedAnswers } from '@/server/runbook/run';
import type { Run } from './use-runbooks';

export const helpedWords: Record<Helped, string> = { yes: 'Yes', partly: 'Partly', no: 'No' };

type HelpedQuestionProps = {
  run: Pick<Run, 'helped' | 'helpedWords'>;
  busy: boolean;
  onSay: (helped: Helped, words: string) => Promise<void>;
};

/** Asked once the run has ended: one tap, and words where it did not help. */
export function HelpedQuestion({ run, busy, onSay }: HelpedQuestionProps) {
  const [chosen, setChosen] = useState<Helped | null>(run.helped);
  const [words, setWords] = useState(run.helpedWords ?? '');
  const choose = (helped: Helped) => {
    setChosen(helped);
    if (helped === 'yes') void onSay(helped, words.trim());
  };
  const asks = chosen !== null && chosen !== 'yes';
  const unsaid = chosen !== run.helped || words.trim() !== (run.helpedWords ?? '');
  return (
    <div className="flex flex-col gap-3 border-t px-4 py-3">
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="float-left mr-2 font-medium">Did it help?</legend>
        {helpedAnswers.map((helped) => (
          <Button
            key={helped}
            aria-pressed={chosen === helped}
            busy={busy && chosen === helped}
            className={cn('max-sm:flex-1', chosen === helped && 'border-accent bg-accent-tint text-accent')}
            onClick={() => choose(helped)}
          >
            {helpedWords[helped]}
          </Button>
        ))}
      </fieldset>
      {asks ? (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void onSay(chosen, words.trim());
          }}
        >
          <Field label="What was missing or wrong?">
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={1_000}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" variant="primary" busy={busy} disabled={!unsaid} className="self-start max-sm:w-full">
            {unsaid ? 'Say so' : 'Said'}
          </Button>
        </form>
      ) : null}
    </div>
  );
}
