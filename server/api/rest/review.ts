import { z } from 'zod';
import { beginReview } from '@/server/review/commands';
import { listReviews, reviewById, reviewFile } from '@/server/review/queries';
import { incidentSchema, listReviewsSchema } from '@/server/review/schema';
import { type Endpoint, endpoint } from '../endpoint';

const nothing = z.strictObject({});

export const reviewEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/reviews',
    summary: 'Begins the review of an incident, or answers the one that is there',
    status: 201,
    input: incidentSchema,
    run: (ctx, _params, input) => beginReview(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/reviews',
    summary: 'Reviews, newest first',
    input: listReviewsSchema,
    run: async (ctx, _params, input) => ({ items: await listReviews(ctx, input), nextCursor: null }),
  }),
  endpoint({
    method: 'GET',
    path: '/reviews/{id}',
    summary: 'One review with its sections',
    input: nothing,
    run: (ctx, { id = '' }) => reviewById(ctx, { reviewId: id }),
  }),
  endpoint({
    method: 'GET',
    path: '/reviews/{id}/markdown',
    summary: 'The review as Markdown, which can be brought back unchanged',
    input: nothing,
    run: (ctx, { id = '' }) => reviewFile(ctx, { reviewId: id }),
  }),
];
