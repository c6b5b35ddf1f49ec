'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button, buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldError } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';

type NewServiceProps = {
  /** Those the viewer may make services for. */
  teams: readonly { id: string; name: string }[];
  policies: readonly { id: string; name: string; teamId: string; archivedAt: Date | null }[];
};

/** A name and who is paged; the senders come next, on the service's own page. */
export function NewService({ teams, policies }: NewServiceProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const create = useMutation(trpc.service.create.mutationOptions());
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const { data: runbooks = [] } = useQuery(trpc.runbook.list.queryOptions({}));
  const own = runbooks.filter((runbook) => runbook.teamId === teamId);
  const choices = policies.filter((policy) => policy.teamId === teamId && policy.archivedAt === null);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setFaults({});
    try {
      const runbookId = String(form.get('runbookId') ?? '');
      const input = {
        teamId,
        name: String(form.get('name')),
        policyId: String(form.get('policyId') ?? ''),
        ...(runbookId && { runbookId }),
      };
      const service = await create.mutateAsync(input);
      await queries.invalidateQueries(trpc.service.pathFilter());
      router.push(paths.service(service.id));
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFaults(Object.keys(fields).length > 0 ? fields : { form: message });
    }
  };

  return (
    <Dialog title="New service" trigger={<Button variant="primary">New service</Button>}>
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
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
        <Field label="Name" hint="What breaks, as people call it: “Checkout”." error={faults.name} required>
          {(control) => <Input {...control} name="name" autoComplete="off" maxLength={120} />}
        </Field>
        {choices.length === 0 ? (
          <Notice
            tone="major"
            title="This team has no escalation policy yet"
            actions={
              <Link href={paths.newPolicy(teamId)} className={cn(buttonLook({}))}>
                Make one
              </Link>
            }
          >
            A service needs one: it says who is paged.
          </Notice>
        ) : (
          <Field label="Escalation policy" error={faults.policyId} required>
            {(control) => (
              <Select {...control} name="policyId">
                {choices.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {own.length > 0 ? (
          <Field label="Runbook" hint="What whoever is paged for it does first." error={faults.runbookId}>
            {(control) => (
              <Select {...control} name="runbookId" key={teamId}>
                <option value="">None yet</option>
                {own.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {faults.form ? <FieldError>{faults.form}</FieldError> : null}
        <Button
          type="submit"
          variant="primary"
          className="self-end"
          disabled={choices.length === 0}
          busy={create.isPending}
        >
          Make service
        </Button>
      </form>
    </Dialog>
  );
}
