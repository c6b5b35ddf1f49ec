'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';
import { toast } from '@/components/ui/toast';
import type { SectionTemplate } from '@/server/review/section';
import {
  baseOf,
  draftOf,
  isChanged,
  keptIn,
  type SectionDraft,
  sectionsIn,
  type TemplateDraft,
} from './template-draft';

const kept = 'baton.draft.review-template';

/**
 * The template of reviews, and what somebody typed over it. What is typed stays on this device until it is saved or
 * forgotten; what others save shows by itself only where nothing was typed.
 */
export function useTemplate() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { data: stored } = useSuspenseQuery(trpc.review.template.queryOptions());
  const [typed, setTyped] = useState<TemplateDraft | null>(null);
  const latest = useRef<TemplateDraft | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // Known to this device alone, so not to the page as the server drew it.
  useEffect(() => setTyped(keptIn(localStorage.getItem(kept))), []);

  const draft = typed && isChanged(typed, stored) ? typed : null;
  const shown = draft ?? draftOf(stored);
  const put = (next: TemplateDraft | null, over = stored) => {
    latest.current = next;
    setTyped(next);
    keep(next && isChanged(next, over) ? JSON.stringify(next) : null);
  };

  const send = async (sections: SectionTemplate[] | null, changedAt: string | null, done: string) => {
    setBusy(true);
    setRefusal(null);
    const sent = latest.current;
    try {
      const saved = await client.review.saveTemplate.mutate({ sections, changedAt });
      queries.setQueryData(trpc.review.template.queryKey(), saved);
      // What was typed while it was on its way is still to be saved.
      const since = latest.current === sent ? null : latest.current;
      put(since && { ...since, base: baseOf(saved) }, saved);
      toast({ title: done });
    } catch (error) {
      // What it is now may be why.
      void queries.invalidateQueries(trpc.review.template.queryFilter());
      throw error;
    } finally {
      setBusy(false);
    }
  };

  const save = async (changedAt: string | null) => {
    try {
      await send(sectionsIn(shown.sections), changedAt, 'Template saved: reviews begin with it from now on');
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };

  return {
    sections: shown.sections,
    own: stored.own,
    dirty: draft !== null,
    /** Somebody saved another template than the one that is being changed. */
    clash: draft !== null && !busy && draft.base !== baseOf(stored),
    busy,
    refusal: refusal?.code === 'changed' ? null : refusal,
    change: (sections: SectionDraft[]) => put({ base: shown.base, sections }),
    /** The sections in another order, or others: what was refused was said of places that are others now. */
    arrange: (sections: SectionDraft[]) => {
      setRefusal(null);
      put({ base: shown.base, sections });
    },
    forget: () => {
      setRefusal(null);
      put(null);
    },
    save: () => save(shown.base),
    saveOver: () => save(baseOf(stored)),
    /** Throws what the question shows. */
    ownAgain: () => send(null, baseOf(stored), 'Reviews begin with Baton’s own template again'),
  };
}

function keep(text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(kept);
    else localStorage.setItem(kept, text);
  } catch {
    // A full or forbidden store: the text still stands in its field.
  }
}
