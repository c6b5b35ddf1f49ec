'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input, Radio, Textarea } from '@/components/ui/input';
import { zoneWord } from '@/components/ui/instant';
import { localTime } from '@/server/time/wall-clock';
import { Fault } from './fault';
import { FollowUpRows, type OwedRow } from './follow-up-rows';
import { localInstant } from './local-instant';
import { useAct } from './use-act';
import { useDraft } from './use-draft';
import { type IncidentDetail, useHelpers, type Viewer } from './use-incident';

type CloseFormProps = { incident: IncidentDetail; viewer: Viewer; onDone: () => void };

/** Impact, what happened, what was done, what risk is left, what is owed, and whether there is a review. */
export function CloseForm({ incident, viewer, onDone }: CloseFormProps) {
  const { act, pending, refusal } = useAct(incident.id);
  const helpers = useHelpers(incident.teamId, viewer.id);
  const { zone } = viewer;
  const [from, setFrom] = useState(() => localTime(incident.impactFrom ?? incident.declaredAt, zone));
  const [to, setTo] = useState(() => localTime(incident.impactTo ?? incident.resolvedAt ?? incident.declaredAt, zone));
  const happened = useDraft(`close.happened.${incident.id}`, incident.summary);
  const done = useDraft(`close.done.${incident.id}`);
  const risk = useDraft(`close.risk.${incident.id}`);
  const why = useDraft(`close.why.${incident.id}`);
  const [owed, setOwed] = useState<OwedRow[] | null>(null);
  const [review, setReview] = useState(incident.severity !== 'minor');
  const [unanswered, setUnanswered] = useState(false);
  const fields = refusal?.fields ?? {};
  const placed = ['impactFrom', 'impactTo', 'whatHappened', 'whatWasDone', 'remainingRisk', 'reviewReason'];

  const save = async (event: FormEvent) => {
    event.preventDefault();
    // None is an answer; saying nothing is not.
    if (owed === null && incident.followUps.length === 0) return setUnanswered(true);
    const followUps = (owed ?? [])
      .filter(({ title }) => title.trim() !== '')
      .map(({ title, ownerId, dueOn }) => ({ title, ownerId, ...(dueOn && { dueOn }) }));
    const input = {
      incidentId: incident.id,
      impactFrom: localInstant(from, zone),
      impactTo: localInstant(to, zone),
      whatHappened: happened.text,
      whatWasDone: done.text,
      remainingRisk: risk.text,
      followUps,
      review,
      reviewReason: why.text,
    };
    if (!(await act('close', (client) => client.incident.close.mutate(input)))) return;
    for (const draft of [happened, done, risk, why]) draft.clear();
    onDone();
  };

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={`Impact from, ${zoneWord(zone, incident.declaredAt)}`} error={fields.impactFrom} required>
          {(control) => (
            <Input {...control} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
          )}
        </Field>
        <Field label={`Impact to, ${zoneWord(zone, incident.declaredAt)}`} error={fields.impactTo} required>
          {(control) => (
            <Input {...control} type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
          )}
        </Field>
      </div>
      <Field label="What happened" error={fields.whatHappened} required>
        {(control) => (
          <Textarea {...control} value={happened.text} onChange={(event) => happened.change(event.target.value)} />
        )}
      </Field>
      <Field label="What was done" error={fields.whatWasDone} required>
        {(control) => <Textarea {...control} value={done.text} onChange={(event) => done.change(event.target.value)} />}
      </Field>
      <Field label="What risk is left" error={fields.remainingRisk} required>
        {(control) => (
          <div className="flex flex-wrap items-start gap-2">
            <Textarea
              {...control}
              className="min-w-48 flex-1"
              rows={2}
              value={risk.text}
              onChange={(event) => risk.change(event.target.value)}
            />
            <Button onClick={() => risk.change('None')}>None</Button>
          </div>
        )}
      </Field>
      <FollowUpRows
        rows={owed}
        onChange={(rows) => {
          setOwed(rows);
          setUnanswered(false);
        }}
        helpers={helpers}
        there={incident.followUps}
        error={
          unanswered
            ? 'Add what is owed, or say that nothing is'
            : Object.entries(fields).find(([path]) => path.startsWith('followUps'))?.[1]
        }
      />
      <FieldGroup legend="Review">
        <Radio name="review" checked={review} onChange={() => setReview(true)}>
          Yes, there is something to learn for more than us
        </Radio>
        <Radio name="review" checked={!review} onChange={() => setReview(false)}>
          No
        </Radio>
        <Field
          label={review ? 'Why there is a review' : 'Why there is none'}
          error={fields.reviewReason}
          required
          className="mt-1"
        >
          {(control) => (
            <Input
              {...control}
              value={why.text}
              onChange={(event) => why.change(event.target.value)}
              maxLength={2_000}
            />
          )}
        </Field>
      </FieldGroup>
      {refusal && !Object.keys(fields).some((name) => placed.includes(name)) ? <Fault refusal={refusal} kept /> : null}
      <Button type="submit" variant="primary" size="large" className="sm:self-end" busy={pending !== null}>
        {pending ? 'Sending…' : 'Close the incident'}
      </Button>
    </form>
  );
}
