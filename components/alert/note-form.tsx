'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';

export const noteFieldId = 'note';

/** A note to the alert. What was typed stays until the server has it. */
export function NoteForm({ alertId }: { alertId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const add = useMutation(trpc.alert.note.mutationOptions());
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return setFault('Write something first');
    setFault(null);
    try {
      const alert = await add.mutateAsync({ alertId, text: text.trim() });
      queries.setQueryData(trpc.alert.byId.queryKey({ alertId }), alert);
      setText('');
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFault(fields.text ?? message);
    }
  };

  return (
    <form noValidate onSubmit={save} className="mt-4 flex flex-col items-start gap-2">
      <Field id={noteFieldId} label="Note" error={fault} required className="w-full">
        {(control) => <Textarea {...control} rows={2} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <Button type="submit" busy={add.isPending}>
        {add.isPending ? 'Sending…' : 'Add note'}
      </Button>
    </form>
  );
}
