'use client';

import { type RefObject, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import type { RequestDetail } from '@/server/request/view';
import { TurnQuestion } from './turn-question';
import type { Act, Decisions } from './use-decisions';

export const decisionNoteId = 'decision-note';

type DecisionFormProps = {
  request: RequestDetail;
  decisions: Decisions;
  now: Date;
  /** The version of the schedule whose effect is shown: another one must be looked at first. */
  seenVersion: number | undefined;
  /** The keys press the same buttons. */
  press?: RefObject<((act: Act) => void) | null>;
};

/** Buttons of those who decide stand apart from those of the one who asked. */
const answers = ['decline', 'reject', 'accept', 'approve'] as const;

/** What can be done to a request now, with the note that goes with it. What was typed stays until it is done. */
export function DecisionForm({ request, decisions, now, seenVersion, press }: DecisionFormProps) {
  const [note, setNote] = useState('');
  const [turn, setTurn] = useState('');
  const [faults, setFaults] = useState<{ note?: string; turn?: string }>({});
  const { can, kind, withId } = request;
  const { pending } = decisions.stateOf(request.id);
  const asksTurn = can.accept && kind === 'swap' && withId === null;
  const decides = answers.some((act) => can[act]);
  const notes = decides || can.cancel || can.reverse;

  const run = async (act: Act) => {
    if (!can[act] || pending) return;
    if (act === 'reject' && note.trim() === '') {
      setFaults({ note: 'Say why: they read it' });
      document.getElementById(decisionNoteId)?.focus();
      return;
    }
    if (act === 'accept' && asksTurn && turn === '') return setFaults({ turn: 'Choose which turn you give' });
    setFaults({});
    const done = await decisions.decide(request, act, {
      ...(note.trim() ? { note: note.trim() } : {}),
      ...(act === 'accept' && asksTurn ? { turnStartsAt: turn } : {}),
      ...(act === 'approve' && seenVersion !== undefined ? { seenVersion } : {}),
    });
    if (done && act !== 'remind') setNote('');
  };
  if (press) press.current = (act) => void run(act);

  const button = (act: Act, label: string, look: 'primary' | 'secondary' | 'danger' = 'secondary') =>
    can[act] ? (
      <Button
        variant={look}
        size="large"
        className="max-sm:grow"
        busy={pending === act}
        disabled={pending !== null && pending !== act}
        onClick={() => void run(act)}
      >
        {pending === act ? 'Sending…' : label}
      </Button>
    ) : null;

  if (!decides && !can.cancel && !can.reverse && !can.end && !can.remind) return null;
  return (
    <div
      className={cn(
        'flex flex-col gap-3',
        // Whatever there is to read above it, the answer stays in sight.
        decides && 'sm:sticky sm:bottom-0 sm:z-10 sm:-mx-4 sm:border-y sm:bg-background sm:px-4 sm:py-3',
        decides && 'lg:flex-row lg:flex-wrap lg:items-end lg:[&>:first-child]:min-w-60 lg:[&>:first-child]:flex-1',
      )}
    >
      {asksTurn ? <TurnQuestion {...{ request, now }} value={turn} error={faults.turn} onChange={setTurn} /> : null}
      {notes ? (
        <Field
          id={decisionNoteId}
          label={can.reject ? 'Note, needed to reject' : 'Note'}
          error={faults.note}
          required={can.reject}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={1}
              className="min-h-11 sm:min-h-9"
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Field>
      ) : null}
      <div
        className={cn(
          'flex flex-wrap gap-2',
          // On a phone the answer lies under the thumb, whatever there is to read above it.
          decides &&
            'max-sm:fixed max-sm:inset-x-0 max-sm:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] max-sm:z-20 max-sm:border-t max-sm:bg-background max-sm:px-4 max-sm:py-2.5',
        )}
      >
        {button('decline', 'Decline', 'danger')}
        {button('reject', 'Reject', 'danger')}
        {button('accept', kind === 'swap' ? 'Accept swap' : 'Accept cover', 'primary')}
        {button('approve', kind === 'swap' ? 'Approve swap' : 'Approve cover', can.accept ? 'secondary' : 'primary')}
        {button('end', 'End it now', 'secondary')}
        {button('reverse', 'Undo', 'secondary')}
        {button('remind', 'Remind', 'secondary')}
        {button('cancel', 'Cancel the request', 'danger')}
      </div>
    </div>
  );
}
