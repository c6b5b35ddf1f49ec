import { z } from 'zod';
import { changeFollowUp, createFollowUp, exportFollowUp } from '@/server/follow-up/commands';
import { followUpById, listFollowUps } from '@/server/follow-up/queries';
import { changeFollowUpSchema, createFollowUpSchema, listFollowUpsSchema } from '@/server/follow-up/schema';
import { type Endpoint, endpoint } from '../endpoint';

export const followUpEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/follow-ups',
    summary: 'Something owed: an owner and a day',
    status: 201,
    input: createFollowUpSchema,
    run: (ctx, _params, input) => createFollowUp(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/follow-ups',
    summary: 'What is owed, overdue first',
    input: listFollowUpsSchema,
    run: async (ctx, _params, input) => ({ items: await listFollowUps(ctx, input), nextCursor: null }),
  }),
  endpoint({
    method: 'GET',
    path: '/follow-ups/{id}',
    summary: 'One follow-up with its history',
    input: z.strictObject({}),
    run: (ctx, { id = '' }) => followUpById(ctx, { followUpId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/follow-ups/{id}/export',
    summary: 'Makes it an issue in the tracker of its team, once',
    input: z.strictObject({}),
    run: (ctx, { id = '' }) => exportFollowUp(ctx, { followUpId: id }),
  }),
  endpoint({
    method: 'PATCH',
    path: '/follow-ups/{id}',
    summary: 'What is owed, by whom, until when, or its state',
    input: changeFollowUpSchema.omit({ followUpId: true }),
    run: (ctx, { id = '' }, input) => changeFollowUp(ctx, { ...input, followUpId: id }),
  }),
];
