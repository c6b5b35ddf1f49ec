'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { AlertDialogs } from './alert-dialogs';
import { AlertGroup } from './alert-group';
import type { Viewer } from './alert-line';
import { groupsOf, groupTitles } from './groups';
import { openInput } from './list-input';
import { useAlertActions } from './use-alert-actions';

/** What is on fire, below who owns it. The page prefetches `alert.list` with `openInput`. */
export function OpenAlerts({ viewer }: { viewer: Viewer }) {
  const trpc = useTRPC();
  const now = useNow();
  const { data } = useQuery(trpc.alert.list.queryOptions(openInput({ service: null, team: null })));
  const actions = useAlertActions(viewer.id);
  const [there] = useState(() => new Set(data?.items.map(({ id }) => id)));
  const groups = groupsOf(data?.items ?? [], now);
  return (
    <>
      {(['open', 'acknowledged'] as const).map((name) => (
        <AlertGroup
          key={name}
          title={groupTitles[name]}
          alerts={groups[name]}
          viewer={viewer}
          actions={actions}
          isNew={(id) => !there.has(id)}
          folds={name === 'open'}
        />
      ))}
      <AlertDialogs actions={actions} viewer={viewer} />
    </>
  );
}
