'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useRef } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { useTRPC } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { Mark } from '@/components/ui/mark';
import { paths } from '@/server/paths';
import { askSearch } from './ask-address';
import { decisionNoteId } from './decision-form';
import { DecisionPane, namesOf } from './decision-pane';
import { isPending, kindWord, pairWords, stateOf } from './request-words';
import { type Act, useDecisions } from './use-decisions';

/** One request as a page of its own: what mails and messages lead to. Opening it decides nothing. */
export function RequestScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const { data: request } = useSuspenseQuery(trpc.request.byId.queryOptions({ id }));
  const viewer = { id: me.person.id, zone: me.person.timeZone };
  const nameOf = namesOf(request, viewer.id);
  const decisions = useDecisions();
  const press = useRef<((act: Act) => void) | null>(null);
  const { mark, word } = stateOf(request.state);

  useScreenKeys('This request', [
    {
      keys: 'a',
      does: request.can.accept ? 'Accept' : 'Approve',
      run: () => press.current?.(request.can.accept ? 'accept' : 'approve'),
    },
    {
      keys: 'r',
      does: request.can.decline ? 'Decline' : 'Reject',
      run: () => press.current?.(request.can.decline && !request.can.reject ? 'decline' : 'reject'),
    },
    { keys: 'n', does: 'Write a note', run: () => document.getElementById(decisionNoteId)?.focus() },
    { keys: 'u', does: 'Undo', run: () => press.current?.('reverse') },
  ]);

  return (
    <div className="max-w-4xl">
      <Link
        href={paths.requests()}
        className="mb-1 inline-flex min-h-11 items-center gap-1 text-muted hover:text-ink sm:min-h-6"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        Requests
      </Link>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {kindWord(request)}: {pairWords(request, nameOf)}
            <Mark kind={mark}>{word}</Mark>
          </span>
        }
        detail={
          <span className="inline-flex items-center gap-1">
            {request.label} · {request.rotation.name}
            <CopyButton text={request.label} label={`Copy ${request.label}`} />
          </span>
        }
        actions={
          isPending(request.state) && request.can.cancel ? (
            <Link href={`${paths.newRequest()}${askSearch(againOf(request))}`} className={cn(buttonLook())}>
              Change the question
            </Link>
          ) : null
        }
      />
      <DecisionPane {...{ request, viewer, decisions, press }} key={request.id} />
      <p className="sr-only" role="status">
        {word}
      </p>
    </div>
  );
}

type Asked = Parameters<typeof pairWords>[0] & {
  role: string | null;
  label: string;
  from: Date;
  to: Date;
  rotation: { id: string };
  turnStartsAt: Date | null;
  withTurnStartsAt: Date | null;
  reason: 'travel' | 'illness' | 'time-off' | 'other';
};

/** The same question again, to be changed: a new request that takes the place of this one. */
const againOf = ({ kind, role, label, from, to, rotation, withId, turnStartsAt, withTurnStartsAt, reason }: Asked) => ({
  ...{ kind, rotation: rotation.id, reason, after: label },
  ...(kind === 'cover' ? { role, from, to } : { turn: turnStartsAt, theirTurn: withTurnStartsAt }),
  with: withId,
});
