'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field, FieldError, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input, Select, Textarea } from '@/components/ui/input';
import { stepsOf } from '@/server/runbook/checklist';
import { outline, type RunbookDraft } from './draft';
import { RunbookText } from './runbook-text';

type RunbookFormProps = {
  draft: RunbookDraft;
  onChange: (draft: RunbookDraft) => void;
  owners: readonly { id: string; name: string }[];
  services: readonly { id: string; name: string }[];
  /** By field, in the server's words. */
  faults: Readonly<Record<string, string>>;
  /** What belongs to no field. */
  fault: string | null;
  /** Above the fields: the team of a new one, or that somebody else saved. */
  notice?: ReactNode;
  saving: boolean;
  label: string;
  onSave: () => void;
  onLeave: () => void;
};

/** Text on one side, what becomes of it on the other. */
export function RunbookForm(props: RunbookFormProps) {
  const { draft, onChange, owners, services, faults, fault, notice, saving, label, onSave, onLeave } = props;
  const set = (change: Partial<RunbookDraft>) => onChange({ ...draft, ...change });
  const steps = stepsOf(draft.body);
  const known = ['title', 'body', 'ownerId', 'rules', 'serviceIds'];
  const errors = Object.entries(faults).map(([path, message]) => ({
    fieldId: `runbook-${known.find((name) => path.startsWith(name)) ?? 'title'}`,
    message,
  }));
  const faultAt = (name: string) => Object.entries(faults).find(([path]) => path.startsWith(name))?.[1];

  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {notice}
      <ErrorSummary errors={errors} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Field id="runbook-title" label="Title" required error={faultAt('title')}>
            {(control) => (
              <Input
                {...control}
                value={draft.title}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => set({ title: event.target.value })}
              />
            )}
          </Field>
          <Field
            id="runbook-body"
            label="Text"
            required
            error={faultAt('body')}
            hint="Markdown. “- [ ] …” is a step; write (reversible) or (needs care) in it, commands as code under it, and “Expect: …” for what should be seen."
          >
            {(control) => (
              <Textarea
                {...control}
                rows={16}
                spellCheck={false}
                className="min-h-72 font-mono text-body"
                value={draft.body}
                onChange={(event) => set({ body: event.target.value })}
              />
            )}
          </Field>
          {draft.body.trim() === '' ? (
            <Button className="self-start" onClick={() => set({ body: outline })}>
              Begin with an outline
            </Button>
          ) : null}
          <Field id="runbook-ownerId" label="Owner" error={faultAt('ownerId')} hint="Who is asked when it gets old.">
            {(control) => (
              <Select
                {...control}
                value={draft.ownerId ?? ''}
                onChange={(event) => set({ ownerId: event.target.value || null })}
              >
                <option value="">Nobody</option>
                {owners.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {services.length > 0 ? (
            <FieldGroup
              legend="Services"
              hint="It is offered for every alert of these."
              error={faultAt('serviceIds')}
              className="sm:[&>label]:inline-flex"
            >
              {services.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  checked={draft.serviceIds.includes(id)}
                  onChange={({ target }) =>
                    set({
                      serviceIds: target.checked
                        ? [...draft.serviceIds, id]
                        : draft.serviceIds.filter((each) => each !== id),
                    })
                  }
                >
                  {name}
                </Checkbox>
              ))}
            </FieldGroup>
          ) : null}
          <Field
            id="runbook-rules"
            label="Alerts it answers"
            error={faultAt('rules')}
            hint="One title or key a line; * stands for anything. These offer it first."
          >
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                spellCheck={false}
                className="font-mono text-body"
                value={draft.rules}
                onChange={(event) => set({ rules: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Card aria-labelledby="preview" className="lg:sticky lg:top-16 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto">
          <CardHeader
            id="preview"
            title="As it will be read"
            detail={`${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`}
          />
          <CardBody>
            <RunbookText body={draft.body} />
          </CardBody>
        </Card>
      </div>
      {fault ? (
        <div role="alert">
          <FieldError>{fault}</FieldError>
        </div>
      ) : null}
      <div className="sticky bottom-16 z-10 flex justify-end gap-2 border-t bg-background py-3 sm:bottom-0">
        <Button onClick={onLeave}>Leave without saving</Button>
        <Button type="submit" variant="primary" busy={saving}>
          {label}
        </Button>
      </div>
    </form>
  );
}
