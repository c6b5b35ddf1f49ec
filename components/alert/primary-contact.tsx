'use client';

import { useQuery } from '@tanstack/react-query';
import { Mail, MessageSquare, Phone } from 'lucide-react';
import { useTRPC } from '@/components/trpc/client';
import { Button, buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { FieldError } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { ActionState } from './use-alert-actions';

type PrimaryContactProps = {
  primary: { id: string; name: string; role: string | null };
  state: ActionState;
  onTried: () => void;
  tried: boolean;
};

/** For the second in line: how to reach the first. Trying is recorded, and nothing waits for it. */
export function PrimaryContact({ primary, state, onTried, tried }: PrimaryContactProps) {
  const trpc = useTRPC();
  const { data: board } = useQuery(trpc.oncall.now.queryOptions());
  const person = board?.people.find(({ id }) => id === primary.id);
  return (
    <Notice
      className="mb-5"
      title={`${primary.name} was paged before you. Try to reach ${primary.name}; nothing waits for it.`}
      actions={
        <Button busy={state.pending === 'triedToReachPrimary'} onClick={onTried}>
          {state.pending === 'triedToReachPrimary'
            ? 'Sending…'
            : tried
              ? `Tried to reach the ${primary.role ?? 'primary'} again`
              : `Tried to reach the ${primary.role ?? 'primary'}`}
        </Button>
      }
    >
      {person ? (
        <ul className="mt-1 flex flex-col gap-1">
          {person.phones.map((phone) => (
            <li key={phone} className="flex flex-wrap items-center gap-2">
              <a href={`tel:${phone}`} className={cn(buttonLook({ size: 'small' }))}>
                <Phone aria-hidden="true" />
                Call {phone}
              </a>
              <a href={`sms:${phone}`} className={cn(buttonLook({ variant: 'ghost', size: 'small' }))}>
                <MessageSquare aria-hidden="true" />
                SMS
              </a>
              <CopyButton text={phone} label={`Copy ${phone}`} />
            </li>
          ))}
          <li>
            <a href={`mailto:${person.email}`} className={cn(buttonLook({ size: 'small' }))}>
              <Mail aria-hidden="true" />
              {person.email}
            </a>
          </li>
        </ul>
      ) : null}
      {state.failure ? <FieldError>{state.failure}</FieldError> : null}
    </Notice>
  );
}
