'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';
import { deviceName, type PushState, pushState, subscribe } from './push-subscription';
import { useContactActions } from './use-contact-actions';

type Props = {
  personId: string;
  /** Endpoints that Baton knows of this person: a browser may be subscribed for somebody else. */
  known: readonly string[];
  onDone: (said: string) => void;
};

const words: Record<Exclude<PushState, 'on' | 'off' | 'unknown'>, string> = {
  unsupported:
    'This browser takes no notifications. On an iPhone or iPad: add Baton to the home screen first, then open it from there.',
  denied: 'Notifications from Baton are blocked in this browser: allow them in its settings for this site.',
};

/** Notifications on the device in one's hands: turned on here, because only the device itself can. */
export function PushHere({ personId, known, onDone }: Props) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.contact.channels.queryOptions());
  const { addDevice, adding } = useContactActions(personId);
  const [state, setState] = useState<PushState>('unknown');
  const [fault, setFault] = useState<string | null>(null);

  useEffect(() => {
    void pushState().then(setState, () => setState('unsupported'));
  }, []);

  const turnOn = async () => {
    setFault(null);
    try {
      const address = data?.pushKey ? await subscribe(data.pushKey) : null;
      if (!address) return setState(await pushState());
      const label = deviceName(navigator.userAgent);
      const refused = await addDevice(address, label);
      setFault(refused);
      if (refused) return;
      setState('on');
      onDone(`Notifications are on: ${label}`);
    } catch {
      setFault('This browser could not subscribe: its push service did not answer. Try again later.');
    }
  };

  if (state === 'unknown' || data?.on.push === false) return null;
  const isMine = state === 'on' && known.length > 0;
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="font-medium">Notifications on this device</p>
      {state === 'unsupported' || state === 'denied' ? <p className="text-muted">{words[state]}</p> : null}
      {isMine ? <Mark kind="good">On</Mark> : null}
      {state === 'off' || (state === 'on' && !isMine) ? (
        <Button variant="primary" busy={adding} onClick={turnOn}>
          Turn on notifications here
        </Button>
      ) : null}
      {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
    </div>
  );
}
