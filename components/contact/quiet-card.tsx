'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useContactActions } from './use-contact-actions';

/** When mail that is no page waits for the morning. Pages never wait. */
export function QuietCard() {
  const trpc = useTRPC();
  const { person } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const { quiet } = useSuspenseQuery(trpc.contact.contactMethods.queryOptions({ personId: person.id })).data;
  const { saveQuiet, savingQuiet } = useContactActions(person.id);
  const [fault, setFault] = useState<string | null>(null);
  const set = async (hours: { from: string; to: string } | null) => {
    const refused = await saveQuiet(hours);
    setFault(refused);
    if (!refused) toast({ title: hours ? 'Quiet hours saved' : 'No quiet hours' });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    void set({ from: String(fields.get('from')), to: String(fields.get('to')) });
  };

  return (
    <Card aria-labelledby="quiet">
      <CardHeader
        id="quiet"
        title="Quiet hours"
        detail="Mail that is no page waits until they end. Pages never wait."
      />
      <CardBody>
        <form
          key={`${quiet?.from} ${quiet?.to}`}
          onSubmit={submit}
          className="flex flex-wrap items-end gap-3"
          aria-label="Quiet hours"
        >
          <Field label="From" error={fault} required className="w-32">
            {(control) => <Input {...control} name="from" type="time" defaultValue={quiet?.from ?? '22:00'} />}
          </Field>
          <Field label="Until" required className="w-32">
            {(control) => <Input {...control} name="to" type="time" defaultValue={quiet?.to ?? '07:00'} />}
          </Field>
          <Button type="submit" busy={savingQuiet}>
            {quiet ? 'Change quiet hours' : 'Set quiet hours'}
          </Button>
          {quiet ? (
            <Button variant="ghost" busy={savingQuiet} onClick={() => void set(null)}>
              No quiet hours
            </Button>
          ) : null}
          <p className="basis-full text-muted">On your clock, {person.timeZone}.</p>
        </form>
      </CardBody>
    </Card>
  );
}
