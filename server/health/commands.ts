import type { Context } from '@/server/context';
import { invalid, notFound } from '@/server/errors';
import { openFollowUp } from '@/server/follow-up/commands';
import { type FollowUp, reference } from '@/server/follow-up/follow-up';
import { authorize } from '@/server/policy/authorize';
import { serviceById } from '@/server/service/queries';
import { subject } from '@/server/timeline/subject';
import type { OpenFollowUpInput } from './schema';

/** The rule under which a noisy key has at most one open follow-up, whoever or whatever opened it. */
export const noisyKey = 'noisy-key';

/** One click on a noisy alert: somebody owes it quiet. Answers the follow-up that is open already, where there is one. */
export async function openNoiseFollowUp(
  ctx: Context,
  input: OpenFollowUpInput,
): Promise<{ id: string; reference: string; title: string }> {
  authorize(ctx.actor, 'follow-up.edit', { teamId: input.teamId });
  const service = await serviceById(ctx, { serviceId: input.serviceId });
  if (service.teamId !== input.teamId) throw notFound();
  const ownerId = input.ownerId ?? (ctx.actor.kind === 'person' ? ctx.actor.personId : null);
  if (ownerId === null) throw invalid({ ownerId: 'Say who is to quieten it' });
  const made: FollowUp = await openFollowUp(
    ctx,
    {
      ...{ teamId: input.teamId, ownerId, priority: 'normal', dueOn: input.dueOn },
      title: input.title ?? `Quieten ${input.key}`.slice(0, 200),
      details: `It interrupted people again and again: ${input.key} of ${service.name}.`,
    },
    { source: 'alert', subject: subject('service', service.id), serviceId: service.id, key: input.key, rule: noisyKey },
  );
  return { id: made.id, reference: reference(made), title: made.title };
}
