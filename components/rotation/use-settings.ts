'use client';

import { useState } from 'react';
import type { FieldFaults } from '@/server/errors';
import type { EditorView } from '@/server/rotation/editing';
import { type Begin, beginOf, type Draft } from './draft';
import { mergedLayers } from './schedule-fields';
import { definitionAt, faultsOfFields, fieldsOf, patchOf, type SettingsFields } from './settings-fields';

type Edits = { fields: Partial<SettingsFields>; knownLayers: readonly string[] };

const none: Edits = { fields: {}, knownLayers: [] };

/** What is typed into settings and layers. Only that is kept: all else follows the rotation as it is. */
export function useSettings(plan: EditorView, now: Date) {
  const [edits, setEdits] = useState(none);
  const [begin, setBegin] = useState<Begin>({ kind: 'published' });
  const from = beginOf(plan, begin, now) ?? beginOf(plan, { kind: 'published' }, now) ?? now;
  const definition = definitionAt(plan, from);
  const before = definition ? fieldsOf(plan, definition) : null;
  const fields = before && { ...before, ...edits.fields };
  if (before && fields && edits.fields.layers)
    fields.layers = mergedLayers(before.layers, edits.fields.layers, edits.knownLayers);
  const faults: FieldFaults = fields && Object.keys(edits.fields).length > 0 ? faultsOfFields(fields) : {};
  const patch = before && fields && Object.keys(faults).length === 0 ? patchOf(before, fields, from) : null;
  const draft: Draft | null = patch ? { kind: 'settings', input: { ...patch, from: from.toISOString() } } : null;
  return {
    ...{ fields, faults, begin, setBegin, from, draft },
    change: (edit: Partial<SettingsFields>) =>
      setEdits({
        fields: { ...edits.fields, ...edit },
        knownLayers: edits.fields.layers ? edits.knownLayers : (before?.layers ?? []).map(({ key }) => key),
      }),
    reset: () => setEdits(none),
  };
}

export type SettingsState = ReturnType<typeof useSettings>;
