'use client';

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { usePresent } from '@/components/clock';
import { useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { type Clash, merged, spliceBetween } from '@/server/review/merging';
import { caretAfter } from './caret';
import { keepUnsent, type Unsent, unsentOf } from './unsent-text';
import type { ReviewSection } from './use-review';

const idleMilliseconds = 1_000;
const retryMilliseconds = 5_000;

export type SaveState =
  | { name: 'kept' }
  | { name: 'typing' }
  | { name: 'saving' }
  | { name: 'saved'; at: Date }
  | { name: 'failed'; message: string };

type Agreed = { text: string; version: number };

/**
 * The text of one section while it is typed: sent one second after the typing stops and when it is left, as the one
 * splice that changed. What others wrote is merged in below the caret. Nothing typed is lost: until the server has it,
 * it stands on this device too.
 */
export function useSection(reviewId: string, section: ReviewSection, field: RefObject<HTMLTextAreaElement | null>) {
  const client = useTRPCClient();
  const present = usePresent();
  const [text, setText] = useState(section.text);
  const [save, setSave] = useState<SaveState>({ name: 'kept' });
  const [clashes, setClashes] = useState<Clash[]>([]);
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  // What is typed must be known between two renders: a save that ends while somebody types merges into the latest.
  const latest = useRef(section.text);
  const agreed = useRef<Agreed>({ text: section.text, version: section.version });
  // The newest the server told, also while a save was on its way: it is taken over once that has ended.
  const told = useRef<Agreed>({ text: section.text, version: section.version });
  const sending = useRef(false);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const caret = useRef<[number, number] | null>(null);

  const show = (next: string) => {
    const box = field.current;
    if (box && document.activeElement === box)
      caret.current = [
        caretAfter(latest.current, next, box.selectionStart),
        caretAfter(latest.current, next, box.selectionEnd),
      ];
    latest.current = next;
    setText(next);
  };
  useLayoutEffect(() => {
    if (caret.current && field.current?.value === text) field.current.setSelectionRange(...caret.current);
    caret.current = null;
  }, [text, field]);

  const remember = () =>
    keepUnsent(
      reviewId,
      section.key,
      latest.current === agreed.current.text ? null : { base: agreed.current.text, text: latest.current },
    );
  const later = (milliseconds: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), milliseconds);
  };
  const clash = (more: Clash[]) => more.length > 0 && setClashes((before) => [...before, ...more]);

  /** The server's text takes the place of what both knew; what was typed since `sent` goes on top of it. */
  const agree = (sent: string, now: Agreed) => {
    const next = merged(sent, now.text, latest.current);
    agreed.current = now;
    clash(next.clashes);
    if (next.text !== latest.current) show(next.text);
    remember();
  };

  const catchUp = () => {
    if (told.current.version <= agreed.current.version || sending.current || composing.current) return;
    agree(agreed.current.text, told.current);
  };

  const flush = async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (sending.current || latest.current === agreed.current.text) return !sending.current;
    sending.current = true;
    setSave({ name: 'saving' });
    const sent = latest.current;
    const { text: base, version: baseVersion } = agreed.current;
    try {
      const input = { reviewId, key: section.key, baseVersion, splice: spliceBetween(base, sent) };
      const answer = await client.review.saveSection.mutate(input);
      sending.current = false;
      clash(answer.clashes);
      agree(sent, answer);
      catchUp();
      if (latest.current === agreed.current.text) setSave({ name: 'saved', at: present() });
      else later(idleMilliseconds);
      return true;
    } catch (error) {
      sending.current = false;
      catchUp();
      const { code, message, fields } = refusalOf(error);
      setSave({ name: 'failed', message: Object.values(fields)[0] ?? message });
      if (code === 'unreachable' || code === 'unavailable') later(retryMilliseconds);
      return false;
    }
  };

  const type = (next: string) => {
    latest.current = next;
    setText(next);
    setSave({ name: 'typing' });
    remember();
    if (!composing.current) later(idleMilliseconds);
  };

  const takeOver = useEffectEvent((now: Agreed) => {
    told.current = now;
    catchUp();
  });
  useEffect(() => takeOver({ text: section.text, version: section.version }), [section.text, section.version]);

  const leave = useEffectEvent(() => void flush());
  const begin = useEffectEvent(() => {
    const kept = unsentOf(reviewId, section.key);
    if (kept && kept.text !== section.text) setUnsent(kept);
    else keepUnsent(reviewId, section.key, null);
  });
  useEffect(() => {
    begin();
    const online = () => leave();
    const hidden = () => document.visibilityState === 'hidden' && leave();
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('online', online);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('online', online);
      leave();
    };
  }, []);

  return {
    text,
    save,
    clashes,
    settleClashes: () => setClashes([]),
    type,
    flush,
    composition: {
      onCompositionStart: () => {
        composing.current = true;
      },
      onCompositionEnd: () => {
        composing.current = false;
        catchUp();
        if (latest.current !== agreed.current.text) later(idleMilliseconds);
      },
    },
    /** Text of this device that was never sent; offered again, never put in by itself. */
    unsent,
    putBack: () => {
      if (!unsent) return;
      const next = merged(unsent.base, latest.current, unsent.text);
      clash(next.clashes);
      setUnsent(null);
      type(next.text);
    },
    discard: () => {
      setUnsent(null);
      remember();
    },
  };
}
