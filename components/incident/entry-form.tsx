'use client';

import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import { Kbd } from '@/components/ui/kbd';
import { type EntryKind, entryKinds } from '@/server/incident/entry';
import { localTime } from '@/server/time/wall-clock';
import { Fault } from './fault';
import { entryWords } from './incident-words';
import { localInstant } from './local-instant';
import { useAct } from './use-act';
import { useDraft } from './use-draft';
import type { Viewer } from './use-incident';

const entryFieldId = 'entry';

type EntryFormProps = {
  incidentId: string;
  viewer: Viewer;
  kind: EntryKind;
  onKind: (kind: EntryKind) => void;
};

/** One line of the timeline: what kind, what, and when where it was not now. The text stays until the server has it. */
export function EntryForm({ incidentId, viewer, kind, onKind }: EntryFormProps) {
  const now = useNow();
  const { act, pending, refusal } = useAct(incidentId);
  const draft = useDraft(`entry.${incidentId}`);
  const [earlier, setEarlier] = useState<string | null>(null);
  const { word, asks } = entryWords[kind];

  const begin = (next: EntryKind) => {
    onKind(next);
    document.getElementById(entryFieldId)?.focus();
  };
  useScreenKeys(
    'Timeline',
    entryKinds.map((each) => ({
      keys: entryWords[each].key,
      does: `Write ${each === 'action' || each === 'update' ? 'an' : 'a'} ${each}`,
      run: () => begin(each),
    })),
  );

  const send = async () => {
    if (draft.text.trim() === '') return document.getElementById(entryFieldId)?.focus();
    const happenedAt = earlier ? { happenedAt: localInstant(earlier, viewer.zone) } : {};
    const input = { incidentId, kind, text: draft.text, ...happenedAt };
    if (!(await act('entry', (client) => client.incidentLog.add.mutate(input)))) return;
    draft.clear();
    setEarlier(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send();
  };

  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
      className="flex flex-col gap-2 rounded-card border bg-surface p-3 print:hidden"
    >
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">Kind</legend>
        {entryKinds.map((each) => (
          <Button
            key={each}
            size="small"
            aria-pressed={each === kind}
            aria-keyshortcuts={entryWords[each].key}
            className={cn('max-sm:flex-1 max-sm:px-1', each === kind && 'border-accent bg-accent-tint text-accent')}
            onClick={() => begin(each)}
          >
            {entryWords[each].word}
            <Kbd keys={entryWords[each].key} className="pointer-coarse:hidden max-lg:hidden" />
          </Button>
        ))}
      </fieldset>
      <Field label={<span className="sr-only">{word}</span>} error={refusal?.fields.text} required id={entryFieldId}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            className="min-h-16"
            value={draft.text}
            placeholder={asks}
            onChange={(event) => draft.change(event.target.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      {earlier === null ? null : (
        <Field
          label={`It happened at, ${zoneWord(viewer.zone, now)}`}
          error={refusal?.fields.happenedAt}
          required
          className="max-w-64"
        >
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={earlier}
              max={localTime(now, viewer.zone)}
              onChange={(event) => setEarlier(event.target.value)}
            />
          )}
        </Field>
      )}
      {refusal && !refusal.fields.text && !refusal.fields.happenedAt ? <Fault refusal={refusal} kept /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={pending !== null}>
          {pending ? 'Sending…' : `Add ${word.toLowerCase()}`}
        </Button>
        <Button
          variant="ghost"
          onClick={() => setEarlier(earlier === null ? localTime(now, viewer.zone) : null)}
          aria-expanded={earlier !== null}
        >
          {earlier === null ? 'It happened earlier' : 'It happened now'}
        </Button>
        {draft.restored ? <span className="text-label text-muted">Kept from before: it was not sent.</span> : null}
        <span className="ml-auto text-label text-muted max-lg:hidden">⌘ Enter sends it</span>
      </div>
    </form>
  );
}
