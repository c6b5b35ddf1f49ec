'use client';

import { useQuery } from '@tanstack/react-query';
import { NavBadge } from '@/components/shell/nav-links';
import { OpenAlertCount } from '@/components/shell/open-alert-count';
import { useTRPC } from '@/components/trpc/client';

/** Alerts that nobody has taken; the layout prefetches `trpc.alert.waiting` above it. */
const useWaiting = (): number => useQuery(useTRPC().alert.waiting.queryOptions()).data ?? 0;

/** At the Alerts icon. */
export const WaitingBadge = () => <NavBadge count={useWaiting()} label="un-acknowledged" />;

/** In the title of the tab and on its icon. */
export const WaitingTitle = () => <OpenAlertCount count={useWaiting()} />;
