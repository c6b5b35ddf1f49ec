import { onCallAt, shiftsBetween } from '@/server/oncall/queries';
import { onCallMomentSchema, shiftsWindowSchema } from '@/server/oncall/schema';
import { type Endpoint, endpoint } from '../endpoint';

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
];
