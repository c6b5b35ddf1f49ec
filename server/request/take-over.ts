import { AppError, invalid } from '@/server/errors';
import type { PersonId } from '@/server/rotation/definition';
import { rolesOfSegments, shifts } from '@/server/rotation/shifts';
import type { Plan } from './effect';
import type { Cover } from './request';

/** Until when somebody takes over. Throws `invalid` for a time that has passed, or lies too far ahead. */
export function takeOverEnd(
  { until, hours = 0 }: { until?: string | undefined; hours?: number | undefined },
  now: Date,
  mostSeconds: number,
): Date {
  const to = until === undefined ? new Date(now.getTime() + hours * 3_600_000) : new Date(until);
  if (to <= now) throw invalid({ until: 'That time has passed: choose a later one' });
  if (to.getTime() - now.getTime() > mostSeconds * 1_000) {
    throw invalid({ until: `Take over for at most ${mostSeconds / 3_600} hours: ask for a cover if it takes longer` });
  }
  return to;
}

/** Whose page is taken over. Throws `invalid` for an unknown role, `not-possible` where there is nobody, or the taker. */
export function holderOf(plan: Plan, role: string, takerId: PersonId, now: Date): PersonId {
  const roles = rolesOfSegments(plan.segments);
  if (!roles.includes(role))
    throw invalid({ role: `The rotation has no role “${role}”: use one of ${roles.join(', ')}` });
  const span = { from: now, to: new Date(now.getTime() + 1) };
  const held = shifts({ ...plan, span }).shifts.find((shift) => shift.role === role);
  if (!held) throw new AppError('not-possible', `Nobody is ${role} now: a manager puts somebody there`);
  if (held.personId === takerId) throw new AppError('not-possible', `You are ${role} already`);
  return held.personId;
}

/** A cover from now on. It ends with what the holder had: whoever the next handoff brings is not taken over from. */
export function takenOver(plan: Plan, cover: Omit<Cover, 'kind'>): Cover {
  const held = shifts({ ...plan, span: cover }).shifts.filter(
    ({ role, personId }) => role === cover.role && personId === cover.personId,
  );
  const last = Math.max(...held.map(({ to }) => to.getTime()));
  return { ...cover, kind: 'cover', to: new Date(Math.min(last, cover.to.getTime())) };
}
