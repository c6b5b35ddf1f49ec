'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { dayAndTime } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { loggedWords } from './difference-words';

type MovedNoticeProps = {
  rotationId: string;
  zone: string;
  nameOf: (personId: string) => string;
  now: Date;
  /** They have seen it: from here on their change is one of the rotation as it is now. */
  onSeen: () => void;
};

/** Somebody else was first: what they did, and the one way on. What was typed stays. */
export function MovedNotice({ rotationId, zone, nameOf, now, onSeen }: MovedNoticeProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.rotation.history.queryOptions({ rotationId }));
  const last = data?.changes[0];
  return (
    <Notice
      tone="major"
      live="polite"
      title="This changed while you were reading"
      actions={
        <Button onClick={onSeen} variant="primary">
          Go on with the new schedule
        </Button>
      }
    >
      {last ? (
        <>
          {last.by}, {dayAndTime(last.at, zone, now)}: {loggedWords(last, nameOf, { zone, now })}.{' '}
        </>
      ) : null}
      Nothing of yours was saved and nothing is lost: below is what your change does to the schedule as it is now.
    </Notice>
  );
}
