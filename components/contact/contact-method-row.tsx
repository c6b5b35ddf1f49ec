'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';
import { type ContactMethod, channelNames } from '@/server/contact/contact-method';
import { CodeForm } from './code-form';
import { addressWords, methodState } from './method-state';
import { useContactActions } from './use-contact-actions';
import { WebhookSecret } from './webhook-secret';

type Props = { method: ContactMethod; onDone: (said: string) => void };

/** One of one's own contact methods: its state, and what is left to do with it. */
export function ContactMethodRow({ method, onDone }: Props) {
  const { sendCode, sendTestPage, remove, sending, testing, removing } = useContactActions(method.personId);
  const [fault, setFault] = useState<string | null>(null);
  const { mark, words } = methodState(method);
  const address = addressWords(method);
  const act = async (said: string, work: Promise<string | null>) => {
    const refused = await work;
    setFault(refused);
    if (!refused) onDone(said);
  };

  return (
    <li className="flex flex-col gap-3 py-2">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-muted">{channelNames[method.channel]}</span>
        <span className="wrap-anywhere font-medium">{address}</span>
        <Mark kind={mark} look="plain" className="wrap-anywhere whitespace-normal">
          {words}
        </Mark>
        <span className="ml-auto flex flex-wrap gap-2">
          {method.verifiedAt ? (
            <Button
              size="small"
              busy={testing}
              onClick={() => act(`A test page is on its way to ${address}`, sendTestPage(method.id))}
            >
              Send me a test page
            </Button>
          ) : (
            <Button
              size="small"
              busy={sending}
              onClick={() => act(`Another code is on its way to ${address}`, sendCode(method.channel, method.address))}
            >
              Send another code
            </Button>
          )}
          <Button
            size="small"
            variant="danger"
            aria-label={`Remove ${address}`}
            busy={removing}
            onClick={() => act(`${address} removed`, remove(method.id))}
          >
            Remove
          </Button>
        </span>
      </div>
      {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
      {method.channel === 'webhook' ? <WebhookSecret personId={method.personId} methodId={method.id} /> : null}
      {method.verifiedAt ? null : <CodeForm method={method} onDone={onDone} />}
    </li>
  );
}
