'use client';

import { useEffect, useEffectEvent } from 'react';
import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { relative } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { type Prompt, promptWords } from '@/server/handoff/note';
import type { TextView } from '@/server/handoff/view';
import { useAutosave } from './use-autosave';

type PromptFieldProps = {
  noteId: string;
  prompt: Prompt;
  standing: TextView;
  viewerId: string;
  /** Told when there is something that the server does not have yet, and when it has. */
  onUnsaved: (prompt: Prompt, isUnsaved: boolean) => void;
};

/** One prompt to write under; it saves itself. */
export function PromptField({ noteId, prompt, standing, viewerId, onUnsaved }: PromptFieldProps) {
  const { text, setText, save, isUnsaved, saving, saved, failure, clash, settleClash } = useAutosave(
    noteId,
    prompt,
    standing,
  );
  const { label, hint } = promptWords[prompt];
  const tell = useEffectEvent(onUnsaved);
  useEffect(() => {
    tell(prompt, isUnsaved);
    return () => tell(prompt, false);
  }, [prompt, isUnsaved]);
  const state = saving ? 'Saving…' : isUnsaved ? 'Not saved yet' : saved ? 'Saved' : null;
  return (
    <div className="flex flex-col gap-1.5">
      <Field id={`prompt-${prompt}`} label={label} hint={hint} error={failure ? `Not saved: ${failure}` : null}>
        {(control) => (
          <Textarea
            {...control}
            value={text}
            maxLength={20_000}
            onChange={(event) => setText(event.target.value)}
            onBlur={() => void save()}
          />
        )}
      </Field>
      <p className="flex min-h-5 flex-wrap gap-x-3 text-label text-muted">
        <LastWriter standing={standing} viewerId={viewerId} />
        <span className="ml-auto" aria-live="polite">
          {state}
        </span>
      </p>
      {clash ? (
        <Notice
          tone="major"
          live="polite"
          title="Somebody else wrote here at the same time"
          actions={
            <Button size="small" onClick={settleClash}>
              I have looked
            </Button>
          }
        >
          Both texts were kept, one below the other. Look it over.
        </Notice>
      ) : null}
    </div>
  );
}

function LastWriter({ standing: { changedAt, changedBy }, viewerId }: { standing: TextView; viewerId: string }) {
  const now = useNow();
  if (!changedAt || !changedBy) return null;
  return (
    <span>
      {changedBy.id === viewerId ? 'You' : changedBy.name}, {relative(changedAt, now)}
    </span>
  );
}
