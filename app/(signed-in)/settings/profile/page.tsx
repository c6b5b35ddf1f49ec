import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PasswordForm } from '@/components/account/password-form';
import { Tokens } from '@/components/account/tokens';
import { OwnPaging } from '@/components/contact/own-paging';
import { FeedsCard } from '@/components/oncall/feeds-card';
import { WhileAway } from '@/components/request/while-away';
import { PageHeader } from '@/components/shell/page-header';
import { ProfileForm } from '@/components/team/profile-form';
import { TimeOffCard } from '@/components/team/time-off-card';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Profile' };
export default async function ProfilePage() {
  const [queries, caller] = [getQueryClient(), await api()];
  const [{ person }, { mailOn }] = await Promise.all([caller.team.me(), caller.team.setupState()]);
  await Promise.all([
    queries.prefetchQuery(trpc.team.me.queryOptions()),
    queries.prefetchQuery(trpc.contact.contactMethods.queryOptions({ personId: person.id })),
    queries.prefetchQuery(trpc.contact.channels.queryOptions()),
    queries.prefetchQuery(trpc.account.tokens.queryOptions()),
    queries.prefetchQuery(trpc.team.delegation.queryOptions({})),
    queries.prefetchQuery(trpc.timeOff.list.queryOptions({ personId: person.id })),
    queries.prefetchQuery(trpc.oncall.feeds.queryOptions()),
    queries.prefetchQuery(trpc.rotation.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <PageHeader title="Profile" detail={person.email} />
      <div className="flex flex-col gap-4">
        <ProfileForm />
        <OwnPaging mailOn={mailOn} />
        <TimeOffCard personId={person.id} zone={person.timeZone} />
        <WhileAway viewer={{ id: person.id, zone: person.timeZone }} />
        <FeedsCard zone={person.timeZone} />
        <PasswordForm />
        <Tokens zone={person.timeZone} />
      </div>
    </HydrationBoundary>
  );
}
