import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { Devices } from '@/components/account/devices';
import { PageHeader } from '@/components/shell/page-header';
import { SettingsList } from '@/components/team/settings-list';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const { person } = await (await api()).team.me();
  await getQueryClient().prefetchQuery(trpc.account.sessions.queryOptions());
  return (
    <HydrationBoundary state={dehydrated()}>
      <PageHeader title="Settings" />
      <div className="flex flex-col gap-4">
        <SettingsList isAdmin={person.role === 'admin'} />
        <Devices zone={person.timeZone} />
      </div>
    </HydrationBoundary>
  );
}
