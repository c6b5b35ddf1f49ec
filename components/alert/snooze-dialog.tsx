'use client';

import { useState } from 'react';
import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input, Radio } from '@/components/ui/input';
import { weekdayAndTime, zoneWord } from '@/components/ui/instant';
import { formatLocal, instantOf, parseLocal, wallAt } from '@/server/time/wall-clock';
import { snoozeChoices } from './snooze-choice';
import type { Act } from './use-alert-actions';

type SnoozeDialogProps = { subject: string; zone: string; onClose: () => void; onDo: (act: Act) => void };

/** Until when it is put off; then it is open again, and a new round begins. */
export function SnoozeDialog({ subject, zone, onClose, onDo }: SnoozeDialogProps) {
  const now = useNow();
  const choices = snoozeChoices(now, zone);
  const [chosen, setChosen] = useState(0);
  const [own, setOwn] = useState(() => formatLocal(wallAt(now.getTime() + 3_600_000, zone)));
  const [fault, setFault] = useState<string | null>(null);

  const save = () => {
    const isOwn = chosen === choices.length;
    const until = isOwn ? (parseLocal(own) === null ? null : instantOf(own, zone)) : choices[chosen]?.until;
    if (!until || until <= now) return setFault('Choose a time to come');
    onDo({ action: 'snooze', until: until.toISOString() });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Snooze ${subject}`}
      description="Nobody is paged until then. If it is still open, it comes back and the policy starts a new round."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={save}>
            Snooze
          </Button>
        </>
      }
    >
      <FieldGroup legend="Until" error={chosen === choices.length ? undefined : fault}>
        {choices.map(({ words, until }, place) => (
          <Radio
            key={words}
            name="until"
            checked={chosen === place}
            onChange={() => setChosen(place)}
            hint={weekdayAndTime(until, zone, now)}
          >
            {words}
          </Radio>
        ))}
        <Radio name="until" checked={chosen === choices.length} onChange={() => setChosen(choices.length)}>
          Another time
        </Radio>
      </FieldGroup>
      {chosen === choices.length ? (
        <Field label={`Until, ${zoneWord(zone, now)}`} error={fault} required className="mt-2">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={own}
              onChange={(event) => {
                setFault(null);
                setOwn(event.target.value);
              }}
            />
          )}
        </Field>
      ) : null}
    </Dialog>
  );
}
