'use client';

import { type FormEvent, useState } from 'react';
import { Fault } from '@/components/incident/fault';
import { localInstant } from '@/components/incident/local-instant';
import { useHelpers } from '@/components/incident/use-incident';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import { localTime } from '@/server/time/wall-clock';
import { type ReviewDetail, useReviewAct } from './use-review';

type AskDialogProps = {
  review: ReviewDetail;
  viewer: { id: string; zone: string };
  open: boolean;
  onClose: () => void;
};

/** Who looks at it, until when, and when it is talked about. */
export function AskDialog(props: AskDialogProps) {
  return (
    <Dialog
      title="Ask for review"
      description="Those you choose are told. Everybody may go on writing."
      open={props.open}
      onOpenChange={(open) => open || props.onClose()}
    >
      <AskForm {...props} />
    </Dialog>
  );
}

function AskForm({ review, viewer, onClose }: AskDialogProps) {
  const { act, pending, refusal } = useReviewAct(review.incidentId);
  const helpers = useHelpers(review.teamId, viewer.id);
  const [meeting, setMeeting] = useState(review.meetingAt ? localTime(review.meetingAt, viewer.zone) : '');
  const asked = new Set(review.reviewers.map(({ person }) => person?.id));

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const dueOn = String(form.get('dueOn') ?? '');
    const input = {
      reviewId: review.id,
      reviewerIds: form.getAll('reviewer').map(String),
      ...(dueOn && { dueOn }),
      meetingAt: meeting ? localInstant(meeting, viewer.zone) : null,
    };
    if (await act('ask', (client) => client.review.ask.mutate(input))) onClose();
  };

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <FieldGroup legend="Reviewers">
        {helpers.map(({ id, name }) => (
          <Checkbox key={id} name="reviewer" value={id} defaultChecked={asked.has(id)}>
            {id === viewer.id ? `${name} (you)` : name}
          </Checkbox>
        ))}
      </FieldGroup>
      <Field label="Due" error={refusal?.fields.dueOn} required>
        {(control) => <Input {...control} name="dueOn" type="date" defaultValue={review.dueOn} />}
      </Field>
      <Field label={`Meeting, ${zoneWord(viewer.zone, review.createdAt)}`}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={meeting}
            onChange={(event) => setMeeting(event.target.value)}
          />
        )}
      </Field>
      <Fault refusal={refusal} />
      <Button type="submit" variant="primary" className="sm:self-end" busy={pending !== null}>
        {pending ? 'Sending…' : 'Ask them'}
      </Button>
    </form>
  );
}
