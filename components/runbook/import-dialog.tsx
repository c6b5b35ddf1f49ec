'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldError } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { Planned } from '@/server/runbook/plan';
import { ImportPlan } from './import-plan';
import { broughtWords, willChange } from './import-words';

type File = { name: string; text: string };

/** Markdown files become runbooks: first what would happen, file by file, then it happens. */
export function ImportDialog({ teams }: { teams: readonly { id: string; name: string }[] }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [files, setFiles] = useState<File[]>([]);
  const [plan, setPlan] = useState<Planned[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');

  const ask = async (input: { teamId: string; files: File[]; preview: boolean }): Promise<Planned[] | null> => {
    setBusy(true);
    setFault('');
    try {
      return (await client.service.importRunbooks.mutate(input)).items;
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setFault(Object.values(fields)[0] ?? message);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const look = async (chosen: { teamId: string; files: File[] }) => {
    setTeamId(chosen.teamId);
    setFiles(chosen.files);
    setPlan(chosen.files.length === 0 ? null : await ask({ ...chosen, preview: true }));
  };
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const read = [...(target.files ?? [])].map(async (file) => ({ name: file.name, text: await file.text() }));
    await look({ teamId, files: await Promise.all(read) });
  };
  const bring = async () => {
    const done = await ask({ teamId, files, preview: false });
    if (!done) return;
    await queries.invalidateQueries(trpc.runbook.pathFilter());
    toast({ title: broughtWords(done) });
    change(false);
  };
  const change = (next: boolean) => {
    setOpen(next);
    setFiles([]);
    setPlan(null);
    setFault('');
  };
  const count = plan ? willChange(plan) : 0;

  return (
    <Dialog
      wide
      title="Import runbooks"
      description="Markdown files, with or without front matter. One with the title of a runbook becomes its next version."
      trigger={<Button>Import…</Button>}
      open={open}
      onOpenChange={change}
      footer={
        plan ? (
          <Button variant="primary" disabled={count === 0} busy={busy} onClick={() => void bring()}>
            {count === 0 ? 'Nothing to bring' : `Bring ${count} ${count === 1 ? 'runbook' : 'runbooks'}`}
          </Button>
        ) : null
      }
    >
      <div className="flex flex-col gap-4">
        {teams.length > 1 ? (
          <Field label="Team" required>
            {(control) => (
              <Select
                {...control}
                value={teamId}
                onChange={(event) => void look({ teamId: event.target.value, files })}
              >
                {teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        <Field label="Markdown files" required error={fault}>
          {(control) => (
            <Input
              {...control}
              type="file"
              multiple
              accept=".md,.markdown,text/markdown"
              className="h-auto! py-2"
              onChange={(event) => void choose(event)}
            />
          )}
        </Field>
        <div aria-live="polite">{plan ? <ImportPlan items={plan} /> : null}</div>
        {busy && !plan ? <p className="text-muted">Reading {files.length} files…</p> : null}
        {fault && plan ? <FieldError>{fault}</FieldError> : null}
      </div>
    </Dialog>
  );
}
