'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ContactMethod } from '@/server/contact/contact-method';
import { addressWords } from './method-state';
import { useContactActions } from './use-contact-actions';

type Props = { method: Pick<ContactMethod, 'id' | 'personId' | 'channel' | 'address'>; onDone: (said: string) => void };

/** Proves with the code that was sent there that an address is one's own. */
export function CodeForm({ method, onDone }: Props) {
  const { confirm, confirming } = useContactActions(method.personId);
  const [fault, setFault] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const refused = await confirm(method.id, String(new FormData(event.currentTarget).get('code')));
    setFault(refused);
    if (!refused) onDone('This address is yours');
  };

  return (
    <form className="flex max-w-md flex-col gap-4" onSubmit={submit}>
      <Field label="Code" hint={`Six digits, sent to ${addressWords(method)}`} error={fault} required>
        {(control) => <Input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" />}
      </Field>
      <Button type="submit" variant="primary" busy={confirming} className="self-start">
        Confirm the code
      </Button>
    </form>
  );
}
