import { placeOf } from '@/server/notification/bundle';
import { heldBackBy } from './condition';
import { after, climbFrom, type Position } from './ladder';
import type { Policy } from './policy';
import type { Priority } from './priority';
import type { Addressee, Place } from './target';

/** One attempt to reach somebody: over what, and how long after the step. */
export type Reach = { methodId: string; channel: string; afterSeconds: number };

/** Whom a step would page at an instant. `reach` empty: there is no usable contact method. */
export type Answer = {
  people: (Addressee & { reach: Reach[] })[];
  places: Place[];
  reasons: string[];
  meansPeople: boolean;
};

/** Asked as a step comes due: who is it, then? */
export type Question = Pick<Position, 'stage' | 'step'> & { at: Date };

/** What happens at one instant if nobody does anything. Rounds and steps count from 0. */
export type SimulatedStep = {
  at: Date;
  stage: Position['stage'];
  round: number;
  step: number;
  heldBack: 'hours' | 'priority' | null;
  people: (Addressee & { pages: { channel: string; at: Date }[] })[];
  places: Place[];
  /** Why there is nobody, or not everybody. */
  reasons: string[];
  /** Nobody was reached: the next step begins at once. */
  nobody: boolean;
};

export type Setting = {
  /** When the alert is stored. */
  from: Date;
  /** Nothing after this is looked at. */
  until: Date;
  priority: Priority | null;
  /** At most so many steps. */
  most: number;
};

const nobodyAsked: Answer = { people: [], places: [], reasons: [], meansPeople: false };
const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1_000);

/**
 * Climbs the ladder of a policy as an escalation would, with nobody acknowledging. Yields a question for every step that
 * fires and takes the answer; the same answers give the same climb. Ends at `until` or after `most` steps.
 */
export function* simulate(policy: Policy, setting: Setting): Generator<Question, SimulatedStep[], Answer> {
  const steps: SimulatedStep[] = [];
  const said = conversation();
  let position = climbFrom(policy, setting.from);
  while (position.nextAt <= setting.until && steps.length < setting.most) {
    const { stage, round, step, nextAt: at } = position;
    const conditions = (stage === 'steps' && policy.steps[step]) || {};
    const heldBack = heldBackBy(conditions, { at, priority: setting.priority });
    const answer = heldBack ? nobodyAsked : yield { stage, step, at };
    const nobody = heldBack === null && !reaches(answer);
    steps.push({
      at,
      stage,
      round,
      step,
      heldBack,
      people: answer.people.map(({ reach, ...who }) => ({
        ...who,
        pages: reach.map(({ methodId, channel, afterSeconds }) => ({
          channel,
          at: said(methodId, at, later(at, afterSeconds)),
        })),
      })),
      places: answer.places,
      reasons: answer.reasons,
      nobody,
    });
    position = after(policy, position, heldBack ? 'held-back' : nobody ? 'nobody' : 'paged', at);
  }
  return steps;
}

/** When something goes to an address that others go to as well: nobody's phone rings more than once a minute. */
function conversation() {
  const said = new Map<string, Date[]>();
  return (methodId: string, stepAt: Date, wanted: Date): Date => {
    const earlier = said.get(methodId) ?? [];
    const recent = earlier.map((at) => ({ at, open: at >= stepAt, message: {} }));
    const place = placeOf(wanted, recent, null);
    if ('join' in place) return place.join.at;
    said.set(methodId, [...earlier, place.dueAt]);
    return place.dueAt;
  };
}

/** A place alone is enough only where no people are meant: a gap is no smaller for a message in a channel. */
export const reaches = ({ people, places, meansPeople }: Omit<Answer, 'reasons'>): boolean =>
  people.some(({ reach }) => reach.length > 0) || (!meansPeople && places.length > 0);
