'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { channelNames, channels } from '@/server/contact/contact-method';
import type { Channel } from '@/server/outbound';
import { useContactActions } from './use-contact-actions';

/** Pushes are turned on from the device itself, not by typing. */
const typed = channels.filter((channel) => channel !== 'push');

type Asked = { label: string; hint?: string; type?: 'email' | 'tel' | 'url'; token?: { label: string; hint: string } };

const asked: Record<Channel, Asked> = {
  email: { label: 'E-mail address', type: 'email' },
  sms: { label: 'Mobile number', type: 'tel', hint: 'With its country, such as +49 170 1234567' },
  voice: { label: 'Phone number', type: 'tel', hint: 'With its country, such as +49 30 1234567' },
  push: { label: 'Subscription' },
  slack: { label: 'Slack member id', hint: 'In Slack: your profile, the three dots, “Copy member ID”' },
  webhook: {
    label: 'Address of the webhook',
    type: 'url',
    hint: 'It gets a POST, signed as Standard Webhooks',
    token: { label: 'Signing secret', hint: 'Leave it empty, and Baton makes one' },
  },
  ntfy: {
    label: 'Address of the topic',
    type: 'url',
    hint: 'Such as https://ntfy.example.org/my-topic',
    token: { label: 'Access token', hint: 'Where the topic needs one' },
  },
};

type Props = { personId: string; email: string; onDone: (said: string) => void };

/** A way to be reached: a code goes there at once, and until it is entered no page does. */
export function MethodForm({ personId, email, onDone }: Props) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.contact.channels.queryOptions());
  const { sendCode, sending } = useContactActions(personId);
  const [channel, setChannel] = useState<Channel>('email');
  const [fault, setFault] = useState<string | null>(null);
  const { label, hint, type = 'text', token } = asked[channel];
  const isOff = data?.on[channel] === false;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const address = String(fields.get('address'));
    const refused = await sendCode(channel, address, String(fields.get('token') ?? '') || undefined);
    setFault(refused);
    if (refused) return;
    form.reset();
    onDone(isOff ? `A code waits for ${address}` : `A code is on its way to ${address}`);
  };

  return (
    <form className="flex max-w-md flex-col gap-4" onSubmit={submit} aria-label="Add a contact method">
      <Field label="Another way to reach me" required>
        {(control) => (
          <Select {...control} value={channel} onChange={(event) => setChannel(event.target.value as Channel)}>
            {typed.map((one) => (
              <option key={one} value={one}>
                {channelNames[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isOff ? (
        <Notice tone="minor" title={`${channelNames[channel]} is not set up on this installation`}>
          You can add it now; the code comes once whoever runs Baton has set it up.
        </Notice>
      ) : null}
      <Field key={channel} label={label} hint={hint} error={fault} required>
        {(control) => (
          <Input
            {...control}
            name="address"
            type={type}
            defaultValue={channel === 'email' ? email : ''}
            autoComplete={type === 'email' ? 'email' : type === 'tel' ? 'tel' : 'off'}
          />
        )}
      </Field>
      {token ? (
        <Field label={token.label} hint={token.hint}>
          {(control) => <Input {...control} name="token" autoComplete="off" />}
        </Field>
      ) : null}
      <Button type="submit" busy={sending} className="self-start">
        Add {channelNames[channel]}
      </Button>
    </form>
  );
}
