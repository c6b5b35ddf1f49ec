'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input, Select, Textarea } from '@/components/ui/input';
import { paths } from '@/server/paths';
import type { Severity } from '@/server/severity/severity';
import { Fault } from './fault';
import { SeverityChoice } from './severity-choice';
import { useDraft } from './use-draft';

type DeclareFormProps = {
  teams: readonly { id: string; name: string }[];
  /** What it begins with, where it is declared from an alert. */
  from?: { alertId: string; title: string; severity: Severity };
};

/** Title and severity; services and a summary where somebody knows them. */
export function DeclareForm({ teams, from }: DeclareFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const declare = useMutation(trpc.incident.declare.mutationOptions());
  const title = useDraft(from ? `declare.${from.alertId}` : 'declare', from?.title);
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [severity, setSeverity] = useState<Severity>(from?.severity ?? 'major');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const services = useQuery(trpc.service.list.queryOptions({})).data?.filter((one) => one.teamId === teamId) ?? [];

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setRefusal(null);
    try {
      const incident = await declare.mutateAsync({
        teamId,
        title: title.text,
        severity,
        summary: String(form.get('summary') ?? ''),
        serviceIds: form.getAll('service').map(String),
        alertIds: from ? [from.alertId] : [],
      });
      title.clear();
      queries.setQueryData(trpc.incident.byId.queryKey({ incidentId: incident.id }), incident);
      void queries.invalidateQueries(trpc.incident.list.pathFilter());
      router.push(paths.incident(incident.id));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <Field label="What is wrong" error={refusal?.fields.title} required>
        {(control) => (
          <Input
            {...control}
            value={title.text}
            onChange={(event) => title.change(event.target.value)}
            autoComplete="off"
            maxLength={200}
            placeholder="Checkout answers nobody"
          />
        )}
      </Field>
      <SeverityChoice value={severity} onChange={setSeverity} />
      {teams.length > 1 ? (
        <Field label="Team" required>
          {(control) => (
            <Select {...control} value={teamId} onChange={(event) => setTeamId(event.target.value)}>
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <details className="group">
        <summary className="flex min-h-11 items-center font-medium text-accent sm:min-h-8">
          Services and summary, if you know them
        </summary>
        <div className="mt-2 flex flex-col gap-4">
          {services.length > 0 ? (
            <FieldGroup legend="Services affected">
              <div className="flex flex-wrap gap-x-5">
                {services.map(({ id, name }) => (
                  <Checkbox key={id} name="service" value={id}>
                    {name}
                  </Checkbox>
                ))}
              </div>
            </FieldGroup>
          ) : null}
          <Field label="Summary" hint="For somebody who joins in five minutes. Markdown is fine.">
            {(control) => <Textarea {...control} name="summary" rows={3} />}
          </Field>
        </div>
      </details>
      {refusal && !refusal.fields.title ? <Fault refusal={refusal} kept /> : null}
      <Button type="submit" variant="primary" size="large" className="sm:self-end" busy={declare.isPending}>
        {declare.isPending ? 'Sending…' : 'Declare the incident'}
      </Button>
    </form>
  );
}
