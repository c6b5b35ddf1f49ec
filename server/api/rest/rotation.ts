import { z } from 'zod';
import { changeQueue, changeRotation, createRotation, layOverride, takeBackOverride } from '@/server/rotation/commands';
import { preview, previewChange, previewOverride, previewQueue, rotationView } from '@/server/rotation/queries';
import {
  changeQueueSchema,
  changeRotationSchema,
  createRotationSchema,
  layOverrideSchema,
  previewSchema,
  removeOverrideSchema,
} from '@/server/rotation/schema';
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
  endpoint({
    method: 'POST',
    path: '/rotations/{id}/preview',
    summary: 'What a change would do to the calendar and to whom; nothing is saved',
    input: changeRotationSchema,
    run: (ctx, { id = '' }, input) => previewChange(ctx, { ...input, rotationId: id }),
  }),
  endpoint({
    method: 'PATCH',
    path: '/rotations/{id}',
    summary: 'Changes the definition from a handoff on; by default after the published weeks',
    input: changeRotationSchema,
    run: (ctx, { id = '' }, input) => changeRotation(ctx, { ...input, rotationId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/rotations/{id}/queue',
    summary: 'Joins, skips, leaves or moves in the queue; with `preview` nothing is saved',
    input: changeQueueSchema,
    run: (ctx, { id = '' }, input) => (input.preview ? previewQueue : changeQueue)(ctx, { ...input, rotationId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/rotations/{id}/overrides',
    summary: 'Lays an override over one role and tells whoever it concerns; with `preview` nothing is saved',
    status: 201,
    input: layOverrideSchema,
    run: (ctx, { id = '' }, input) =>
      (input.preview ? previewOverride : layOverride)(ctx, { ...input, rotationId: id }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/rotations/{id}/overrides/{overrideId}',
    summary: 'Takes an override back from now on; what has passed of it stays',
    input: removeOverrideSchema,
    run: (ctx, { id = '', overrideId = '' }, input) => takeBackOverride(ctx, { ...input, rotationId: id, overrideId }),
  }),
];
