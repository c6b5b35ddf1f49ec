'use client';

import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { dayOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Fault } from './fault';
import { useAct } from './use-act';
import { useDraft } from './use-draft';
import { type IncidentDetail, useHelpers, type Viewer } from './use-incident';

type FollowUpsProps = { incident: IncidentDetail; viewer: Viewer };

/** What is owed after it: each with one owner and a day. */
export function FollowUps({ incident, viewer }: FollowUpsProps) {
  const now = useNow();
  const [open, setOpen] = useState(false);
  return (
    <Card aria-labelledby="follow-ups">
      <CardHeader
        id="follow-ups"
        title="Follow-ups"
        actions={
          incident.may['incident.act'] ? (
            <Dialog
              title="New follow-up"
              open={open}
              onOpenChange={setOpen}
              trigger={<Button size="small">Add…</Button>}
            >
              <FollowUpForm incident={incident} viewer={viewer} onDone={() => setOpen(false)} />
            </Dialog>
          ) : null
        }
      />
      {incident.followUps.length === 0 ? (
        <CardBody className="text-muted">Nothing is owed yet. What comes to mind now is easily written down.</CardBody>
      ) : (
        <ul aria-label="Follow-ups" className="flex flex-col">
          {incident.followUps.map((one) => (
            <li key={one.id} className="border-b px-4 py-2 last:border-b-0">
              <p className="wrap-anywhere">
                <span className="text-muted tabular-nums">{one.reference}</span>{' '}
                <span className="font-medium">{one.title}</span>
              </p>
              <p className="flex flex-wrap items-center gap-x-2 text-muted">
                {one.owner?.id === viewer.id ? 'You' : (one.owner?.name ?? 'Nobody')}, due{' '}
                {dayOf(`${one.dueOn}T12:00:00Z`, 'UTC', now)}
                {one.state === 'done' ? <Mark kind="good">Done</Mark> : null}
                {one.state === 'dropped' ? <Mark kind="neutral">Dropped</Mark> : null}
                {one.overdue ? <Mark kind="critical">Overdue</Mark> : null}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function FollowUpForm({ incident, viewer, onDone }: FollowUpsProps & { onDone: () => void }) {
  const { act, pending, refusal } = useAct(incident.id);
  const helpers = useHelpers(incident.teamId, viewer.id);
  const title = useDraft(`follow-up.${incident.id}`);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const dueOn = String(form.get('dueOn') ?? '');
    const owed = { incidentId: incident.id, title: title.text, ownerId: String(form.get('ownerId')) };
    const input = { ...owed, ...(dueOn && { dueOn }) };
    if (!(await act('follow-up', (client) => client.incident.addFollowUp.mutate(input)))) return;
    title.clear();
    onDone();
  };
  const fields = refusal?.fields ?? {};
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <Field label="What is to be done" error={fields.title} required>
        {(control) => (
          <Input
            {...control}
            value={title.text}
            autoComplete="off"
            maxLength={200}
            onChange={(event) => title.change(event.target.value)}
          />
        )}
      </Field>
      <Field label="Owner" error={fields.ownerId} required>
        {(control) => (
          <Select {...control} name="ownerId">
            {helpers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Due" hint="Left out: four weeks, for minor incidents eight." error={fields.dueOn}>
        {(control) => <Input {...control} name="dueOn" type="date" />}
      </Field>
      {refusal && Object.keys(fields).length === 0 ? <Fault refusal={refusal} kept /> : null}
      <Button type="submit" variant="primary" className="sm:self-end" busy={pending !== null}>
        {pending ? 'Sending…' : 'Open the follow-up'}
      </Button>
    </form>
  );
}
