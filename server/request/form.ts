import { wholeShiftsIn } from '@/server/oncall/whole-shift';
import type { Approval } from '@/server/rotation/approval';
import type { PersonId } from '@/server/rotation/definition';
import { turnsBeginningIn } from '@/server/rotation/turn';
import type { Plan } from './effect';
import { shareMs } from './share';
import type { AskForm, RequestPerson } from './view';

interface Read {
  readonly now: Date;
  /** Whose time is asked about, and who asks. */
  readonly personId: PersonId;
  readonly viewerId: PersonId;
  readonly plans: readonly (Plan & {
    readonly id: string;
    readonly name: string;
    readonly zone: string;
    readonly teamId: string;
    readonly approval: Approval;
    readonly roles: readonly string[];
  })[];
  /** Everybody who works in a team that the viewer may ask in; `managed`: in one they may ask for others in. */
  readonly colleagues: readonly RequestPerson[];
  readonly managed: readonly RequestPerson[];
}

/** What a question can be made of. */
export function askFormOf({ now, personId, viewerId, plans, colleagues, managed }: Read): AskForm {
  const span = { from: now, to: new Date(now.getTime() + shareMs) };
  const others = new Map(managed.filter(({ id }) => id !== viewerId).map(({ id, name }) => [id, { id, name }]));
  return {
    now,
    rotations: plans.map((plan) => {
      const { id, name, zone, teamId, approval, roles, segments } = plan;
      return {
        ...{ id, name, zone, teamId, approval, roles },
        mine: wholeShiftsIn({ ...plan, span })
          .filter((shift) => shift.personId === personId)
          .map(({ role, from, to, turnStartsAt }) => ({ role, from, to, turnStartsAt })),
        myTurns: turnsBeginningIn(segments, { from: new Date(now.getTime() + 1), to: span.to })
          .filter((turn) => turn.personId === personId)
          .map(({ from }) => from),
      };
    }),
    mayAskFor: [...others.values()].sort((a, b) => a.name.localeCompare(b.name)),
    people: shownPeople(colleagues),
  };
}

/** Each person once, with what everybody in a team may know of them. */
export const shownPeople = (people: Iterable<RequestPerson>): RequestPerson[] => [
  ...new Map([...people].map(({ id, name, email, timeZone }) => [id, { id, name, email, timeZone }] as const)).values(),
];
