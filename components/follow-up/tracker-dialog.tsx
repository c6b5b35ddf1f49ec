'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldError } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { trackerNames } from './tracker-names';

type Team = { id: string; name: string };

/** Where the follow-ups of a team can be made issues of; for its managers. */
export function TrackerDialog({ teams }: { teams: readonly Team[] }) {
  const [open, setOpen] = useState(false);
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  if (teams.length === 0) return null;
  return (
    <Dialog
      title="Tracker"
      description="A follow-up is made an issue there when somebody asks for it. Its address is kept on the follow-up."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Tracker</Button>}
    >
      <div className="flex flex-col gap-4">
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
        <TrackerForm key={teamId} teamId={teamId} onDone={() => setOpen(false)} />
      </div>
    </Dialog>
  );
}

function TrackerForm({ teamId, onDone }: { teamId: string; onDone: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data, error: unread } = useQuery(trpc.followUp.tracker.queryOptions({ teamId }));
  const [chosen, setKind] = useState<'github' | 'jira' | null>(null);
  const done = {
    onSuccess: async () => {
      await client.invalidateQueries(trpc.followUp.pathFilter());
      onDone();
    },
  };
  const save = useMutation(trpc.followUp.setTracker.mutationOptions(done));
  const remove = useMutation(trpc.followUp.removeTracker.mutationOptions(done));
  if (unread) return <FieldError>{refusalOf(unread).message}</FieldError>;
  if (!data) return <p className="text-muted">Reading…</p>;
  const { tracker } = data;
  const kind = chosen ?? tracker?.kind ?? 'github';
  const same = tracker?.kind === kind ? tracker : null;
  const refusal = save.error ? refusalOf(save.error) : null;
  const wrong = refusal?.fields ?? {};
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const said = (name: string) => String(form.get(name) ?? '').trim();
        save.mutate({
          teamId,
          kind,
          baseUrl: said('baseUrl') || undefined,
          project: said('project'),
          issueType: said('issueType') || undefined,
          account: said('account') || null,
          token: said('token') || undefined,
        });
      }}
    >
      <Field label="Kind" required>
        {(control) => (
          <Select
            {...control}
            value={kind}
            onChange={(event) => setKind(event.target.value === 'jira' ? 'jira' : 'github')}
          >
            <option value="github">{trackerNames.github}</option>
            <option value="jira">{trackerNames.jira}</option>
          </Select>
        )}
      </Field>
      <Field
        label={kind === 'github' ? 'Address of the API' : 'Address of the site'}
        hint={kind === 'github' ? 'Your own GitHub’s, if it is not github.com.' : 'https://yours.atlassian.net'}
        error={wrong.baseUrl}
        required
      >
        {(control) => (
          <Input
            {...control}
            key={kind}
            name="baseUrl"
            type="url"
            defaultValue={same?.baseUrl ?? (kind === 'github' ? 'https://api.github.com' : '')}
          />
        )}
      </Field>
      <Field label={kind === 'github' ? 'Repository' : 'Key of the project'} error={wrong.project} required>
        {(control) => (
          <Input
            {...control}
            key={kind}
            name="project"
            defaultValue={same?.project}
            placeholder={kind === 'github' ? 'owner/name' : 'SHOP'}
          />
        )}
      </Field>
      {kind === 'jira' ? (
        <>
          <Field label="Type of issue" error={wrong.issueType} required>
            {(control) => <Input {...control} name="issueType" defaultValue={same?.issueType ?? 'Task'} />}
          </Field>
          <Field
            label="Account"
            hint="The e-mail address that the token belongs to, in Jira’s cloud."
            error={wrong.account}
          >
            {(control) => <Input {...control} name="account" type="email" defaultValue={same?.account ?? ''} />}
          </Field>
        </>
      ) : null}
      <Field
        label="Token"
        hint={same ? 'Leave it empty to keep the one there is.' : 'It needs to make issues there, and nothing else.'}
        error={wrong.token}
        required={!same}
      >
        {(control) => <Input {...control} name="token" type="password" autoComplete="off" />}
      </Field>
      {refusal && Object.keys(wrong).length === 0 ? <FieldError>{refusal.message}</FieldError> : null}
      <div className="flex flex-wrap justify-end gap-2">
        {tracker ? (
          <Button busy={remove.isPending} onClick={() => remove.mutate({ teamId })}>
            Remove
          </Button>
        ) : null}
        <Button type="submit" variant="primary" busy={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
