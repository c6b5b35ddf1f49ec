import { z } from 'zod';
import { checkPassword, emailSchema } from '@/server/account/schema';
import { isZone } from '@/server/time/wall-clock';
import { teamRoles } from './membership';
import { setupSteps } from './organisation';
import { normaliseName, personRoles } from './person';

export const idSchema = z.string().min(1).max(100);
export const nameSchema = z.string().transform((text, ctx) => {
  const name = normaliseName(text);
  if (name !== null) return name;
  ctx.addIssue({ code: 'custom', message: text.trim() === '' ? 'Give a name' : 'Use at most 120 characters' });
  return z.NEVER;
});
export const zoneSchema = z.string().max(100).refine(isZone, 'Choose a time zone, such as Europe/Berlin');
const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'Give two letters, such as DE');
const roleSchema = z.enum(personRoles, `Choose ${personRoles.join(', ')}`);

export const firstAdminSchema = z
  .strictObject({ name: nameSchema, email: emailSchema, password: z.string(), timeZone: zoneSchema })
  .superRefine(checkPassword);

export const organisationSchema = z.strictObject({ name: nameSchema, timeZone: zoneSchema });
export const setupStepSchema = z.strictObject({ step: z.enum(setupSteps) });

export const createPersonSchema = z
  .strictObject({
    name: nameSchema,
    email: emailSchema,
    timeZone: zoneSchema,
    role: roleSchema.default('engineer'),
    password: z.string().optional(),
  })
  .superRefine(checkPassword);

/** Pasted people, a line each: "name, e-mail". All get the zone and join the team, where one is named. */
export const addPeopleSchema = z.strictObject({
  text: z.string().min(1, 'Paste at least one line').max(200_000, 'Paste fewer people at once'),
  timeZone: zoneSchema,
  teamId: idSchema.optional(),
});

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day such as 09:00');

export const updatePersonSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema.optional(),
    email: emailSchema.optional(),
    timeZone: zoneSchema.optional(),
    country: countrySchema.nullable().optional(),
    workStart: timeOfDaySchema.optional(),
    workEnd: timeOfDaySchema.optional(),
    digest: z.boolean().optional(),
    healthMail: z.boolean().optional(),
    role: roleSchema.optional(),
  })
  .refine(({ workStart, workEnd }) => (workStart === undefined) === (workEnd === undefined), {
    path: ['workEnd'],
    message: 'Give start and end of the working day together',
  })
  .refine(({ workStart, workEnd }) => !workStart || !workEnd || workStart < workEnd, {
    path: ['workEnd'],
    message: 'The working day must end after it starts',
  });

export const createTeamSchema = z.strictObject({
  name: nameSchema,
  memberIds: z.array(idSchema).max(1_000).default([]),
  managerIds: z.array(idSchema).max(1_000).default([]),
});
export const updateTeamSchema = z.strictObject({
  id: idSchema,
  name: nameSchema.optional(),
  publicNow: z.boolean().optional(),
});
export const membershipSchema = z.strictObject({ teamId: idSchema, personId: idSchema, role: z.enum(teamRoles) });
export const removeMemberSchema = z.strictObject({ teamId: idSchema, personId: idSchema });
export const byIdSchema = z.strictObject({ id: idSchema });

export type FirstAdmin = z.infer<typeof firstAdminSchema>;
export type SaveOrganisation = z.infer<typeof organisationSchema>;
export type CreatePerson = z.infer<typeof createPersonSchema>;
export type AddPeople = z.infer<typeof addPeopleSchema>;
export type UpdatePerson = z.infer<typeof updatePersonSchema>;
export type CreateTeam = z.infer<typeof createTeamSchema>;
export type UpdateTeam = z.infer<typeof updateTeamSchema>;
export type SetMembership = z.infer<typeof membershipSchema>;
export type RemoveMember = z.infer<typeof removeMemberSchema>;

const instantSchema = z.iso.datetime({
  offset: true,
  error: 'Give an instant with its offset, such as 2026-03-02T17:00:00Z',
});

/** Whose; left out: one's own. */
export const delegationOfSchema = z.strictObject({ personId: idSchema.optional() }).default({});
/** Who decides meanwhile, for oneself or (admins) somebody else; null: nobody any more for oneself. */
export const delegationSchema = z
  .strictObject({ personId: idSchema.optional(), toPersonId: idSchema, from: instantSchema, to: instantSchema })
  .nullable();
export type SetDelegation = z.infer<typeof delegationSchema>;
