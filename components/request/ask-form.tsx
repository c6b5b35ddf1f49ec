'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { AskForm as Form } from '@/server/request/view';
import type { Prefill } from './ask-address';
import { type AskField, askFields, fieldId, spanOfDraft } from './ask-draft';
import { EffectPanel } from './effect-panel';
import { SendBar } from './send-bar';
import { type Asking, type Sent, useAsk } from './use-ask';
import { WhatFields } from './what-fields';
import { WhoField } from './who-field';
import { WhyFields } from './why-fields';

type AskFormProps = {
  prefill: Prefill;
  /** Asked for somebody else: by managers and admins. */
  onFor: (personId: string | null) => void;
  onSent: (sent: Sent) => void;
};

/** Asking for cover or a swap; beside it what it would do, before it is sent. The page prefetches `request.form`. */
export function AskForm({ prefill, onFor, onSent }: AskFormProps) {
  const trpc = useTRPC();
  const about = prefill.for ? { for: prefill.for } : {};
  const { data: form } = useSuspenseQuery({ ...trpc.request.form.queryOptions(about), select: nextFirst });
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const viewer = { id: me.person.id, zone: me.person.timeZone };
  return <Fields key={prefill.for ?? 'me'} form={form} prefill={prefill} {...{ viewer, onFor, onSent }} />;
}

/** One's own shifts in the order in which they come. */
const nextFirst = ({ rotations, ...form }: Form): Form => ({
  ...form,
  rotations: rotations.map(({ mine, ...rotation }) => ({
    ...rotation,
    mine: [...mine].sort((a, b) => a.from.getTime() - b.from.getTime()),
  })),
});

type FieldsProps = AskFormProps & { form: Form; viewer: { id: string; zone: string } };

function Fields({ form, prefill, viewer, onFor, onSent }: FieldsProps) {
  const asking = useAsk(form, prefill, viewer.id, onSent);
  const { draft, rotation, now, faults, change } = asking;
  const nameOf = (id: string) =>
    id === viewer.id ? 'You' : (form.people.find((person) => person.id === id)?.name ?? 'Somebody who left');
  const zoneOf = (id: string) => form.people.find((person) => person.id === id)?.timeZone;
  const forField = <ForField {...{ form, viewer, onFor }} value={prefill.for ?? null} />;
  if (!rotation) {
    return (
      <>
        {forField}
        <EmptyState title="Nothing to hand on">
          Shifts to ask cover for appear here as soon as somebody stands in a rotation.
        </EmptyState>
      </>
    );
  }
  const begins = draft.kind === 'swap' ? null : (spanOfDraft(draft, rotation, now)?.from ?? null);
  return (
    <form
      noValidate
      aria-label="Ask for cover or a swap"
      onSubmit={(event) => {
        event.preventDefault();
        void asking.submit();
      }}
      className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-2"
    >
      <div className="flex min-w-0 flex-col gap-5">
        <Summary asking={asking} />
        {forField}
        <WhatFields {...{ form, draft, rotation, faults, now }} onChange={change} />
        <WhoField
          {...{ draft, nameOf, zoneOf, begins, faults, now }}
          zone={rotation.zone}
          candidates={asking.preview?.candidates ?? []}
          onChange={change}
        />
        <WhyFields asking={asking} />
        <SendBar {...{ asking, nameOf }} className="max-lg:hidden" />
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-16 lg:in-[[role=dialog]]:top-0">
        <Preview {...{ asking, nameOf, viewer }} />
        <SendBar {...{ asking, nameOf }} className="lg:hidden" />
      </div>
    </form>
  );
}

function ForField({
  form,
  viewer,
  value,
  onFor,
}: Pick<FieldsProps, 'form' | 'viewer' | 'onFor'> & { value: string | null }) {
  const others = form.mayAskFor.filter(({ id }) => id !== viewer.id);
  if (others.length === 0) return null;
  return (
    <Field label="Whose time is it?" required>
      {(control) => (
        <Select {...control} value={value ?? ''} onChange={({ target }) => onFor(target.value || null)}>
          <option value="">Mine</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Summary({ asking: { refusal, tried, faults, sending } }: { asking: Asking }) {
  const errors = askFields.flatMap((field: AskField) => {
    const message = faults[field];
    return message ? [{ fieldId: fieldId(field), message }] : [];
  });
  if (refusal && errors.length === 0) {
    return (
      <div role="alert">
        <Notice tone="critical" title={refusal.message}>
          Nothing was sent. What you typed is still here.
        </Notice>
      </div>
    );
  }
  return <ErrorSummary title="This was not sent" errors={tried && !sending ? errors : []} />;
}

type PartProps = { asking: Asking; nameOf: (id: string) => string };

function Preview({ asking, nameOf, viewer }: PartProps & Pick<FieldsProps, 'viewer'>) {
  const { preview, previewing, previewFailed, rotation, now } = asking;
  return (
    <section
      aria-label="What it would do"
      aria-busy={previewing}
      className={cn('rounded-card border p-4', previewing && 'motion-only')}
    >
      <h2 className="mb-3 font-semibold">Before and after</h2>
      {preview?.effect && rotation ? (
        <EffectPanel
          effect={preview.effect}
          zone={rotation.zone}
          words={{ before: 'Today', after: preview.needs.includes('manager') ? 'If approved' : 'If accepted' }}
          {...{ nameOf, viewer, now }}
        />
      ) : previewing && !preview ? (
        <div className="skeleton h-72" />
      ) : (
        <p className="text-muted">
          {previewFailed?.message ?? preview?.stops[0]?.message ?? 'Choose a time: what would change appears here.'}
        </p>
      )}
    </section>
  );
}
