'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { cn } from '@/components/ui/class-names';
import { FieldError } from '@/components/ui/field';
import { Checkbox } from '@/components/ui/input';
import { relative } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { paths } from '@/server/paths';
import type { RequestRow } from '@/server/request/view';
import { chipsOf } from './chips';
import {
  behalfWords,
  expiresWords,
  isPending,
  kindWord,
  type NameOf,
  noticeWords,
  pairWords,
  stateOf,
  whenWords,
} from './request-words';
import type { DecisionState } from './use-decisions';

/** The id of the link of a request: where the keys move the focus to. */
export const requestLinkId = (id: string): string => `request-${id}`;

type RequestLineProps = {
  request: RequestRow;
  nameOf: NameOf;
  /** It stands beside the list. */
  open: boolean;
  onOpen: () => void;
  /** Null: nothing is decided several at a time here; `never`: this one is looked at by itself. */
  selecting: { selected: boolean; onSelect: (selected: boolean) => void } | 'never' | null;
  state: DecisionState;
  /** What the tab says of all its rows need not be said again. */
  showState: boolean;
};

const wide = '(min-width: 64rem)';

/** One request: who and whom, when, how short, and what somebody should know before opening it. */
export function RequestLine({ request, nameOf, open, onOpen, selecting, state, showState }: RequestLineProps) {
  const now = useNow();
  const [first] = useState(request.state);
  const { zone } = request.rotation;
  const { mark, word } = stateOf(request.state);
  const behalf = behalfWords(request, nameOf, now);
  return (
    <li
      className={cn(
        'flex gap-3 border-b px-4 py-2.5 last:border-b-0 focus-within:bg-accent-tint hover:bg-surface',
        open && 'lg:bg-accent-tint! lg:shadow-[inset_3px_0_0_var(--color-accent)]',
        first !== request.state && 'just-changed',
      )}
    >
      {selecting === 'never' ? <span className="shrink-0 max-sm:hidden sm:w-5 sm:pointer-fine:w-4" /> : null}
      {selecting !== null && selecting !== 'never' ? (
        <Checkbox
          className="-my-1 shrink-0 gap-0"
          aria-label={`Select ${request.label}`}
          checked={selecting.selected}
          onChange={({ target }) => selecting.onSelect(target.checked)}
        />
      ) : null}
      <div className="min-w-0 flex-1">
        <Link
          id={requestLinkId(request.id)}
          href={paths.request(request.id)}
          aria-current={open ? 'true' : undefined}
          onClick={(event) => {
            // Beside the list where there is room; a page of its own on a phone, and with a modifier.
            if (event.metaKey || event.ctrlKey || event.shiftKey || !window.matchMedia(wide).matches) return;
            event.preventDefault();
            onOpen();
          }}
          className="flex min-h-6 flex-col gap-0.5 no-underline max-sm:min-h-11"
        >
          <span className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 font-medium">{pairWords(request, nameOf)}</span>
            <span className="shrink-0 text-label text-muted tabular-nums">{relative(request.createdAt, now)}</span>
          </span>
          <span className="tabular-nums">{whenWords(request, { zone, now })}</span>
          <span className="text-label text-muted">
            {kindWord(request)}
            {request.role ? ` of ${request.role}` : ''} · {request.rotation.name} · {request.label}
            {behalf ? ` · ${behalf}` : ''}
          </span>
        </Link>
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-label">
          {showState ? (
            <Mark kind={mark} look="plain" className="text-label">
              {word}
            </Mark>
          ) : null}
          {isPending(request.state) ? (
            <span className={request.short ? 'text-major' : 'text-muted'}>{noticeWords(request)}</span>
          ) : null}
          {chipsOf(request).map(({ kind, words }) => (
            <Mark key={words} kind={kind} look="plain" className="text-label">
              {words}
            </Mark>
          ))}
          {request.expiresAt && isPending(request.state) ? (
            <span className="text-muted">{expiresWords(request.expiresAt, now)}</span>
          ) : null}
        </div>
        {state.pending ? <p className="text-label text-muted">Sending…</p> : null}
        {state.failure ? <FieldError>{state.failure.message}</FieldError> : null}
      </div>
    </li>
  );
}
