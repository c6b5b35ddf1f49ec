'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { ContactMethodRow } from './contact-method-row';
import { MailOffNotice } from './mail-off-notice';
import { MethodForm } from './method-form';
import { PushHere } from './push-here';

type Props = {
  /** Whether this installation sends e-mail; undefined for those who are not told. */
  mailOn: boolean | undefined;
};

/** One's own contact methods: which of them work, and how to add, prove, try and remove one. */
export function ContactMethodsCard({ mailOn }: Props) {
  const trpc = useTRPC();
  const { person } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const own = useSuspenseQuery(trpc.contact.contactMethods.queryOptions({ personId: person.id }));
  const { methods, reachability } = own.data;
  const isNew = methods.every(({ address }) => address.toLowerCase() !== person.email.toLowerCase());
  const say = (title: string) => toast({ title });

  return (
    <Card aria-labelledby="contact-methods">
      <CardHeader id="contact-methods" title="How I am reached" />
      <CardBody className="flex flex-col gap-4">
        {mailOn === false ? <MailOffNotice /> : null}
        {reachability.reachable ? null : (
          <Notice tone="gap" title="No page can reach you: no working contact method">
            Add an address and enter the code that comes there.
          </Notice>
        )}
        {methods.length > 0 ? (
          <ul className="divide-y">
            {methods.map((method) => (
              <ContactMethodRow key={method.id} method={method} onDone={say} />
            ))}
          </ul>
        ) : null}
        <PushHere
          personId={person.id}
          known={methods.filter(({ channel }) => channel === 'push').map(({ address }) => address)}
          onDone={say}
        />
        {/* Begins anew once an address is in the list. */}
        <MethodForm key={methods.length} personId={person.id} email={isNew ? person.email : ''} onDone={say} />
      </CardBody>
    </Card>
  );
}
