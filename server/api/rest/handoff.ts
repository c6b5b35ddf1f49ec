import { noteById } from '@/server/handoff/queries';
import { nothingSchema } from '@/server/handoff/schema';
import { type Endpoint, endpoint } from '../endpoint';

export const handoffEndpoints: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/handoffs/{id}',
    summary: 'One handoff note: what people wrote, what Baton found, and who has accepted it',
    input: nothingSchema,
    run: (ctx, { id = '' }) => noteById(ctx, { noteId: id }),
  }),
];
