import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { SearchParams } from 'nuqs/server';
import { loadCalendarAddress, questionOf } from '@/components/calendar/address';
import { askedQuestion } from '@/components/calendar/asked-question';
import { CalendarScreen } from '@/components/calendar/calendar-screen';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Calendar' };

/** Who is on call when: fetched here with the question that the address asks. */
export default async function CalendarPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const question = questionOf(await loadCalendarAddress(searchParams));
  const client = getQueryClient();
  const view = await client.fetchQuery(trpc.oncall.calendar.queryOptions(question)).catch(() => null);
  if (view) await client.prefetchQuery(trpc.request.onCalendar.queryOptions(askedQuestion(view, question)));
  const phone = /\bMobi/.test((await headers()).get('user-agent') ?? '');
  return (
    <HydrationBoundary state={dehydrated()}>
      <CalendarScreen phone={phone} />
    </HydrationBoundary>
  );
}
