import { z } from 'zod';
import { archiveRunbook, confirmRunbook, createRunbook, saveRunbook } from '@/server/runbook/commands';
import { listRunbooks, runbookById } from '@/server/runbook/queries';
import { createRunbookSchema, runbooksOfSchema, saveRunbookSchema } from '@/server/runbook/schema';
import { type Endpoint, endpoint } from '../endpoint';

const nothing = z.strictObject({});

export const runbookEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/runbooks',
    summary: 'A new runbook: a checklist in Markdown',
    status: 201,
    input: createRunbookSchema,
    run: (ctx, _params, input) => createRunbook(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/runbooks',
    summary: 'The runbooks you may see, with how fresh each is',
    input: runbooksOfSchema,
    run: async (ctx, _params, input) => ({ items: await listRunbooks(ctx, input), nextCursor: null }),
  }),
  endpoint({
    method: 'GET',
    path: '/runbooks/{id}',
    summary: 'One runbook with its steps, versions and last runs',
    input: nothing,
    run: (ctx, { id = '' }) => runbookById(ctx, { runbookId: id }),
  }),
  endpoint({
    method: 'PATCH',
    path: '/runbooks/{id}',
    summary: 'A new version; runs under way keep theirs',
    input: saveRunbookSchema.omit({ runbookId: true }),
    run: (ctx, { id = '' }, input) => saveRunbook(ctx, { ...input, runbookId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/runbooks/{id}/tested',
    summary: 'Tried out today',
    input: nothing,
    run: (ctx, { id = '' }) => confirmRunbook(ctx, { runbookId: id }, 'tested'),
  }),
  endpoint({
    method: 'DELETE',
    path: '/runbooks/{id}',
    summary: 'Put away: nothing new starts from it',
    input: nothing,
    run: (ctx, { id = '' }) => archiveRunbook(ctx, { runbookId: id }),
  }),
];
