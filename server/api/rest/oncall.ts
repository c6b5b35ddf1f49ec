import { z } from 'zod';
import { createFeed, replaceFeedToken, revokeFeed } from '@/server/oncall/commands';
import { listFeeds, onCallAt, shiftsBetween } from '@/server/oncall/queries';
import { newFeedSchema, onCallMomentSchema, shiftsWindowSchema } from '@/server/oncall/schema';
import { type Endpoint, endpoint } from '../endpoint';

const nothing = z.strictObject({});

export const oncallEndpoints: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/rotations/{id}/on-call',
    summary: 'Who is on call, at an instant or now: until when, from what, and who is next',
    input: onCallMomentSchema,
    run: (ctx, { id = '' }, input) => onCallAt(ctx, { ...input, rotationId: id }),
  }),
  endpoint({
    method: 'GET',
    path: '/rotations/{id}/shifts',
    summary: 'Shifts and gaps between two instants, at most ten years apart',
    input: shiftsWindowSchema,
    run: (ctx, { id = '' }, input) => shiftsBetween(ctx, { ...input, rotationId: id }),
  }),
  endpoint({
    method: 'GET',
    path: '/people/{id}/feeds',
    summary: 'One’s own addresses that calendars read, and when they were last read; never their tokens',
    input: nothing,
    run: async (ctx, { id = '' }) => ({ items: await listFeeds(ctx, id), nextCursor: null }),
  }),
  endpoint({
    method: 'POST',
    path: '/people/{id}/feeds',
    summary: 'A new address for one’s own shifts, or for a rotation; its token is answered this once',
    status: 201,
    input: newFeedSchema,
    run: (ctx, { id = '' }, input) => createFeed(ctx, id, input),
  }),
  endpoint({
    method: 'POST',
    path: '/feeds/{id}/replace',
    summary: 'Another token for the same feed; the old address answers nobody from now on',
    input: nothing,
    run: (ctx, { id = '' }) => replaceFeedToken(ctx, id),
  }),
  endpoint({
    method: 'DELETE',
    path: '/feeds/{id}',
    summary: 'Ends a feed: its address answers nobody from now on',
    input: nothing,
    run: async (ctx, { id = '' }) => {
      await revokeFeed(ctx, id);
      return { id };
    },
  }),
];
