import { z } from 'zod';
import { createPerson, createTeam } from '@/server/team/commands';
import { listPeople, listTeams } from '@/server/team/queries';
import { createPersonSchema, createTeamSchema } from '@/server/team/schema';
import { type Endpoint, endpoint } from '../endpoint';

const nothing = z.strictObject({});
const whole = <T>(items: T[]) => ({ items, nextCursor: null });

export const teamEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/people',
    summary: 'A new person; without a password they are invited',
    status: 201,
    input: createPersonSchema,
    run: (ctx, _params, input) => createPerson(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/people',
    summary: 'Everybody',
    input: nothing,
    run: async (ctx) => whole(await listPeople(ctx)),
  }),
  endpoint({
    method: 'POST',
    path: '/teams',
    summary: 'A new team, with its members and managers by id',
    status: 201,
    input: createTeamSchema,
    run: (ctx, _params, input) => createTeam(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/teams',
    summary: 'The teams you may see',
    input: nothing,
    run: async (ctx) => whole(await listTeams(ctx)),
  }),
];
