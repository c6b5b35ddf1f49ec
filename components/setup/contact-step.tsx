'use client';

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { StepButtons } from './step-buttons';

/** One's own first contact method, by e-mail: address, code, test page. */
export function ContactStep({ mailOn }: { mailOn: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { person } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const known = useQuery(trpc.notification.contactMethods.queryOptions({ personId: person.id }));
  const add = useMutation(trpc.notification.add.mutationOptions());
  const verify = useMutation(trpc.notification.verify.mutationOptions());
  const test = useMutation(trpc.notification.sendTestPage.mutationOptions());
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);

  const methods = known.data?.methods ?? [];
  const proven = methods.find(({ verifiedAt }) => verifiedAt !== null);
  const waiting = methods.find(({ verifiedAt }) => verifiedAt === null);
  const act = async (said: string, work: () => Promise<unknown>) => {
    setFault(null);
    setDone(null);
    try {
      await work();
      setDone(said);
      await queries.invalidateQueries({ queryKey: trpc.notification.pathKey() });
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFault(Object.values(fields)[0] ?? message);
    }
  };
  const fieldOf = (event: FormEvent<HTMLFormElement>, name: string): string => {
    event.preventDefault();
    return String(new FormData(event.currentTarget).get(name));
  };

  return (
    <>
      {mailOn ? null : (
        <Notice title="E-mail is not set up on this installation">
          No code and no page leaves by e-mail until SMTP_URL and MAIL_FROM are set where Baton runs. Skip this step,
          and come back to this address then.
        </Notice>
      )}
      {done ? <Notice tone="good" live="polite" title={done} /> : null}
      {proven ? (
        <div className="flex flex-col items-start gap-3">
          <p>
            Pages reach you at <span className="font-medium">{proven.address}</span>.
          </p>
          {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
          <Button
            busy={test.isPending}
            onClick={() =>
              act('A test page is on its way', () => test.mutateAsync({ personId: person.id, methodId: proven.id }))
            }
          >
            Send test page
          </Button>
        </div>
      ) : (
        <form
          className="flex max-w-md flex-col gap-4"
          onSubmit={(event) => {
            const address = fieldOf(event, 'address');
            return act(mailOn ? `A code is on its way to ${address}` : `A code waits for ${address}`, () =>
              add.mutateAsync({ personId: person.id, channel: 'email', address }),
            );
          }}
        >
          <Field label="Address for pages" error={waiting ? null : fault} required>
            {(control) => (
              <Input
                {...control}
                name="address"
                type="email"
                defaultValue={waiting?.address ?? person.email}
                autoComplete="email"
              />
            )}
          </Field>
          <Button type="submit" variant={waiting ? 'secondary' : 'primary'} busy={add.isPending} className="self-start">
            {waiting ? 'Send another code' : 'Send a code'}
          </Button>
        </form>
      )}
      {waiting && !proven ? (
        <form
          className="flex max-w-md flex-col gap-4"
          onSubmit={(event) => {
            const code = fieldOf(event, 'code');
            return act('This address is yours', () =>
              verify.mutateAsync({ personId: person.id, methodId: waiting.id, code }),
            );
          }}
        >
          <Field label="Code" hint={`Six digits, sent to ${waiting.address}`} error={fault} required>
            {(control) => <Input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" />}
          </Field>
          <Button type="submit" variant="primary" busy={verify.isPending} className="self-start">
            Confirm the code
          </Button>
        </form>
      ) : null}
      <StepButtons step="contact" done={proven !== undefined} />
    </>
  );
}
