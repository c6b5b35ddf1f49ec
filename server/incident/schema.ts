import { z } from 'zod';
import { severities } from '@/server/severity/severity';
import { incidentStates } from './lifecycle';
import { placeForm, shownNames } from './window';

const id = z.string().min(1).max(200);
const title = z.string().trim().min(1, 'Say what is wrong').max(200, 'Use at most 200 characters');
const text = (most: number) => z.string().trim().max(most, `Use at most ${most} characters`);
const instant = z.iso.datetime({ offset: true, error: 'Give an instant such as 2026-11-16T10:00:00Z' });
const severity = z.enum(severities, 'Choose critical, major or minor');

export const incidentIdSchema = z.strictObject({ incidentId: id });

export const listIncidentsSchema = z.strictObject({
  state: z.array(z.enum(incidentStates)).optional(),
  teamId: id.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});

/** The query of `GET /incidents`: several states are separated by commas. */
export const incidentsQuerySchema = listIncidentsSchema.extend({
  state: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(',') : value),
      z.array(z.enum(incidentStates)).max(6),
    )
    .optional(),
});

const place = z.string().regex(placeForm, 'Give a place that a part of the timeline named');
/** Around an entry, before a place or after one; without any of them the newest. */
export const timelineQuerySchema = z.strictObject({
  show: z.enum(shownNames).default('all'),
  entryId: id.optional(),
  before: place.optional(),
  after: place.optional(),
});
export const timelineSchema = timelineQuerySchema.extend({ incidentId: id });

export const declareSchema = z.strictObject({
  teamId: id,
  title,
  severity,
  summary: text(10_000).default(''),
  serviceIds: z.array(id).max(50).default([]),
  /** Open or closed alerts of the same team; those of another incident move here. */
  alertIds: z.array(id).max(500).default([]),
  leadId: id.optional(),
  communicatorId: id.optional(),
  /** People to page at once. */
  responderIds: z.array(id).max(50).default([]),
});

export const changeIncidentSchema = z.strictObject({
  incidentId: id,
  /** The one that was read; an older one answers `changed`. Left out: whatever it is now. */
  version: z.number().int().min(1).optional(),
  title: title.optional(),
  severity: severity.optional(),
  summary: text(10_000).optional(),
  serviceIds: z.array(id).max(50).optional(),
  impactFrom: instant.nullable().optional(),
  impactTo: instant.nullable().optional(),
  nextUpdateAt: instant.nullable().optional(),
});

export const rolesSchema = z.strictObject({ incidentId: id, leadId: id.optional(), communicatorId: id.optional() });
export const declineSchema = z.strictObject({ incidentId: id, reason: text(2_000).min(1, 'Say why it is none') });
export const respondersSchema = z.strictObject({
  incidentId: id,
  personIds: z.array(id).min(1, 'Choose somebody').max(50),
  note: text(500).optional(),
});
export const attachSchema = z.strictObject({ incidentId: id, alertIds: z.array(id).min(1).max(500) });
export const mergeIncidentSchema = z.strictObject({ incidentId: id, into: id });
export const startRunbookSchema = z.strictObject({ incidentId: id, runbookId: id });

export const incidentFollowUpSchema = z.strictObject({
  incidentId: id,
  title,
  ownerId: id,
  dueOn: z.iso.date().optional(),
});

export const closeBodySchema = z.strictObject({
  impactFrom: instant,
  impactTo: instant,
  whatHappened: text(10_000).min(1, 'Say what happened'),
  whatWasDone: text(10_000).min(1, 'Say what was done'),
  remainingRisk: text(10_000).min(1, 'Say what risk is left; “none” is an answer'),
  /** None is an answer. */
  followUps: z.array(z.strictObject({ title, ownerId: id, dueOn: z.iso.date().optional() })).max(50),
  review: z.boolean(),
  reviewReason: text(2_000).min(1, 'Say why there is a review, or none'),
});
export const closeSchema = closeBodySchema.extend({ incidentId: id });

export type Declare = z.output<typeof declareSchema>;
export type ChangeIncident = z.output<typeof changeIncidentSchema>;
export type SetRoles = z.output<typeof rolesSchema>;
export type AddResponders = z.output<typeof respondersSchema>;
export type Close = z.output<typeof closeSchema>;
export type IncidentFollowUp = z.output<typeof incidentFollowUpSchema>;
export type ListIncidents = z.output<typeof listIncidentsSchema>;
export type ReadTimeline = z.output<typeof timelineSchema>;
