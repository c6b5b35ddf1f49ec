'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import type { Act } from './use-alert-actions';

type NoteDialogProps = { subject: string; onClose: () => void; onDo: (act: Act) => void };

/** The same note to each of the chosen alerts. */
export function NoteDialog({ subject, onClose, onDo }: NoteDialogProps) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return setFault('Write something first');
    onDo({ action: 'note', text: text.trim() });
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={`Note to ${subject}`}>
      <form noValidate onSubmit={save} className="flex flex-col gap-3">
        <Field label="Note" error={fault} required>
          {(control) => (
            <Textarea {...control} rows={3} value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Add note
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
