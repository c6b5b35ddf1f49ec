'use client';

import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { localTime } from '@/server/time/wall-clock';
import { Fault } from './fault';
import { localInstant } from './local-instant';
import { useAct } from './use-act';
import { useDraft } from './use-draft';
import type { PersonLine, Viewer } from './use-incident';

type EntryEditProps = { line: PersonLine; incidentId: string; viewer: Viewer; onDone: () => void };

/** Text and time of an entry. What it said before stays in its history; somebody else's edit is shown, not lost. */
export function EntryEdit({ line, incidentId, viewer, onDone }: EntryEditProps) {
  const now = useNow();
  const { act, pending, refusal } = useAct(incidentId);
  const draft = useDraft(`edit.${line.id}`, line.text);
  const [read, setRead] = useState(line.version);
  const [time, setTime] = useState(() => localTime(line.happenedAt, viewer.zone));
  const [first] = useState(time);
  const conflict = refusal?.code === 'changed';

  const save = async (event: FormEvent) => {
    event.preventDefault();
    // After a conflict theirs stands above: saving again is meant.
    const version = conflict ? line.version : read;
    const moved = time === first ? {} : { happenedAt: localInstant(time, viewer.zone) };
    const input = { entryId: line.id, version, text: draft.text, ...moved };
    if (!(await act('edit', (client) => client.incidentLog.change.mutate(input)))) return setRead(version);
    draft.clear();
    onDone();
  };
  const cancel = () => {
    draft.clear();
    onDone();
  };

  return (
    <form noValidate onSubmit={save} className="mt-2 flex flex-col gap-2">
      {conflict ? (
        <Notice tone="waiting" title="Somebody edited this while you were writing">
          It says now: {line.text}
        </Notice>
      ) : null}
      <Field label="Text" error={refusal?.fields.text} required>
        {(control) => (
          <Textarea {...control} value={draft.text} onChange={(event) => draft.change(event.target.value)} />
        )}
      </Field>
      <Field label={`Happened at, ${zoneWord(viewer.zone, now)}`} error={refusal?.fields.happenedAt} required>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            className="max-w-64"
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
        )}
      </Field>
      {refusal && !conflict && Object.keys(refusal.fields).length === 0 ? <Fault refusal={refusal} kept /> : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={pending !== null}>
          {pending ? 'Sending…' : conflict ? 'Save mine' : 'Save'}
        </Button>
        <Button variant="ghost" onClick={cancel}>
          Leave it as it was
        </Button>
      </div>
    </form>
  );
}
