'use client';

import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AddressForm } from '@/components/contact/address-form';
import { CodeForm } from '@/components/contact/code-form';
import { MailOffNotice } from '@/components/contact/mail-off-notice';
import { useContactActions } from '@/components/contact/use-contact-actions';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { StepButtons } from './step-buttons';

/** One's own first contact method, by e-mail: address, code, test page. */
export function ContactStep({ mailOn }: { mailOn: boolean }) {
  const trpc = useTRPC();
  const { person } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const known = useQuery(trpc.contact.contactMethods.queryOptions({ personId: person.id }));
  const { sendTestPage, testing } = useContactActions(person.id);
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);

  const methods = known.data?.methods ?? [];
  const proven = methods.find(({ verifiedAt }) => verifiedAt !== null);
  const waiting = methods.find(({ verifiedAt }) => verifiedAt === null);
  const test = async (methodId: string) => {
    setDone(null);
    const refused = await sendTestPage(methodId);
    setFault(refused);
    if (!refused) setDone('A test page is on its way');
  };

  return (
    <>
      {mailOn ? null : <MailOffNotice>Skip this step, and come back to this address then.</MailOffNotice>}
      {done ? <Notice tone="good" live="polite" title={done} /> : null}
      {proven ? (
        <div className="flex flex-col items-start gap-3">
          <p>
            Pages reach you at <span className="font-medium">{proven.address}</span>.
          </p>
          {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
          <Button busy={testing} onClick={() => test(proven.id)}>
            Send test page
          </Button>
        </div>
      ) : (
        <AddressForm
          personId={person.id}
          label="Address for pages"
          button={waiting ? 'Send another code' : 'Send a code'}
          variant={waiting ? 'secondary' : 'primary'}
          start={waiting?.address ?? person.email}
          mailOn={mailOn}
          onDone={setDone}
        />
      )}
      {waiting && !proven ? <CodeForm method={waiting} onDone={setDone} /> : null}
      <StepButtons step="contact" done={proven !== undefined} />
    </>
  );
}
