'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field, FieldError, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input, Select } from '@/components/ui/input';
import { durationOf } from '@/components/ui/instant';
import { toast } from '@/components/ui/toast';
import { forgottenSeconds } from '@/server/alert/forgotten';
import { paths } from '@/server/paths';

type ServiceFieldsProps = {
  service: {
    id: string;
    name: string;
    teamId: string;
    policyId: string;
    groupSeconds: number;
    forgottenSeconds: number | null;
  };
  policies: readonly { id: string; name: string; teamId: string; archivedAt: Date | null }[];
  mayEdit: boolean;
};

const hour = 3_600;
const groupChoices = [0, 60, 120, 300, 900];
const forgottenChoices = [0, hour, 2 * hour, 4 * hour, 8 * hour, 24 * hour];
/** A choice that the list lacks was made elsewhere, and stays. */
const withOwn = (choices: number[], own: number): number[] =>
  choices.includes(own) ? choices : [...choices, own].sort((a, b) => a - b);

/** Name, policy and runbooks. Alerts that are open already keep the policy they opened with. */
export function ServiceFields({ service, policies, mayEdit }: ServiceFieldsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.service.update.mutationOptions());
  const [name, setName] = useState(service.name);
  const [policyId, setPolicyId] = useState(service.policyId);
  const [groupSeconds, setGroupSeconds] = useState(service.groupSeconds);
  const [forgotten, setForgotten] = useState(service.forgottenSeconds);
  const runbooks = (useQuery(trpc.runbook.list.queryOptions({})).data ?? []).filter(
    ({ teamId }) => teamId === service.teamId,
  );
  const ownRunbooks = runbooks.filter(({ serviceIds }) => serviceIds.includes(service.id)).map(({ id }) => id);
  /** Null: as they are. */
  const [chosen, setChosen] = useState<string[] | null>(null);
  const runbookIds = chosen ?? ownRunbooks;
  const [faults, setFaults] = useState<Record<string, string>>({});
  const choices = policies.filter(
    (policy) => policy.teamId === service.teamId && (policy.archivedAt === null || policy.id === service.policyId),
  );
  const changed =
    name !== service.name ||
    policyId !== service.policyId ||
    groupSeconds !== service.groupSeconds ||
    forgotten !== service.forgottenSeconds ||
    runbookIds.toSorted().join() !== ownRunbooks.toSorted().join();

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setFaults({});
    try {
      await update.mutateAsync({
        serviceId: service.id,
        name,
        policyId,
        groupSeconds,
        forgottenSeconds: forgotten,
        ...(chosen && { runbookIds: chosen }),
      });
      await Promise.all([
        queries.invalidateQueries(trpc.service.pathFilter()),
        queries.invalidateQueries(trpc.runbook.pathFilter()),
      ]);
      setChosen(null);
      toast({ title: 'Service saved' });
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFaults(Object.keys(fields).length > 0 ? fields : { form: message });
    }
  };

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <Field label="Name" error={faults.name} required>
        {(control) => (
          <Input {...control} value={name} readOnly={!mayEdit} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field
        label="Escalation policy"
        hint={
          <Link href={paths.policy(policyId)} className="underline underline-offset-2">
            See its steps
          </Link>
        }
        error={faults.policyId}
        required
      >
        {(control) => (
          <Select
            {...control}
            value={policyId}
            disabled={!mayEdit}
            onChange={(event) => setPolicyId(event.target.value)}
          >
            {choices.map((policy) => (
              <option key={policy.id} value={policy.id}>
                {policy.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {runbooks.length > 0 && (mayEdit || ownRunbooks.length > 0) ? (
        <FieldGroup legend="Runbooks" hint="What whoever is paged for it does first." error={faults.runbookIds}>
          {runbooks.map(({ id, title }) => (
            <Checkbox
              key={id}
              checked={runbookIds.includes(id)}
              disabled={!mayEdit}
              onChange={({ target }) =>
                setChosen(target.checked ? [...runbookIds, id] : runbookIds.filter((each) => each !== id))
              }
            >
              {title}
            </Checkbox>
          ))}
        </FieldGroup>
      ) : null}
      <Field
        label="Group alerts that open together"
        hint="A group is acknowledged as one from its page. Pages to one person are joined in any case: at most one a minute."
        error={faults.groupSeconds}
        required
      >
        {(control) => (
          <Select
            {...control}
            value={groupSeconds}
            disabled={!mayEdit}
            onChange={(event) => setGroupSeconds(Number(event.target.value))}
          >
            {withOwn(groupChoices, service.groupSeconds).map((seconds) => (
              <option key={seconds} value={seconds}>
                {seconds === 0 ? 'Each stands alone' : `Within ${durationOf(seconds)} of each other`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Acknowledged and forgotten"
        hint="Whoever has it is asked whether they are still on it. Without an answer it is open again after 15 minutes."
        error={faults.forgottenSeconds}
        required
      >
        {(control) => (
          <Select
            {...control}
            value={forgotten ?? forgottenSeconds}
            disabled={!mayEdit}
            onChange={(event) => setForgotten(Number(event.target.value))}
          >
            {withOwn(forgottenChoices, service.forgottenSeconds ?? 0).map((seconds) => (
              <option key={seconds} value={seconds}>
                {seconds === 0 ? 'Never ask' : `Ask after ${durationOf(seconds)}`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {faults.form ? <FieldError>{faults.form}</FieldError> : null}
      {mayEdit ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" disabled={!changed} busy={update.isPending}>
            Save service
          </Button>
          <span className="text-muted">Open alerts keep the policy they opened with.</span>
        </div>
      ) : null}
    </form>
  );
}
