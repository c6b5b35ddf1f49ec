import { audit } from '@/server/timeline/queries';
import { auditInput } from '@/server/timeline/schema';
import { type Endpoint, endpoint } from '../endpoint';

export const timelineEndpoints: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/audit',
    summary: 'Everything that happened, oldest first; only ever added to',
    input: auditInput,
    run: (ctx, _params, input) => audit(ctx, input),
  }),
];
