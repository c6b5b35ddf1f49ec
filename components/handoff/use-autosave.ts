'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { keepBoth } from '@/server/handoff/merge';
import type { Prompt } from '@/server/handoff/note';
import type { TextView } from '@/server/handoff/view';

const idleMs = 1_000;
const retryMs = 5_000;

/** Why the last try did not arrive; null: it did, or nothing was typed. */
type Phase = { saving: boolean; saved: boolean; failure: string | null };

/**
 * A text that saves itself one second after the last key, and when the field or the page is left. What others wrote
 * comes in as long as nothing was typed here; where both wrote, the server keeps both and this says so (`clash`).
 */
export function useAutosave(noteId: string, prompt: Prompt, standing: TextView) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [text, setText] = useState(standing.text);
  const [base, setBase] = useState({ text: standing.text, version: standing.version });
  const [phase, setPhase] = useState<Phase>({ saving: false, saved: false, failure: null });
  const [clash, setClash] = useState(false);
  const busy = useRef(false);
  const isUnsaved = text !== base.text;

  if (standing.version > base.version && !isUnsaved && !phase.saving) {
    setBase({ text: standing.text, version: standing.version });
    setText(standing.text);
  }

  const save = async () => {
    if (busy.current || !isUnsaved) return;
    busy.current = true;
    setPhase({ saving: true, saved: false, failure: null });
    try {
      const saved = await client.handoff.save.mutate({ noteId, prompt, text, baseVersion: base.version });
      setBase({ text: saved.text, version: saved.version });
      // What was typed while it was on its way stays, and goes along the next time.
      setText((now) => {
        if (now === text) return saved.text;
        return saved.clash ? keepBoth(saved.text, { text: now, writer: 'You' }) : now;
      });
      if (saved.clash) setClash(true);
      setPhase({ saving: false, saved: true, failure: null });
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setPhase({ saving: false, saved: false, failure: fields.text ?? message });
      void queries.invalidateQueries(trpc.handoff.pathFilter());
    } finally {
      busy.current = false;
    }
  };

  const saveLatest = useEffectEvent(() => void save());
  const isWaiting = isUnsaved && !phase.saving;
  const waitMs = phase.failure === null ? idleMs : retryMs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every key begins the wait anew
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(saveLatest, waitMs);
    return () => clearTimeout(timer);
  }, [isWaiting, waitMs, text]);

  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && saveLatest();
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, []);

  return { text, setText, save, isUnsaved, ...phase, clash, settleClash: () => setClash(false) };
}
