'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useContactActions } from './use-contact-actions';

type Props = {
  personId: string;
  label: string;
  button: string;
  variant?: 'primary' | 'secondary';
  /** The address offered at first. */
  start: string;
  /** False: this installation is known to send no e-mail. */
  mailOn: boolean | undefined;
  onDone: (said: string) => void;
};

/** An e-mail address for pages: a code goes there at once. */
export function AddressForm({ personId, label, button, variant = 'secondary', start, mailOn, onDone }: Props) {
  const { sendCode, sending } = useContactActions(personId);
  const [fault, setFault] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const address = String(new FormData(event.currentTarget).get('address'));
    const refused = await sendCode('email', address);
    setFault(refused);
    if (!refused) onDone(mailOn === false ? `A code waits for ${address}` : `A code is on its way to ${address}`);
  };

  return (
    <form className="flex max-w-md flex-col gap-4" onSubmit={submit}>
      <Field label={label} error={fault} required>
        {(control) => <Input {...control} name="address" type="email" defaultValue={start} autoComplete="email" />}
      </Field>
      <Button type="submit" variant={variant} busy={sending} className="self-start">
        {button}
      </Button>
    </form>
  );
}
