import { open, router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import * as schema from './schema';

export const teamRouter = router({
  setupState: open.query(({ ctx }) => queries.setupState(ctx)),
  createFirstAdmin: open
    .input(schema.firstAdminSchema)
    .mutation(({ ctx, input }) => commands.createFirstAdmin(ctx, input)),
  saveSetupStep: signedIn
    .input(schema.setupStepSchema)
    .mutation(({ ctx, input }) => commands.saveSetupStep(ctx, input.step)),
  organisation: signedIn.query(({ ctx }) => queries.readOrganisation(ctx)),
  saveOrganisation: signedIn
    .input(schema.organisationSchema)
    .mutation(({ ctx, input }) => commands.saveOrganisation(ctx, input)),

  me: signedIn.query(({ ctx }) => queries.me(ctx, ctx.actor.personId)),
  people: signedIn.query(({ ctx }) => queries.listPeople(ctx)),
  addPeople: signedIn.input(schema.addPeopleSchema).mutation(({ ctx, input }) => commands.addPeople(ctx, input)),
  updatePerson: signedIn
    .input(schema.updatePersonSchema)
    .mutation(({ ctx, input }) => commands.updatePerson(ctx, input)),
  deactivatePerson: signedIn
    .input(schema.byIdSchema)
    .mutation(({ ctx, input }) => commands.deactivatePerson(ctx, input)),
  reactivatePerson: signedIn
    .input(schema.byIdSchema)
    .mutation(({ ctx, input }) => commands.reactivatePerson(ctx, input)),

  /** Who decides for a manager while they are away. */
  delegation: signedIn
    .input(schema.delegationOfSchema)
    .query(({ ctx, input }) => queries.delegationOf(ctx, { personId: input.personId ?? ctx.actor.personId })),
  setDelegation: signedIn
    .input(schema.delegationSchema)
    .mutation(({ ctx, input }) => commands.setDelegation(ctx, input?.personId ?? ctx.actor.personId, input)),

  /** The visible teams with their members. */
  teams: signedIn.query(({ ctx }) => queries.teamViews(ctx)),
  createTeam: signedIn.input(schema.createTeamSchema).mutation(({ ctx, input }) => commands.createTeam(ctx, input)),
  updateTeam: signedIn.input(schema.updateTeamSchema).mutation(({ ctx, input }) => commands.updateTeam(ctx, input)),
  setMembership: signedIn
    .input(schema.membershipSchema)
    .mutation(({ ctx, input }) => commands.setMembership(ctx, input)),
  removeMember: signedIn
    .input(schema.removeMemberSchema)
    .mutation(({ ctx, input }) => commands.removeMember(ctx, input)),
});
