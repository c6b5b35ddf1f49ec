'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import type { Policy } from '@/server/escalation/policy';
import { paths } from '@/server/paths';
import { EndingFields } from './ending-fields';
import { Ladder } from './ladder';
import { draftOf, emptyDraft, type PolicyDraft, readDraft } from './policy-draft';
import { SignedWebhooks } from './signed-webhooks';
import { Simulation } from './simulation';
import { StepFields } from './step-fields';
import { useNames, useTargetChoices } from './use-names';

type PolicyFormProps = {
  /** What is changed; null: a new one. */
  policy: (Policy & { id: string; name: string; teamId: string; archivedAt: Date | null }) | null;
  /** Whose the new one is to be, to begin with. */
  teamId: string;
  /** Without it the form can be read, and nothing else. */
  mayEdit: boolean;
};

/** A policy as fields, with what they come to beside them, in words. */
export function PolicyForm({ policy, teamId: firstTeamId, mayEdit }: PolicyFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { teams, names, zone } = useNames();
  const choices = useTargetChoices();
  const create = useMutation(trpc.escalation.create.mutationOptions());
  const update = useMutation(trpc.escalation.update.mutationOptions());
  const [teamId, setTeamId] = useState(firstTeamId);
  const [draft, setDraft] = useState<PolicyDraft>(() => (policy ? draftOf(policy) : emptyDraft));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const { input, faults: missing } = readDraft(draft);
  const { name: _, ...climb } = input;
  const isWhole = Object.keys(missing).every((path) => path === 'name');
  const change = (part: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...part }));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setFaults(missing);
    setRefused(null);
    if (Object.keys(missing).length > 0) return;
    try {
      if (policy) await update.mutateAsync({ policyId: policy.id, ...input });
      else await create.mutateAsync({ teamId, ...input });
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFaults(fields);
      if (Object.keys(fields).length === 0) setRefused(message);
      return;
    }
    await queries.invalidateQueries(trpc.escalation.pathFilter());
    toast({ title: policy ? 'Policy saved' : 'Policy made', description: input.name });
    router.push(paths.policies());
  };

  return (
    <form noValidate onSubmit={save} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <ErrorSummary errors={Object.entries(faults).map(([fieldId, message]) => ({ fieldId, message }))} />
        {refused ? (
          <Notice tone="critical" live="polite" title="This was not saved">
            {refused}
          </Notice>
        ) : null}
        {mayEdit || policy?.archivedAt ? null : (
          <Notice title="You can read this policy, not change it">A manager of the team or an admin changes it.</Notice>
        )}
        {policy || teams.length < 2 ? null : (
          <Field label="Team" required>
            {(control) => (
              <Select {...control} value={teamId} onChange={(event) => setTeamId(event.target.value)}>
                {teams
                  .filter(({ abilities }) => abilities['team.edit'])
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
        )}
        <Field id="name" label="Name" error={faults.name} required>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              readOnly={!mayEdit}
              autoComplete="off"
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <StepFields
          steps={draft.steps}
          choices={choices}
          faults={faults}
          disabled={!mayEdit}
          onChange={(steps) => change({ steps })}
        />
        <EndingFields draft={draft} choices={choices} faults={faults} disabled={!mayEdit} onChange={change} />
        {mayEdit ? (
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" busy={create.isPending || update.isPending}>
              {policy ? 'Save policy' : 'Make policy'}
            </Button>
            <Button variant="ghost" onClick={() => router.push(paths.policies())}>
              Leave without saving
            </Button>
          </div>
        ) : null}
      </div>
      <div className="min-w-0 lg:sticky lg:top-20">
        <Card aria-labelledby="in-words">
          <CardHeader id="in-words" title="In words" />
          <CardBody>
            <Ladder policy={input} names={names} label="What this policy does" />
            {policy ? <p className="mt-4 text-muted">Escalations under way keep the policy they began with.</p> : null}
          </CardBody>
        </Card>
        {policy && mayEdit ? <SignedWebhooks policy={policy} /> : null}
      </div>
      <div className="min-w-0 lg:col-span-2">
        <Simulation policyId={policy?.id ?? null} teamId={teamId} draft={isWhole ? climb : null} zone={zone} />
      </div>
    </form>
  );
}
