'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';
import type { AskForm } from '@/server/request/view';
import { askSearch, type Prefill } from './ask-address';
import { type AskDraft, type AskField, askFields, askOf, draftFrom, faultsOf, rotationOf } from './ask-draft';
import { dropDraft, keepDraft, keptDraft } from './kept-draft';

export type Sent = { id: string; state: string };

/** The form's state: what is typed, what it would do as the server sees it, and what is wrong with it. */
export function useAsk(form: AskForm, prefill: Prefill, viewerId: string, onSent: (sent: Sent) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const now = useNow(60);
  const opening = `${viewerId} ${askSearch(prefill)}`;
  const [draft, setDraft] = useState(() => draftFrom(prefill, form));
  // What was typed before the form was closed: known to this tab alone, so not to the page as the server drew it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens; what is typed since then goes before.
  useEffect(() => setDraft((fresh) => keptDraft(sessionStorage, opening, fresh, form)), [opening]);
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = useMutation(trpc.request.ask.mutationOptions());
  const rotation = rotationOf(form, draft);
  const forId = prefill.for ?? null;
  const settled = useDeferredValue(draft);
  const shown = rotation ? askOf({ ...settled, reason: null, note: '' }, rotation, now, forId) : null;
  const preview = useQuery({
    ...trpc.request.preview.queryOptions(shown ?? nothing, { enabled: shown !== null }),
    placeholderData: keepPreviousData,
  });
  const seen = shown === null ? undefined : preview.data;

  const faults: Partial<Record<AskField, string>> = rotation && tried ? faultsOf(draft, rotation, now) : {};
  for (const { field, message } of seen?.stops ?? []) {
    const known = askFields.find((each) => each === field) ?? (draft.kind === 'swap' ? 'turnStartsAt' : 'role');
    faults[known] ??= message;
  }
  const warned = (seen?.effect?.conflicts.length ?? 0) > 0;
  if (tried && warned && draft.note.trim() === '') faults.note ??= 'Say why it is right all the same';
  for (const [field, message] of Object.entries(refusal?.fields ?? {})) {
    const known = askFields.find((each) => each === field);
    if (known) faults[known] = message;
  }

  const submit = async () => {
    setTried(true);
    setRefusal(null);
    const ask = rotation ? askOf(draft, rotation, now, forId) : null;
    const missing = rotation ? faultsOf(draft, rotation, now) : {};
    const unexplained = warned && draft.note.trim() === '';
    if (!ask || unexplained || Object.keys(missing).length > 0 || (seen?.stops.length ?? 0) > 0) return;
    try {
      const sent = await send.mutateAsync(ask);
      dropDraft(sessionStorage, opening);
      onSent(sent);
      await queries.invalidateQueries();
    } catch (error) {
      setRefusal(refusalOf(error));
      void queries.invalidateQueries(trpc.request.pathFilter());
    }
  };

  return {
    ...{ draft, rotation, now, faults, warned, submit, tried },
    change: (part: Partial<AskDraft>) => {
      setRefusal(null);
      setDraft((before) => {
        const next = { ...before, ...part };
        keepDraft(sessionStorage, opening, next);
        return next;
      });
    },
    preview: seen,
    previewing: preview.isFetching,
    previewFailed: preview.error ? refusalOf(preview.error) : null,
    sending: send.isPending,
    refusal,
  };
}

export type Asking = ReturnType<typeof useAsk>;

/** Never sent: what the query is typed with while there is nothing to ask. */
const nothing = { rotationId: '-', kind: 'cover' as const, with: null };
