'use client';

import { useState } from 'react';
import type { Refusal } from '@/components/trpc/refusal';
import { Card, CardBody } from '@/components/ui/card';
import type { FieldFaults } from '@/server/errors';
import type { EditorView } from '@/server/rotation/editing';
import { rolesOfSegments } from '@/server/rotation/shifts';
import { type Begin, beginOf, type Draft, outcomeOf, unchanged } from './draft';
import { QueueEditor } from './queue-editor';
import { Review } from './review';
import { definitionAt, faultsOfFields, fieldsOf, patchOf, type SettingsFields } from './settings-fields';
import { SettingsForm } from './settings-form';
import { WeeksDifference } from './weeks-difference';

type EditorProps = { plan: EditorView; nameOf: (personId: string) => string; now: Date };

/**
 * The rotation as a manager changes it. One change at a time is weighed on the right; what is typed into the settings
 * stays where it is meanwhile, also when somebody else changes the rotation.
 */
export function Editor({ plan, nameOf, now }: EditorProps) {
  const [queueDraft, setQueueDraft] = useState<Draft | null>(null);
  const [refused, setRefused] = useState<FieldFaults>({});
  const settings = useSettings(plan, now);
  const draft = queueDraft ?? settings.draft;
  const faultsOf = (each: Draft | null): FieldFaults => {
    const outcome = each ? outcomeOf(plan, each, now) : null;
    return outcome && 'fields' in outcome ? outcome.fields : {};
  };
  const close = () => {
    setRefused({});
    if (queueDraft) setQueueDraft(null);
    else settings.reset();
  };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <QueueEditor
          {...{ plan, nameOf, now }}
          disabled={draft !== null}
          newcomerFault={queueDraft ? Object.values(refused)[0] : undefined}
          onDraft={setQueueDraft}
        />
        <SettingsForm
          {...{ plan, now }}
          fields={settings.fields}
          begin={settings.begin}
          onBegin={settings.setBegin}
          onChange={(edit) => {
            setRefused({});
            settings.change(edit);
          }}
          faults={{ ...(queueDraft ? {} : refused), ...faultsOf(settings.draft), ...settings.faults }}
        />
      </div>
      <div className="min-w-0 lg:sticky lg:top-16 lg:max-h-[calc(100vh-5rem)] lg:overflow-y-auto">
        {draft ? (
          <Review
            key={queueDraft ? JSON.stringify(queueDraft) : 'settings'}
            {...{ plan, draft, nameOf, now }}
            takesFocus={queueDraft !== null}
            onDone={close}
            onCancel={close}
            onRefused={({ fields }: Refusal) => setRefused(fields)}
          />
        ) : (
          <Card aria-label="The next 12 weeks">
            <CardBody>
              <WeeksDifference
                caption="The next 12 weeks, with covers and swaps"
                difference={unchanged(plan, now)}
                roles={rolesOfSegments(plan.segments)}
                zone={plan.zone}
                {...{ nameOf, now }}
              />
            </CardBody>
          </Card>
        )}
      </div>
    </div>
  );
}

/** Only what was typed is kept: all other fields follow the rotation as it is. */
function useSettings(plan: EditorView, now: Date) {
  const [edits, setEdits] = useState<Partial<SettingsFields>>({});
  const [begin, setBegin] = useState<Begin>({ kind: 'published' });
  const from = beginOf(plan, begin, now) ?? beginOf(plan, { kind: 'published' }, now) ?? now;
  const definition = definitionAt(plan, from);
  const before = definition ? fieldsOf(plan, definition) : null;
  const fields = { ...(before ?? emptyFields), ...edits };
  const faults = Object.keys(edits).length > 0 ? faultsOfFields(fields) : {};
  const patch = before && Object.keys(faults).length === 0 ? patchOf(before, fields, from) : null;
  const draft: Draft | null = patch ? { kind: 'settings', input: { ...patch, from: from.toISOString() } } : null;
  return {
    ...{ fields, faults: faults as FieldFaults, begin, setBegin, draft },
    change: (edit: Partial<SettingsFields>) => setEdits({ ...edits, ...edit }),
    reset: () => setEdits({}),
  };
}

/** A rotation has a definition from its first day on: this is never seen. */
const emptyFields: SettingsFields = {
  name: '',
  approval: 'default',
  publishedWeeks: '4',
  unit: 'week',
  count: '1',
  weekday: 'monday',
  time: '12:00',
  day: '',
  timeZone: 'UTC',
  roles: 'primary',
  pairing: 'secondary-then-primary',
  activeHours: [],
  until: '',
};
