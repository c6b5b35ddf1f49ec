import { postUpdate } from '@/server/status-update/commands';
import { updateBodySchema } from '@/server/status-update/schema';
import { type Endpoint, endpoint } from '../endpoint';

export const statusUpdateEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/incidents/{id}/updates',
    summary: 'Says how it is: on the timeline, in the incident’s Slack channel and on the status page',
    input: updateBodySchema,
    run: (ctx, { id = '' }, input) => postUpdate(ctx, { ...input, incidentId: id }),
  }),
];
