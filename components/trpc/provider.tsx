'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { type ReactNode, useState } from 'react';
import superjson from 'superjson';
import type { AppRouter } from '@/server/api/root';
import { TRPCProvider } from './client';
import { makeQueryClient } from './query-client';

const url = '/api/trpc';

/** The server takes at most so many calls at once; more go in a second batch. */
const maxItems = 20;

const batched = { url, transformer: superjson, maxItems };

const makeClient = () =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url, transformer: superjson }),
        // What was refused is an answer like any other: streamed, it is none of the failures that browsers tell of.
        false: splitLink({
          condition: ({ type }) => type === 'mutation',
          true: httpBatchStreamLink(batched),
          false: httpBatchLink(batched),
        }),
      }),
    ],
  });

/** Around all screens that ask the server: one cache, one connection for changes. */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
