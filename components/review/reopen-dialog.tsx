'use client';

import type { FormEvent } from 'react';
import { faultOf } from '@/components/incident/use-act';
import { useDraft } from '@/components/incident/use-draft';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { type ReviewDetail, useReviewAct } from './use-review';

type ReopenDialogProps = { review: ReviewDetail; open: boolean; onClose: () => void };

/** What is done is reopened with a reason, which stands above it until it is done again. */
export function ReopenDialog(props: ReopenDialogProps) {
  return (
    <Dialog title="Reopen the review" open={props.open} onOpenChange={(open) => open || props.onClose()}>
      <ReopenForm {...props} />
    </Dialog>
  );
}

function ReopenForm({ review, onClose }: ReopenDialogProps) {
  const { act, pending, refusal } = useReviewAct(review.incidentId);
  const reason = useDraft(`reopen.${review.id}`);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const input = { reviewId: review.id, reason: reason.text };
    if (!(await act('reopen', (client) => client.review.reopen.mutate(input)))) return;
    reason.clear();
    onClose();
  };
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <Field label="Why" error={refusal ? faultOf(refusal) : null} required>
        {(control) => (
          <Textarea {...control} value={reason.text} onChange={(event) => reason.change(event.target.value)} />
        )}
      </Field>
      <Button type="submit" variant="primary" className="sm:self-end" busy={pending !== null}>
        {pending ? 'Sending…' : 'Reopen it'}
      </Button>
    </form>
  );
}
