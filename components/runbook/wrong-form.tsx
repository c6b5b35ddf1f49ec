'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/input';

type WrongFormProps = { step: number; onSay: (words: string) => Promise<boolean>; onKeep: () => void };

/** What is wrong with a step: its keeper is asked to mend it, and the run goes on. */
export function WrongForm({ step, onSay, onKeep }: WrongFormProps) {
  const id = useId();
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  return (
    <form
      className="mt-2 flex flex-col gap-2 text-body"
      onSubmit={async (event) => {
        event.preventDefault();
        setBusy(true);
        if (await onSay(words.trim())) onKeep();
        else setBusy(false);
      }}
    >
      <label htmlFor={id} className="font-medium">
        What is wrong with step {step}?
      </label>
      <Textarea
        id={id}
        autoFocus
        required
        maxLength={2_000}
        rows={2}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className="text-label text-muted">The owner of the runbook gets a follow-up with the step quoted.</p>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy} disabled={words.trim() === ''} className="max-sm:flex-1">
          Tell the owner
        </Button>
        <Button onClick={onKeep}>Never mind</Button>
      </div>
    </form>
  );
}
