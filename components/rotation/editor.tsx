'use client';

import { useState } from 'react';
import type { Refusal } from '@/components/trpc/refusal';
import { buttonLook } from '@/components/ui/button';
import type { FieldFaults } from '@/server/errors';
import type { EditorView } from '@/server/rotation/editing';
import { AheadCard } from './ahead-card';
import { type Draft, outcomeOf } from './draft';
import { LayersCard } from './layers-card';
import { OverridesCard } from './overrides-card';
import { QueueEditor } from './queue-editor';
import { Review } from './review';
import { SettingsForm } from './settings-form';
import { useSettings } from './use-settings';
import { VersionCard } from './version-card';

type EditorProps = {
  plan: EditorView;
  nameOf: (personId: string) => string;
  now: Date;
  /** An earlier version to look at; null: none. */
  version: number | null;
};

/**
 * The rotation as a manager changes it. One change at a time is weighed on the right; what is typed into settings and
 * layers stays where it is meanwhile, also when somebody else changes the rotation.
 */
export function Editor({ plan, nameOf, now, version }: EditorProps) {
  const [asked, setAsked] = useState<Draft | null>(null);
  const [refused, setRefused] = useState<FieldFaults>({});
  const settings = useSettings(plan, now);
  const draft = asked ?? settings.draft;
  const outcome = settings.draft ? outcomeOf(plan, settings.draft, now) : null;
  const faults = {
    ...(asked ? {} : refused),
    ...(outcome && 'fields' in outcome ? outcome.fields : {}),
    ...settings.faults,
  };
  const change: typeof settings.change = (edit) => {
    setRefused({});
    settings.change(edit);
  };
  const close = () => {
    setRefused({});
    if (asked) setAsked(null);
    else settings.reset();
  };
  const common = { plan, nameOf, now, disabled: draft !== null, onDraft: setAsked };
  return (
    <>
      {version === null ? null : <VersionCard key={version} version={version} {...common} />}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <QueueEditor {...common} newcomerFault={asked?.kind === 'queue' ? Object.values(refused)[0] : undefined} />
          <OverridesCard {...common} />
          <LayersCard {...{ plan, nameOf, now, faults }} settings={{ ...settings, change }} />
          {settings.fields ? (
            <SettingsForm
              {...{ plan, now, faults }}
              fields={settings.fields}
              from={settings.from}
              begin={settings.begin}
              onBegin={settings.setBegin}
              onChange={change}
            />
          ) : null}
          {settings.draft && !asked ? <DraftBar /> : null}
        </div>
        <div className="min-w-0 lg:sticky lg:top-16 lg:max-h-[calc(100vh-5rem)] lg:overflow-y-auto">
          {draft ? (
            <Review
              key={asked ? JSON.stringify(asked) : 'settings'}
              {...{ plan, draft, nameOf, now }}
              takesFocus={asked !== null}
              onDone={close}
              onCancel={close}
              onRefused={({ fields }: Refusal) => setRefused(fields)}
            />
          ) : (
            <AheadCard {...{ plan, nameOf, now }} />
          )}
        </div>
      </div>
    </>
  );
}

/** Where the review stands below all fields: that there is one, and the way to it. */
const DraftBar = () => (
  <div className="sticky bottom-20 z-20 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card border bg-background px-3 py-2 shadow-float lg:hidden">
    <p className="min-w-0 flex-1 font-medium">Nothing of this counts yet.</p>
    <a href="#review" className={buttonLook({ variant: 'primary' })}>
      Review the change
    </a>
  </div>
);
