import { z } from 'zod';
import { createRotation } from '@/server/rotation/commands';
import { preview, rotationView } from '@/server/rotation/queries';
import { createRotationSchema, previewSchema } from '@/server/rotation/schema';
import { type Endpoint, endpoint } from '../endpoint';

export const rotationEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/rotations',
    summary: 'A new rotation, people by id; `startsAt` may lie in the past',
    status: 201,
    input: createRotationSchema,
    run: (ctx, _params, input) => createRotation(ctx, input),
  }),
  endpoint({
    method: 'POST',
    path: '/rotations/preview',
    summary: 'What a definition with overrides would mean; people by any name, nothing is kept',
    input: previewSchema,
    run: async (ctx, _params, input) => preview(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/rotations/{id}',
    summary: 'The definition in force, and its version',
    input: z.strictObject({}),
    run: (ctx, { id = '' }) => rotationView(ctx, { rotationId: id }),
  }),
];
