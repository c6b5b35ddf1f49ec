import { QueryClient } from '@tanstack/react-query';
import superjson from 'superjson';
import { refusalOf } from './refusal';

/** Refusals are answers: only what never arrived is asked again. Changes are never repeated by themselves. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 3 && ['unreachable', 'unavailable'].includes(refusalOf(error).code),
      },
      mutations: { retry: false },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
