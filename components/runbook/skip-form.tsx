'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** A step that is left out says why: whoever reads the run later must know. */
export function SkipForm({ onSkip, onKeep }: { onSkip: (reason: string) => void; onKeep: () => void }) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  return (
    <form
      noValidate
      className="mt-2 flex flex-wrap items-end gap-2 text-body"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onSkip(reason);
        else setFault('Say why it is skipped');
      }}
    >
      <Field label="Why it is skipped" required error={fault} className="min-w-40 flex-1">
        {(control) => (
          <Input {...control} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <Button type="submit">Skip it</Button>
      <Button variant="ghost" onClick={onKeep}>
        Keep it
      </Button>
    </form>
  );
}
