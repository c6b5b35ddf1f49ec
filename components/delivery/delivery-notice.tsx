'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTRPC } from '@/components/trpc/client';
import { durationOf } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/server/paths';
import { outletNames } from './outlet-names';

const askSeconds = 30;

/** On every screen of an administrator while messages are late or a channel is broken; nothing otherwise. */
export function DeliveryNotice() {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.delivery.health.queryOptions(undefined, { refetchInterval: askSeconds * 1_000, retry: false }),
  );
  if (!data || (data.lateSeconds === 0 && data.broken.length === 0)) return null;
  const names = data.broken.map((channel) => outletNames[channel]).join(' and ');
  const late = data.lateSeconds > 0 ? `Messages are late: the oldest by ${durationOf(data.lateSeconds)}. ` : '';
  const broken = names ? `${names} ${data.broken.length === 1 ? 'is' : 'are'} not working. ` : '';
  return (
    <Notice
      tone="critical"
      live="polite"
      className="rounded-none border-x-0 px-4 sm:px-6"
      title={`${late}${broken}`.trim()}
      actions={<Link href={paths.deliveries()}>See deliveries</Link>}
    />
  );
}
