'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { type Classification, classes, classifications } from '@/server/alert/classification';
import type { Act } from './use-alert-actions';

type ClassifyDialogProps = { subject: string; onClose: () => void; onDo: (act: Act) => void };

/** What it was, in one press: the answers of responders are the measure of noise. */
export function ClassifyDialog({ subject, onClose, onDo }: ClassifyDialogProps) {
  const [note, setNote] = useState('');
  const save = (classification: Classification) =>
    onDo({ action: 'classify', classification, ...(note.trim() && { note: note.trim() }) });

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`What was it? ${subject}`}
      description="The keys 1 to 9 say the same without asking. It can be changed for three weeks after the alert closed."
    >
      <ul className="flex flex-col gap-0.5">
        {classifications.map((name, place) => (
          <li key={name}>
            <Button variant="ghost" className="w-full justify-start text-left" onClick={() => save(name)}>
              <Kbd keys={String(place + 1)} />
              {classes[name].words}
            </Button>
          </li>
        ))}
      </ul>
      <Field label="Note" className="mt-3">
        {(control) => <Textarea {...control} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
    </Dialog>
  );
}
