'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { Answers } from '@/components/trpc/client';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { FieldError } from '@/components/ui/field';
import { trackerNames } from './tracker-names';

type One = Answers['followUp']['byId'];

/** Where it is tracked elsewhere: its issue, how far one got, or a text to paste. */
export function TrackerLink({ one }: { one: One }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const ask = useMutation(
    trpc.followUp.export.mutationOptions({
      onSuccess: (answer) => client.setQueryData(trpc.followUp.byId.queryKey({ followUpId: one.id }), answer),
    }),
  );
  const name = one.tracker ? trackerNames[one.tracker] : null;
  const state = one.export?.state;
  const waits = state === 'wanted' || state === 'sending';
  return (
    <div className="flex flex-col gap-2 border-t pt-3">
      {one.trackerUrl ? (
        <a
          href={one.trackerUrl}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-11 w-fit items-center gap-1.5 underline underline-offset-2 sm:pointer-fine:min-h-8"
        >
          <ExternalLink aria-hidden="true" className="size-4" />
          Its issue{one.trackerKind === 'github' ? ' at GitHub' : one.trackerKind === 'jira' ? ' in Jira' : ''}
        </a>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {name && !one.trackerUrl && one.may['follow-up.edit'] ? (
          <Button busy={waits || ask.isPending} onClick={() => ask.mutate({ followUpId: one.id })}>
            {waits ? 'The issue is being made…' : state ? `Try again: ${name}` : `Make an issue: ${name}`}
          </Button>
        ) : null}
        <CopyButton labelled text={one.text} label="Copy as text, for a tracker" />
      </div>
      {state === 'refused' ? <FieldError>No issue was made. {one.export?.reason}.</FieldError> : null}
      {state === 'unknown' ? (
        <FieldError>
          An issue may have been made: {one.export?.reason}. Look there before you try again, or there may be two.
        </FieldError>
      ) : null}
      {state === 'wanted' && one.export?.reason ? (
        <p className="text-muted">{one.export.reason}. It is tried again by itself.</p>
      ) : null}
      {ask.error ? <FieldError>{refusalOf(ask.error).message}</FieldError> : null}
    </div>
  );
}
