'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { paths } from '@/server/paths';

type ServiceFieldsProps = {
  service: { id: string; name: string; teamId: string; policyId: string };
  policies: readonly { id: string; name: string; teamId: string; archivedAt: Date | null }[];
  mayEdit: boolean;
};

/** Name and policy. Alerts that are open already keep the policy they opened with. */
export function ServiceFields({ service, policies, mayEdit }: ServiceFieldsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.service.update.mutationOptions());
  const [name, setName] = useState(service.name);
  const [policyId, setPolicyId] = useState(service.policyId);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const choices = policies.filter(
    (policy) => policy.teamId === service.teamId && (policy.archivedAt === null || policy.id === service.policyId),
  );
  const changed = name !== service.name || policyId !== service.policyId;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setFaults({});
    try {
      await update.mutateAsync({ serviceId: service.id, name, policyId });
      await queries.invalidateQueries(trpc.service.pathFilter());
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
