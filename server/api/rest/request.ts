import { z } from 'zod';
import { accept, approve, ask, cancel, decline, end, reject, reverse, takeOver } from '@/server/request/commands';
import { requestById, requestsFor } from '@/server/request/queries';
import { actBodies, askBody, listQuery, takeOverBody } from '@/server/request/schema';
import { type Endpoint, endpoint } from '../endpoint';

/** One act on one request; answers `{ id, state }`. */
const act = <B extends z.ZodObject>(
  name: string,
  summary: string,
  body: B,
  command: (ctx: Parameters<Endpoint['run']>[0], input: z.output<B> & { id: string }) => Promise<unknown>,
): Endpoint =>
  endpoint({
    method: 'POST',
    path: `/requests/{id}/${name}`,
    summary,
    input: body,
    run: (ctx, { id = '' }, input) => command(ctx, { ...input, id }),
  });

export const requestEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/rotations/{id}/requests',
    summary: 'Asks for a cover or a swap; `with: null` offers it to everyone',
    status: 201,
    input: askBody,
    run: (ctx, { id = '' }, input) => ask(ctx, { ...input, rotationId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/rotations/{id}/take-over',
    summary: 'Takes a role over from now on, in effect at once; at most 12 hours',
    status: 201,
    input: takeOverBody,
    run: (ctx, { id = '' }, input) => takeOver(ctx, { ...input, rotationId: id }),
  }),
  endpoint({
    method: 'GET',
    path: '/requests',
    summary: 'Covers and swaps, the newest first',
    input: listQuery,
    run: (ctx, _params, input) => requestsFor(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/requests/{id}',
    summary: 'One cover or swap with what it does to the calendar, and its history',
    input: z.strictObject({}),
    run: (ctx, { id = '' }) => requestById(ctx, { id }),
  }),
  act('accept', 'Takes it; of an open swap with the turn that is given: `turnStartsAt`', actBodies.accept, accept),
  act('decline', 'Says no to being asked', actBodies.decline, decline),
  act('approve', 'A manager’s yes, checked against the schedule as it is now', actBodies.approve, approve),
  act('reject', 'A manager’s no', actBodies.reject, reject),
  act('cancel', 'Taken back by who asked, before it is in effect', actBodies.cancel, cancel),
  act('reverse', 'Taken back after it is in effect, until the changed time starts', actBodies.reverse, reverse),
  act('end', 'Ends a take-over from this instant on', actBodies.end, end),
];
