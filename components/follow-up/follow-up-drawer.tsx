'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { useCompany } from '@/components/runbook/use-company';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Dialog } from '@/components/ui/dialog';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Markdown } from '@/components/ui/markdown';
import { Notice } from '@/components/ui/notice';
import { EndFollowUp } from './end-follow-up';
import { FollowUpFields } from './follow-up-fields';
import { FollowUpHistory } from './follow-up-history';
import { DueMark, StateMark } from './marks';
import { sourceAddress, sourceWords } from './source-words';
import { TrackerLink } from './tracker-link';

/** One follow-up beside the list: changed in place, closed with words, with all that happened to it. */
export function FollowUpDrawer({ followUpId, onClose }: { followUpId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const now = useNow();
  const { teams, viewer } = useCompany();
  const { data: one, error, refetch, isFetching } = useQuery(trpc.followUp.byId.queryOptions({ followUpId }));
  const address = one ? sourceAddress(one) : null;
  const may = one?.may['follow-up.edit'] ?? false;
  const isClosed = one?.state === 'done' || one?.state === 'dropped';

  return (
    <Dialog
      placement="side"
      open
      onOpenChange={(open) => !open && onClose()}
      title={one ? <span className="wrap-anywhere">{one.title}</span> : 'Follow-up'}
    >
      {error ? (
        <ErrorPanel title="It could not be read" onRetry={() => void refetch()} retrying={isFetching}>
          {refusalOf(error).message}
        </ErrorPanel>
      ) : null}
      {one ? (
        <div className="flex flex-col gap-5">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
            <span className="tabular-nums">{one.reference}</span>
            <StateMark state={one.state} />
            {isClosed ? null : <DueMark one={one} now={now} />}
            {address ? (
              <Link href={address as Route} className="underline underline-offset-2">
                {sourceWords(one)}
              </Link>
            ) : (
              sourceWords(one)
            )}
          </p>
          {one.outcome ? (
            <Notice tone={one.state === 'done' ? 'good' : 'neutral'} title="What came of it">
              <span className="wrap-anywhere whitespace-pre-line">{one.outcome}</span>
            </Notice>
          ) : null}
          {may ? <EndFollowUp one={one} /> : null}
          {may && !isClosed ? (
            <FollowUpFields
              one={one}
              people={teams.find(({ id }) => id === one.teamId)?.members.map(({ person }) => person) ?? []}
            />
          ) : (
            <div className="flex flex-col gap-2">
              <p className="text-muted">
                {one.owner ? `${one.owner.id === viewer.id ? 'Yours' : `${one.owner.name}’s`}` : 'Nobody’s'}
                {may ? '' : '. Engineers of its team change it.'}
              </p>
              {one.details ? <Markdown text={one.details} /> : null}
            </div>
          )}
          <TrackerLink one={one} />
          <FollowUpHistory history={one.history} zone={viewer.zone} viewerName={viewer.name} />
        </div>
      ) : null}
    </Dialog>
  );
}
