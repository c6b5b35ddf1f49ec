import { HydrationBoundary } from '@tanstack/react-query';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { SignInAgainProvider } from '@/components/account/sign-in-again';
import { YourMenu } from '@/components/account/your-menu';
import { WaitingBadge, WaitingTitle } from '@/components/alert/waiting-count';
import { DeliveryNotice } from '@/components/delivery/delivery-notice';
import { HeaderLine } from '@/components/oncall/header-line';
import { WaitingRequests } from '@/components/request/waiting-badge';
import { Frame } from '@/components/shell/frame';
import { LiveNotice } from '@/components/trpc/live';
import { TrpcProvider } from '@/components/trpc/provider';
import { api, dehydrated, getQueryClient, trpc, viewer } from '@/server/api/caller';
import { paths } from '@/server/paths';

/** The gate: strangers see nothing of what is behind it. What each person may do, every query decides by itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const [caller, person] = [await api(), await viewer()];
  if (!person) {
    const { closed } = await caller.team.setupState();
    const wanted = (await headers()).get('x-baton-path') ?? paths.now();
    redirect(closed ? paths.signIn(wanted) : paths.setup());
  }
  const [me] = await Promise.all([
    caller.team.me(),
    getQueryClient().prefetchQuery(trpc.oncall.now.queryOptions()),
    getQueryClient().prefetchQuery(trpc.alert.waiting.queryOptions()),
    getQueryClient().prefetchQuery(trpc.request.waiting.queryOptions()),
  ]);
  return (
    <TrpcProvider>
      <SignInAgainProvider>
        <Frame
          badges={{
            alerts: (
              <HydrationBoundary state={dehydrated()}>
                <WaitingBadge />
              </HydrationBoundary>
            ),
            requests: (
              <HydrationBoundary state={dehydrated()}>
                <WaitingRequests />
              </HydrationBoundary>
            ),
          }}
          notice={
            <>
              <LiveNotice zone={me.person.timeZone} />
              {me.person.role === 'admin' ? <DeliveryNotice /> : null}
            </>
          }
          now={me.now.toISOString()}
          onCall={
            <HydrationBoundary state={dehydrated()}>
              <HeaderLine />
            </HydrationBoundary>
          }
          user={<YourMenu name={me.person.name} email={me.person.email} />}
        >
          <WaitingTitle />
          {children}
        </Frame>
      </SignInAgainProvider>
    </TrpcProvider>
  );
}
