'use client';

import { useQuery } from '@tanstack/react-query';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Markdown } from '@/components/ui/markdown';
import { When } from '@/components/ui/when';
import type { Viewer } from './use-incident';

/** What an entry said before, newest first. */
export function EntryHistory({ entryId, viewer, onClose }: { entryId: string; viewer: Viewer; onClose: () => void }) {
  const trpc = useTRPC();
  const now = useNow();
  const { data } = useQuery(trpc.incidentLog.history.queryOptions({ entryId }));
  return (
    <div className="mt-2 rounded-control bg-surface p-3">
      <ol aria-label="What it said before" className="flex flex-col gap-2">
        {data?.map(({ version, text, at, person }) => (
          <li key={version}>
            <p className="text-label text-muted">
              Until {person?.name ?? 'somebody'} changed it,{' '}
              <When instant={at} zone={viewer.zone} now={now} show="weekday-and-time" />
            </p>
            <Markdown text={text} />
          </li>
        )) ?? <li className="skeleton h-10" />}
      </ol>
      <Button size="small" variant="ghost" className="mt-1" onClick={onClose}>
        Close the history
      </Button>
    </div>
  );
}
