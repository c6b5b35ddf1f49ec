'use client';

import type { inferRouterOutputs } from '@trpc/server';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@/server/api/root';

/** `useTRPC()` names every procedure with its types; nothing else on screen knows the router. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** What each procedure answers, by router and name. */
export type Answers = inferRouterOutputs<AppRouter>;
