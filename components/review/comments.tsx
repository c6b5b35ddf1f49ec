'use client';

import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { Fault } from '@/components/incident/fault';
import { useDraft } from '@/components/incident/use-draft';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Textarea } from '@/components/ui/input';
import { Markdown } from '@/components/ui/markdown';
import { When } from '@/components/ui/when';
import { type ReviewDetail, useReviewAct } from './use-review';

type CommentsProps = {
  review: ReviewDetail;
  /** Null: on the whole review. */
  sectionKey: string | null;
  label: string;
  viewer: { id: string; zone: string };
};

/** Remarks on a section, or on the whole: open ones first in sight, settled ones folded away. */
export function Comments({ review, sectionKey, label, viewer }: CommentsProps) {
  const now = useNow();
  const { act, pending, refusal } = useReviewAct(review.incidentId);
  const draft = useDraft(`comment.${review.id}.${sectionKey ?? 'all'}`);
  const [writing, setWriting] = useState(sectionKey === null);
  const comments = review.comments.filter((comment) => comment.sectionKey === sectionKey);
  const may = review.may['review.edit'];

  const send = async () => {
    if (draft.text.trim() === '') return;
    const input = { reviewId: review.id, sectionKey, text: draft.text };
    if (!(await act('comment', (client) => client.review.comment.mutate(input)))) return;
    draft.clear();
    if (sectionKey !== null) setWriting(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    void send();
  };

  return (
    <div className="mt-1.5 flex flex-col gap-2 print:hidden">
      {comments.length > 0 ? (
        <ul aria-label={`Comments on ${label}`} className="flex flex-col gap-2 border-l-2 pl-3">
          {comments.map(({ id, person, at, text, settledAt }) => (
            <li key={id} className={cn(settledAt && 'text-muted')}>
              <p className="flex flex-wrap items-center gap-x-2 text-label text-muted">
                <span className="font-medium text-ink">
                  {person?.id === viewer.id ? 'You' : (person?.name ?? 'Somebody')}
                </span>
                <When instant={at} zone={viewer.zone} now={now} show="relative" />
                {settledAt ? 'settled' : null}
                {may ? (
                  <Button
                    size="small"
                    variant="ghost"
                    busy={pending === id}
                    onClick={() => void act(id, (client) => client.review.settleComment.mutate({ commentId: id }))}
                  >
                    {settledAt ? 'Open it again' : 'Settle'}
                  </Button>
                ) : null}
              </p>
              {settledAt ? <p className="line-clamp-1">{text}</p> : <Markdown text={text} />}
            </li>
          ))}
        </ul>
      ) : null}
      {may && writing ? (
        <form
          noValidate
          className="flex flex-col items-start gap-2"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void send();
          }}
        >
          <Textarea
            aria-label={`Comment on ${label}`}
            rows={2}
            className="min-h-14"
            placeholder={`Comment on ${label}`}
            value={draft.text}
            onChange={(event) => draft.change(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <span className="flex gap-2">
            <Button type="submit" size="small" busy={pending === 'comment'}>
              {pending === 'comment' ? 'Sending…' : 'Add the comment'}
            </Button>
            {sectionKey === null ? null : (
              <Button size="small" variant="ghost" onClick={() => setWriting(false)}>
                Not now
              </Button>
            )}
          </span>
          <Fault refusal={refusal} kept />
        </form>
      ) : may ? (
        <Button
          size="small"
          variant="ghost"
          className="-ml-2 self-start text-muted"
          onClick={() => setWriting(true)}
          aria-label={`Comment on ${label}`}
        >
          Comment
        </Button>
      ) : null}
    </div>
  );
}
