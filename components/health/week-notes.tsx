'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { type Answers, useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field, FieldError } from '@/components/ui/field';
import { Select, Textarea } from '@/components/ui/input';
import { paths } from '@/server/paths';

type Entry = Answers['health']['week']['entries'][number];
type Kind = Entry['kind'] & ('note' | 'decision' | 'action');

const kinds: Record<Kind, { title: string; add: string; label: string; none: string }> = {
  note: { title: 'Notes', add: 'Keep the note', label: 'What was talked about', none: 'Nothing noted yet.' },
  decision: { title: 'Decisions', add: 'Keep the decision', label: 'What was decided', none: 'Nothing decided yet.' },
  action: { title: 'Actions', add: 'Open a follow-up', label: 'What is to be done', none: 'Nothing to be done yet.' },
};

type WeekNotesProps = {
  kind: Kind;
  rotationId: string;
  from: Date;
  entries: readonly Entry[];
  mayWrite: boolean;
  /** Who can be given an action, the viewer first. */
  owners: readonly { id: string; name: string }[];
};

/** What the team noted, decided and took on at the review of a week. */
export function WeekNotes({ kind, rotationId, from, entries, mayWrite, owners }: WeekNotesProps) {
  const { title, add, label, none } = kinds[kind];
  const trpc = useTRPC();
  const router = useRouter();
  const [text, setText] = useState('');
  const [ownerId, setOwnerId] = useState(owners[0]?.id ?? '');
  const write = useMutation(
    trpc.health.writeWeek.mutationOptions({
      onSuccess: () => {
        setText('');
        router.refresh();
      },
    }),
  );
  const remove = useMutation(trpc.health.removeWeekEntry.mutationOptions({ onSuccess: () => router.refresh() }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (write.isPending) return;
    write.mutate({
      rotationId,
      from: from.toISOString(),
      kind,
      text,
      ...(kind === 'action' && ownerId && { ownerId }),
    });
  };
  const failure = write.error ?? remove.error;
  return (
    <Card aria-labelledby={`week-${kind}`}>
      <CardHeader id={`week-${kind}`} title={title} />
      <CardBody className="flex flex-col gap-3">
        {entries.length === 0 ? <p className="text-muted">{none}</p> : null}
        <ul className="flex flex-col gap-2">
          {entries.map((entry) => (
            <li key={entry.id} className="flex items-start gap-2">
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere whitespace-pre-wrap">{entry.text}</p>
                <p className="text-label text-muted">
                  {entry.by}
                  {entry.followUpId ? (
                    <>
                      {' · '}
                      <Link href={paths.followUp(entry.followUpId)} className="underline underline-offset-2">
                        its follow-up
                      </Link>
                    </>
                  ) : null}
                </p>
              </div>
              {mayWrite ? (
                <Button
                  size="small"
                  variant="ghost"
                  className="print:hidden"
                  busy={remove.isPending && remove.variables.entryId === entry.id}
                  onClick={() => remove.mutate({ entryId: entry.id })}
                >
                  Remove<span className="sr-only">: {entry.text}</span>
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        {mayWrite ? (
          <form noValidate onSubmit={save} className="flex flex-col gap-2 print:hidden">
            <Field label={label} required>
              {(control) => (
                <Textarea {...control} rows={2} value={text} onChange={(event) => setText(event.target.value)} />
              )}
            </Field>
            {kind === 'action' && owners.length > 0 ? (
              <Field label="Owner" required>
                {(control) => (
                  <Select {...control} value={ownerId} onChange={(event) => setOwnerId(event.target.value)}>
                    {owners.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            ) : null}
            {failure ? (
              <div role="alert">
                <FieldError>{`Not kept: ${refusalOf(failure).message}`}</FieldError>
              </div>
            ) : null}
            <Button type="submit" className="self-start" busy={write.isPending}>
              {add}
            </Button>
          </form>
        ) : null}
      </CardBody>
    </Card>
  );
}
