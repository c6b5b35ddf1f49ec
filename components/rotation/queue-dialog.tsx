'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Select, Textarea } from '@/components/ui/input';
import { dayAndTime } from '@/components/ui/instant';
import type { EditorView } from '@/server/rotation/editing';
import { beginOf, type OrderedQueue } from './draft';
import type { RowAction } from './queue-row';

type QueueDialogProps = {
  action: RowAction;
  plan: EditorView;
  queue: OrderedQueue;
  personId: string;
  name: string;
  now: Date;
  onClose: () => void;
  onMove: (position: number) => void;
  onSkip: (reason: string) => void;
  onLeave: (from: Date) => void;
};

/** What a row's menu asks for further. It changes nothing: the difference comes next. */
export function QueueDialog(props: QueueDialogProps) {
  const { action, onClose } = props;
  const questions = { 'move-to': MoveTo, skip: Skip, leave: Leave };
  const Question = questions[action];
  const titles = { 'move-to': 'Move', skip: 'Skip a turn:', leave: 'Leave the queue:' };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${titles[action]} ${props.name}`}
      description="What it does is shown week by week before it counts."
    >
      <Question {...props} />
    </Dialog>
  );
}

function MoveTo({ queue, personId, onMove }: QueueDialogProps) {
  const [position, setPosition] = useState(queue.places.findIndex(({ place }) => place === personId));
  return (
    <Question onAsk={() => onMove(position)}>
      <Field label="To place" required hint="The first has the first turn.">
        {(control) => (
          <Select {...control} value={position} onChange={({ target }) => setPosition(Number(target.value))}>
            {queue.places.map(({ position: each }) => (
              <option key={each} value={each}>
                {each + 1}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </Question>
  );
}

function Skip({ plan, queue, personId, now, onSkip }: QueueDialogProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const turn = queue.places.find(({ place }) => place === personId)?.turnStartsAt;
  const ask = () => (reason.trim() === '' ? setError('Say why: everybody affected reads it') : onSkip(reason.trim()));
  return (
    <Question onAsk={ask}>
      {turn ? (
        <p className="mb-3">
          The turn of {dayAndTime(turn, plan.zone, now)}. They go to the back as if they had served, and everyone behind
          moves up.
        </p>
      ) : null}
      <Field label="Reason" required error={error}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={500}
            value={reason}
            onChange={({ target }) => {
              setReason(target.value);
              setError(undefined);
            }}
          />
        )}
      </Field>
    </Question>
  );
}

function Leave({ plan, now, onLeave }: QueueDialogProps) {
  const [day, setDay] = useState('');
  const [error, setError] = useState<string>();
  const at = beginOf(plan, { kind: 'day', day }, now);
  return (
    <Question onAsk={() => (at ? onLeave(at) : setError('Choose a day'))}>
      <Field
        label="From"
        required
        error={error}
        hint={at ? `Takes effect at the handoff of ${dayAndTime(at, plan.zone, now)}.` : 'Turns before that day stay.'}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            value={day}
            onChange={({ target }) => {
              setDay(target.value);
              setError(undefined);
            }}
          />
        )}
      </Field>
    </Question>
  );
}

function Question({ onAsk, children }: { onAsk: () => void; children: React.ReactNode }) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      {children}
      <div className="mt-4 flex justify-end">
        <Button type="submit" variant="primary">
          Show the difference
        </Button>
      </div>
    </form>
  );
}
