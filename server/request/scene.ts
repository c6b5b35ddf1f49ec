import type { Approval } from '@/server/rotation/approval';
import type { PersonId } from '@/server/rotation/definition';
import type { LaidOverride } from '@/server/rotation/override';
import type { Person } from '@/server/team/person';
import type { Span } from '@/server/time/span';
import type { Plan } from './effect';
import type { Circle } from './offer';
import type { Request } from './request';
import { circleOf, type Team } from './rows';
import type { Question } from './stops';

/** Everything that decides about requests on one rotation, as it is at `now`. */
export interface Scene {
  readonly plan: Pick<Plan, 'segments'> & {
    readonly id: string;
    readonly name: string;
    readonly teamId: string;
    readonly zone: string;
    readonly approval: Approval;
    readonly version: number;
    readonly archivedAt: Date | null;
    readonly overrides: readonly LaidOverride[];
  };
  readonly deciders: Team & { readonly takers: readonly Person[] };
  /** Whoever could be named: those who could take it, and those whom it names already. */
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly now: Date;
}

const dayMs = 86_400_000;

/** Back far enough that the shifts next to what is asked are whole, and ahead as far as anything can be asked. */
export const sightAt = (now: Date): Span => ({
  from: new Date(now.getTime() - 40 * dayMs),
  to: new Date(now.getTime() + 800 * dayMs),
});

/** Who could take a request and who approves it. */
export const circleIn = ({ deciders }: Scene, { askedById }: Pick<Request, 'askedById'>): Circle =>
  circleOf(deciders, askedById);

/** What stops a question is judged by. `atOnce`: it would be in effect when made. */
export function questionOf({ plan, deciders, people, now }: Scene, atOnce: boolean): Question {
  const takers = new Set(deciders.takers.map(({ id }) => id));
  const who = (id: PersonId) => {
    const person = people.get(id);
    return person && { name: person.name, active: person.active, takes: takers.has(id) };
  };
  return { plan, zone: plan.zone, now, atOnce, who };
}
