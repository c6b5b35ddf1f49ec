import { z } from 'zod';
import { addTimeOff, removeTimeOff, setTimeOffFeed } from '@/server/time-off/commands';
import { listTimeOff, timeOffFeedState } from '@/server/time-off/queries';
import { newTimeOffBody, timeOffFeedSchema } from '@/server/time-off/schema';
import { type Endpoint, endpoint } from '../endpoint';

const nothing = z.strictObject({});

export const timeOffEndpoints: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/people/{id}/time-off',
    summary: 'When a person is away, from now on, and why; for the person and admins',
    input: nothing,
    run: async (ctx, { id = '' }) => ({ items: await listTimeOff(ctx, { personId: id }), nextCursor: null }),
  }),
  endpoint({
    method: 'POST',
    path: '/people/{id}/time-off',
    summary: 'Whole days away on the person’s own clock, the last one included',
    status: 201,
    input: newTimeOffBody,
    run: (ctx, { id = '' }, input) => addTimeOff(ctx, { ...input, personId: id }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/time-off/{id}',
    summary: 'Removes time off; what came from a calendar comes back with its next reading',
    input: nothing,
    run: async (ctx, { id = '' }) => {
      await removeTimeOff(ctx, { id });
      return { id };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/people/{id}/time-off-feed',
    summary: 'How reading a person’s calendar of absences went last; null where there is none',
    input: nothing,
    run: async (ctx, { id = '' }) => ({ feed: await timeOffFeedState(ctx, { personId: id }) }),
  }),
  endpoint({
    method: 'PUT',
    path: '/people/{id}/time-off-feed',
    summary: 'The address of a calendar of absences, read every few hours; null for none',
    input: timeOffFeedSchema.omit({ personId: true }),
    run: async (ctx, { id = '' }, input) => {
      await setTimeOffFeed(ctx, { ...input, personId: id });
      return { id };
    },
  }),
];
