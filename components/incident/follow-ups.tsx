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
import { faultOf, useAct } from './use-act';
import { useDraft } from './use-draft';
import { type IncidentDetail, useHelpers, type Viewer } from './use-incident';

type FollowUpsProps = { incident: IncidentDetail; viewer: Viewer };

/** What is owed after it: each with one owner and a day. */
export function FollowUps({ incident, viewer }: FollowUpsProps) {
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
            <Owed key={one.id} one={one} incidentId={incident.id} viewer={viewer} />
          ))}
        </ul>
      )}
    </Card>
  );
}

type OwedProps = { one: IncidentDetail['followUps'][number]; incidentId: string; viewer: Viewer };

/** One follow-up, and what came of it once it is done. */
function Owed({ one, incidentId, viewer }: OwedProps) {
  const now = useNow();
  const { act, pending, refusal } = useAct(incidentId);
  const outcome = useDraft(`outcome.${one.id}`);
  const [asking, setAsking] = useState(false);
  const open = one.state === 'open' || one.state === 'in-progress';
  const finish = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act('done', async (client) => {
      await client.followUp.change.mutate({ followUpId: one.id, state: 'done', outcome: outcome.text });
      return client.incident.byId.query({ incidentId });
    });
    if (!done) return;
    outcome.clear();
    setAsking(false);
  };
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-b px-4 py-2 last:border-b-0">
      <div className="min-w-0 flex-1 basis-48">
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
        {one.outcome ? <p className="wrap-anywhere">{one.outcome}</p> : null}
      </div>
      {open && one.may['follow-up.edit'] && !asking ? (
        <Button size="small" aria-label={`${one.reference} is done`} onClick={() => setAsking(true)}>
          Done…
        </Button>
      ) : null}
      {asking ? (
        <form noValidate onSubmit={finish} className="flex basis-full flex-wrap items-end gap-2">
          <Field label="What came of it" error={refusal ? faultOf(refusal) : null} required className="min-w-48 flex-1">
            {(control) => (
              <Input
                {...control}
                value={outcome.text}
                autoComplete="off"
                maxLength={2_000}
                onChange={(event) => outcome.change(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" variant="primary" busy={pending !== null}>
            {pending ? 'Sending…' : 'Done'}
          </Button>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            Not yet
          </Button>
        </form>
      ) : null}
    </li>
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
