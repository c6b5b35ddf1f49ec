import { type DehydratedState, defaultShouldDehydrateQuery, dehydrate, QueryClient } from '@tanstack/react-query';
import { TRPCError } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import superjson from 'superjson';
import { browserContext } from './context';
import { appRouter, callerOf } from './root';

// One context, and with it one reading of session and rights, per request.
const requestContext = cache(async () => browserContext(await headers()));

/** The same API for server components, called without HTTP. */
export const api = async () => callerOf(await requestContext());

export const getQueryClient = cache(
  () =>
    new QueryClient({
      defaultOptions: {
        queries: { staleTime: 30_000 },
        dehydrate: {
          serializeData: superjson.serialize,
          shouldRedactErrors: () => false,
          // Answers only. Frame and page render side by side: what the page still waits for, handed on by the frame as
          // a promise, would take the place of its answer, and the page would stand empty until its scripts run.
          shouldDehydrateQuery: defaultShouldDehydrateQuery,
        },
      },
    }),
);

/** Query options for prefetching in a page what its client components will ask for. */
export const trpc = createTRPCOptionsProxy({ ctx: requestContext, router: appRouter, queryClient: getQueryClient });

/** What has been prefetched in this request, for `<HydrationBoundary state>`. */
export const dehydrated = (): DehydratedState => dehydrate(getQueryClient());

/** Who asks, or null for strangers. */
export async function viewer() {
  const { actor } = await requestContext();
  return actor.kind === 'person' ? actor : null;
}

/** What a page is about, or the page that says there is nothing here: for what belongs to others, too. */
export async function found<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') notFound();
    throw error;
  }
}
