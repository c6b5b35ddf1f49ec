import { search } from '@/server/search/queries';
import { searchSchema } from '@/server/search/schema';
import { type Endpoint, endpoint } from '../endpoint';

export const searchEndpoints: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/search',
    summary: 'Alerts, incidents, reviews, runbooks and follow-ups by their words, the best first, hits marked',
    input: searchSchema,
    run: (ctx, _params, input) => search(ctx, input),
  }),
];
