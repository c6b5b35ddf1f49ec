'use client';

import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { Fault } from '@/components/incident/fault';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { dayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { type ReviewDetail, useReviewAct } from './use-review';

type ShareDialogProps = { review: ReviewDetail; zone: string; onClose: () => void };
type Shared = { url: string; expiresAt: Date };

/** A link that shows the text, read only, to whoever holds it, until it ends. */
export function ShareDialog({ review, zone, onClose }: ShareDialogProps) {
  const now = useNow();
  const { act, pending, refusal } = useReviewAct(review.incidentId);
  const [made, setMade] = useState<Shared | null>(null);

  const share = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const days = Number(new FormData(event.currentTarget).get('days'));
    return act('share', async (client) => {
      setMade(await client.review.share.mutate({ reviewId: review.id, days }));
      return null;
    });
  };

  return (
    <Dialog
      title="Share a link"
      description="Whoever holds it can read the review, without signing in. Comments and follow-ups are not shown."
      open
      onOpenChange={(open) => open || onClose()}
    >
      <div className="flex flex-col gap-4">
        {made ? (
          <Notice tone="good" live="polite" title="The link is shown this once">
            <p className="flex items-center gap-1 wrap-anywhere">
              <code className="font-mono text-label">{made.url}</code>
              <CopyButton text={made.url} label="Copy the link" />
            </p>
            It ends {dayAndTime(made.expiresAt, zone, now)}.
          </Notice>
        ) : null}
        <form onSubmit={(event) => void share(event)} className="flex flex-wrap items-end gap-3">
          <Field label="It ends after" required className="flex-1">
            {(control) => (
              <Select {...control} name="days" defaultValue="14">
                {[1, 7, 14, 30, 90].map((days) => (
                  <option key={days} value={days}>
                    {days === 1 ? '1 day' : `${days} days`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Button type="submit" variant="primary" busy={pending === 'share'}>
            {pending === 'share' ? 'Sending…' : 'Make the link'}
          </Button>
        </form>
        <Fault refusal={refusal} />
        {review.shares.length > 0 ? (
          <ul aria-label="Links that hold" className="divide-y border-t">
            {review.shares.map(({ id, by, createdAt, expiresAt }) => (
              <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-3 py-1">
                <span className="min-w-0 flex-1">
                  By {by?.name ?? 'somebody'}, {dayAndTime(createdAt, zone, now)}
                  <span className="block text-muted">ends {dayAndTime(expiresAt, zone, now)}</span>
                </span>
                <Button
                  size="small"
                  variant="danger"
                  busy={pending === id}
                  onClick={() =>
                    void act(id, async (client) => {
                      await client.review.revokeShare.mutate({ shareId: id });
                      return null;
                    })
                  }
                >
                  End it now
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Dialog>
  );
}
