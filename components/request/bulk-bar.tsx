'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldError } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import type { Bulk } from './use-bulk';

/** What can be done to all that is selected. Those with warnings are looked at one by one. */
export function BulkBar({ bulk }: { bulk: Bulk }) {
  const [rejecting, setRejecting] = useState(false);
  const { selected, clean, rejectable, sending, failure } = bulk;
  if (selected.length === 0) return null;
  const leftOut = selected.length - clean.length;
  return (
    <section aria-label="Selected requests" className="flex flex-wrap items-center gap-2 border-b bg-surface px-4 py-2">
      <p className="min-w-0 flex-1 basis-24">
        <span className="font-medium">{selected.length} selected</span>
        {leftOut > 0 ? (
          <span className="block text-label text-muted">
            {leftOut === 1 ? 'One has warnings: open it to decide' : `${leftOut} have warnings: open them to decide`}
          </span>
        ) : null}
      </p>
      <Button variant="ghost" size="small" onClick={bulk.clear}>
        Clear
      </Button>
      <Button size="small" variant="danger" disabled={rejectable.length === 0} onClick={() => setRejecting(true)}>
        Reject {rejectable.length}
      </Button>
      <Button
        size="small"
        variant="primary"
        busy={sending}
        disabled={clean.length === 0}
        onClick={() => void bulk.approve()}
      >
        {sending ? 'Sending…' : `Approve ${clean.length}`}
      </Button>
      {failure ? (
        <div role="alert" className="basis-full">
          <FieldError>{failure}</FieldError>
        </div>
      ) : null}
      {rejecting ? (
        <RejectDialog
          count={rejectable.length}
          onClose={() => setRejecting(false)}
          onReject={(note) => {
            setRejecting(false);
            void bulk.reject(note);
          }}
        />
      ) : null}
    </section>
  );
}

type RejectDialogProps = { count: number; onClose: () => void; onReject: (note: string) => void };

function RejectDialog({ count, onClose, onReject }: RejectDialogProps) {
  const [note, setNote] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() === '') setFault('Say why: they read it');
    else onReject(note.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={count === 1 ? 'Reject one request' : `Reject ${count} requests`}
      description="Whoever asked is told, with your reason."
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Why" error={fault} required>
          {(control) => <Textarea {...control} value={note} onChange={({ target }) => setNote(target.value)} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep them</Button>
          <Button type="submit" variant="danger">
            Reject
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
