'use client';

import { type RefObject, useState } from 'react';
import { useNow } from '@/components/clock';
import { Fault } from '@/components/incident/fault';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { dayAndTime, dayOf, timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';
import { AskDialog } from './ask-dialog';
import { ExportMenu } from './export-menu';
import { ReopenDialog } from './reopen-dialog';
import { reviewStateWords } from './review-words';
import type { Saving } from './section-editor';
import { type ReviewDetail, useReviewAct } from './use-review';

type ReviewHeadProps = {
  review: ReviewDetail;
  viewer: { id: string; name: string; zone: string };
  saving: readonly Saving[];
  view: 'write' | 'read';
  /** Null where there is nothing to choose. */
  onView: ((view: 'write' | 'read') => void) | null;
  page: RefObject<HTMLDivElement | null>;
};

/** How far it is, what is missing, when it was saved, and what comes next. */
export function ReviewHead({ review, viewer, saving, view, onView, page }: ReviewHeadProps) {
  const now = useNow();
  const { act, pending, refusal } = useReviewAct(review.incidentId);
  const [asking, setAsking] = useState<'ask' | 'reopen' | null>(null);
  const state = reviewStateWords[review.state];
  const may = review.may['review.edit'];
  const mine = review.reviewers.find(({ person }) => person?.id === viewer.id);
  const { missing } = review;

  return (
    <div className="print:hidden">
      <PageHeader
        title={`Review of ${review.incident.reference}`}
        detail={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Mark kind={state.mark}>{state.word}</Mark>
            {review.state === 'done' ? (
              <span>
                by {review.doneBy?.name ?? 'somebody'}
                {review.doneAt ? `, ${dayAndTime(review.doneAt, viewer.zone, now)}` : ''}
              </span>
            ) : (
              <span>due {dayOf(`${review.dueOn}T12:00:00Z`, 'UTC', now)}</span>
            )}
            {review.meetingAt ? <span>meeting {dayAndTime(review.meetingAt, viewer.zone, now)}</span> : null}
            {review.reviewers.length > 0 ? (
              <span>
                {review.reviewers
                  .map(({ person, approvedAt }) => `${person?.name ?? 'Somebody'}${approvedAt ? ' ✓' : ''}`)
                  .join(', ')}
              </span>
            ) : null}
            <SavedWords saving={saving} zone={viewer.zone} />
          </span>
        }
        actions={
          <>
            {onView ? (
              <fieldset className="flex">
                <legend className="sr-only">Write or read</legend>
                {(['write', 'read'] as const).map((each) => (
                  <Button
                    key={each}
                    aria-pressed={view === each}
                    className={view === each ? 'border-accent bg-accent-tint text-accent' : ''}
                    onClick={() => onView(each)}
                  >
                    {each === 'write' ? 'Write' : 'Read'}
                  </Button>
                ))}
              </fieldset>
            ) : null}
            <ExportMenu review={review} page={page} zone={viewer.zone} />
            {may && review.state !== 'done' ? (
              <Button onClick={() => setAsking('ask')}>
                {review.state === 'draft' ? 'Ask for review…' : 'Reviewers…'}
              </Button>
            ) : null}
            {mine && !mine.approvedAt && review.state === 'in-review' ? (
              <Button
                busy={pending === 'approve'}
                onClick={() => void act('approve', (client) => client.review.approve.mutate({ reviewId: review.id }))}
              >
                {pending === 'approve' ? 'Sending…' : 'I agree'}
              </Button>
            ) : null}
            {may && review.state !== 'done' ? (
              <Button
                variant="primary"
                disabled={missing.length > 0}
                aria-describedby="missing"
                busy={pending === 'finish'}
                onClick={() => void act('finish', (client) => client.review.finish.mutate({ reviewId: review.id }))}
              >
                {pending === 'finish' ? 'Sending…' : 'It is done'}
              </Button>
            ) : null}
            {may && review.state === 'done' ? <Button onClick={() => setAsking('reopen')}>Reopen…</Button> : null}
            <span id="missing" className="basis-full text-muted empty:hidden lg:text-right">
              {review.state !== 'done' && missing.length > 0 ? `Missing before it is done: ${missing.join(', ')}` : ''}
            </span>
          </>
        }
      />
      <Fault refusal={refusal} />
      {review.reopenReason && review.state !== 'done' ? (
        <Notice title="Reopened" className="mb-4">
          {review.reopenReason}
        </Notice>
      ) : null}
      <AskDialog review={review} viewer={viewer} open={asking === 'ask'} onClose={() => setAsking(null)} />
      <ReopenDialog review={review} open={asking === 'reopen'} onClose={() => setAsking(null)} />
    </div>
  );
}

/** The one line everybody looks for after typing. */
function SavedWords({ saving, zone }: { saving: readonly Saving[]; zone: string }) {
  if (saving.some(({ state }) => state.name === 'failed')) return <Mark kind="major">Not saved</Mark>;
  if (saving.some(({ state }) => state.name === 'saving' || state.name === 'typing')) return <span>Saving…</span>;
  const last = saving.reduce<Date | null>(
    (latest, { state }) => (state.name === 'saved' && (!latest || state.at > latest) ? state.at : latest),
    null,
  );
  return last ? <span className="tabular-nums">Saved {timeOfDay(last, zone, { seconds: true })}</span> : null;
}
