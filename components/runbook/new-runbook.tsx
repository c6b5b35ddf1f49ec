'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import { type RunbookDraft, rulesIn } from './draft';
import { RunbookForm } from './runbook-form';
import { ownersIn, useCompany } from './use-company';
import { useRunbookActs } from './use-runbook-acts';

/** A runbook that is not there yet. `serviceId`: the service it is to be for. */
export function NewRunbook({ serviceId }: { serviceId: string | undefined }) {
  const router = useRouter();
  const { own, services, viewer } = useCompany();
  const { act, pending, refusal } = useRunbookActs();
  const service = services.find(({ id }) => id === serviceId);
  const first = own.find(({ id }) => id === service?.teamId) ?? own[0];
  const [teamId, setTeamId] = useState(first?.id ?? '');
  const [draft, setDraft] = useState<RunbookDraft>({
    title: '',
    body: '',
    ownerId: ownersIn(first, viewer.id).some(({ id }) => id === viewer.id) ? viewer.id : null,
    rules: '',
    serviceIds: service ? [service.id] : [],
  });
  const team = own.find(({ id }) => id === teamId);

  const save = async () => {
    const { serviceIds, rules, ...fields } = draft;
    let made = '';
    const done = await act('save', async (client) => {
      const { id: runbookId } = await client.runbook.create.mutate({ teamId, ...fields, rules: rulesIn(rules) });
      made = runbookId;
      if (serviceIds.length > 0) await client.service.setRunbookServices.mutate({ runbookId, serviceIds });
    });
    if (done || made) router.push(paths.runbook(made));
  };

  if (!team)
    return (
      <>
        <PageHeader title="New runbook" />
        <Notice title="Runbooks are written by the engineers of a team">An admin can make you one.</Notice>
      </>
    );
  return (
    <>
      <PageHeader
        title="New runbook"
        detail="What somebody does who has never seen this break, at three in the morning."
      />
      <RunbookForm
        draft={draft}
        onChange={setDraft}
        owners={ownersIn(team, viewer.id)}
        services={services.filter((each) => each.teamId === teamId)}
        faults={refusal?.fields ?? {}}
        fault={refusal && Object.keys(refusal.fields).length === 0 ? refusal.message : null}
        notice={
          own.length > 1 ? (
            <Field label="Team" required className="sm:max-w-80">
              {(control) => (
                <Select
                  {...control}
                  value={teamId}
                  onChange={(event) => {
                    setTeamId(event.target.value);
                    setDraft({ ...draft, serviceIds: [] });
                  }}
                >
                  {own.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null
        }
        saving={pending === 'save'}
        label="Save runbook"
        onSave={() => void save()}
        onLeave={() => router.push(paths.runbooks())}
      />
    </>
  );
}
