import { z } from 'zod';
import * as commands from '@/server/incident/commands';
import { incidentById, listIncidents, timelinePart } from '@/server/incident/queries';
import * as shape from '@/server/incident/schema';
import { addEntry } from '@/server/incident-log/commands';
import { entryBodySchema } from '@/server/incident-log/schema';
import { type Endpoint, endpoint } from '../endpoint';

const nothing = z.strictObject({});

/** One thing done to an incident; answers the incident as it is then. */
const act = <B extends z.ZodObject>(
  name: string,
  summary: string,
  body: B,
  command: (ctx: Parameters<Endpoint['run']>[0], input: z.output<B> & { incidentId: string }) => Promise<unknown>,
): Endpoint =>
  endpoint({
    method: 'POST',
    path: `/incidents/{id}/${name}`,
    summary,
    input: body,
    run: (ctx, { id = '' }, input) => command(ctx, { ...input, incidentId: id }),
  });

export const incidentEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/incidents',
    summary: 'Declares an incident, by hand or from alerts',
    status: 201,
    input: shape.declareSchema,
    run: (ctx, _params, input) => commands.declare(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/incidents',
    summary: 'Incidents, newest first; `state` may name several, separated by commas',
    input: shape.incidentsQuerySchema,
    run: (ctx, _params, input) => listIncidents(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/incidents/{id}',
    summary: 'One incident with the newest of its timeline, its alerts, responders and follow-ups',
    input: nothing,
    run: (ctx, { id = '' }) => incidentById(ctx, { incidentId: id }),
  }),
  endpoint({
    method: 'GET',
    path: '/incidents/{id}/timeline',
    summary: 'A part of its timeline: the newest, before or after a place, or around an entry',
    input: shape.timelineQuerySchema,
    run: (ctx, { id = '' }, input) => timelinePart(ctx, { ...input, incidentId: id }),
  }),
  endpoint({
    method: 'PATCH',
    path: '/incidents/{id}',
    summary: 'What is known of it',
    input: shape.changeIncidentSchema.omit({ incidentId: true }),
    run: (ctx, { id = '' }, input) => commands.changeIncident(ctx, { ...input, incidentId: id }),
  }),
  act('accept', 'It is one', nothing, commands.accept),
  act('decline', 'It is none, with the reason', shape.declineSchema.omit({ incidentId: true }), commands.decline),
  act('timeline', 'A finding, decision, action or update', entryBodySchema, addEntry),
  act('roles', 'Who leads, who speaks', shape.rolesSchema.omit({ incidentId: true }), commands.setRoles),
  act('responders', 'Pages people for it', shape.respondersSchema.omit({ incidentId: true }), commands.addResponders),
  act('mitigate', 'The harm has stopped', nothing, commands.mitigate),
  act('resolve', 'It is mended', nothing, commands.resolve),
  act('close', 'With what closing asks', shape.closeBodySchema, commands.close),
  act('reopen', 'It goes on', nothing, commands.reopen),
  act('merge', 'Goes on as another incident', shape.mergeIncidentSchema.omit({ incidentId: true }), commands.merge),
];
