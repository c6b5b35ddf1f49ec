'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { draftOf, type RunbookDraft, rulesIn } from './draft';
import { RunbookForm } from './runbook-form';
import type { Service, Team } from './use-company';
import { useRunbookActs } from './use-runbook-acts';
import type { RunbookDetail } from './use-runbooks';

type EditRunbookProps = {
  runbook: RunbookDetail;
  team: Team | undefined;
  services: readonly Service[];
  onDone: () => void;
};

/** Saving makes a version. When somebody saved one meanwhile both stand there, and one decides. */
export function EditRunbook({ runbook, team, services, onDone }: EditRunbookProps) {
  const { act, pending, refusal } = useRunbookActs();
  const [draft, setDraft] = useState<RunbookDraft>(() => draftOf(runbook));
  const [base, setBase] = useState(runbook.version);
  const theirs = runbook.versions.find(({ version }) => version === runbook.version);
  const members = team?.members.map(({ person }) => person) ?? [];
  const { owner } = runbook;
  const owners = owner && !members.some(({ id }) => id === owner.id) ? [owner, ...members] : members;
  const clash = refusal?.code === 'changed' && runbook.version !== base;

  const save = async (version: number) => {
    const { serviceIds, rules, ...fields } = draft;
    const runbookId = runbook.id;
    const done = await act('save', async (client) => {
      const saved = await client.runbook.save.mutate({ runbookId, version, ...fields, rules: rulesIn(rules) });
      setBase(saved.version);
      if (serviceIds.toSorted().join() !== runbook.serviceIds.toSorted().join())
        await client.service.setRunbookServices.mutate({ runbookId, serviceIds });
    });
    if (!done) return;
    toast({ title: `Saved as version ${version + 1}` });
    onDone();
  };
  return (
    <RunbookForm
      draft={draft}
      onChange={setDraft}
      owners={owners}
      services={services.filter(({ teamId }) => teamId === runbook.teamId)}
      faults={clash ? {} : (refusal?.fields ?? {})}
      fault={refusal && !clash && Object.keys(refusal.fields).length === 0 ? refusal.message : null}
      notice={
        clash ? (
          <Notice
            tone="major"
            live="polite"
            title={`${theirs?.by?.name ?? 'Somebody'} saved version ${runbook.version} while you were writing`}
            actions={
              <>
                <Button
                  onClick={() => {
                    setDraft(draftOf(runbook));
                    setBase(runbook.version);
                  }}
                >
                  Take theirs
                </Button>
                <Button busy={pending === 'save'} onClick={() => void save(runbook.version)}>
                  Save mine over it
                </Button>
              </>
            }
          >
            Nothing you typed is lost, and theirs stays among the versions either way.
          </Notice>
        ) : null
      }
      saving={pending === 'save'}
      label={`Save as version ${runbook.version + 1}`}
      onSave={() => void save(base)}
      onLeave={onDone}
    />
  );
}
