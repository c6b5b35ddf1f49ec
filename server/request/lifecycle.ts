import { AppError, type ErrorCode } from '@/server/errors';
import type { Ending } from './moved';
import { isPending, type Request, type State, stateAt } from './request';
import type { Doable } from './view';

/** Who somebody is to a request. One person may be several. */
export type Party = 'asker' | 'holder' | 'counterpart' | 'taker' | 'approver';

/** What one person is to one request, before any of it is decided. */
export type Standing = ReadonlySet<Party>;

interface Transition {
  readonly from: readonly State[];
  readonly by: readonly Party[];
  readonly to: (request: Request) => State;
}

const same = ({ state }: Request): State => state;
const always = (state: State) => (): State => state;
const pending: readonly State[] = ['requested', 'accepted'];

/**
 * Every transition that people make, in one table. `counterpart` is who was named or has taken it; `taker` is whoever
 * could still take an open offer; `approver` decides for the team, and is never who asked.
 */
export const transitions: Readonly<Record<Doable, Transition>> = {
  accept: {
    from: ['requested'],
    by: ['counterpart', 'taker'],
    to: ({ needsManager }) => (needsManager ? 'accepted' : 'in-effect'),
  },
  decline: { from: pending, by: ['counterpart'], to: always('declined') },
  approve: { from: ['accepted'], by: ['approver'], to: always('in-effect') },
  reject: { from: pending, by: ['approver'], to: always('rejected') },
  cancel: { from: pending, by: ['asker', 'holder'], to: always('cancelled') },
  reverse: { from: ['in-effect'], by: ['asker', 'holder', 'counterpart', 'approver'], to: always('reversed') },
  end: { from: ['in-effect'], by: ['holder', 'counterpart'], to: same },
  remind: { from: pending, by: ['asker', 'holder'], to: same },
};

type Settled = Pick<Request, 'state'> & Partial<Pick<Request, 'decidedAt' | 'endedAt' | 'moved'>>;

/** What a request becomes by itself: expired in time, ended early by hand, or ended because its time moved away. */
export function settledBy(request: Request, { happening, at }: Ending): Settled {
  if (happening === 'expired') return { state: 'expired', decidedAt: at };
  if (happening === 'ended-early') return { state: request.state, endedAt: at };
  return { state: isPending(request) ? 'cancelled' : 'reversed', decidedAt: at, moved: true };
}

export type Verdict =
  | { readonly to: State }
  | {
      readonly refused: Extract<ErrorCode, 'not-allowed' | 'already-decided' | 'not-possible' | 'schedule-moved'>;
      readonly message: string;
    };

/** Whether somebody may do this to a request now, and what it becomes. Who may not at all is told so first. */
export function verdictOn(request: Request, act: Doable, standing: Standing, now: Date): Verdict {
  const { from, by, to } = transitions[act];
  if (!by.some((party) => standing.has(party)) || !fits(request, act)) {
    return { refused: 'not-allowed', message: notYours(request, act, standing) };
  }
  const state = stateAt(request, now);
  if (!from.includes(state)) return outOfTurn(request, act, state);
  if (act === 'reverse' && request.from <= now) {
    return { refused: 'not-possible', message: 'The changed time has begun: ask for another cover instead' };
  }
  if (act === 'end' && (request.endedAt !== null || request.to <= now)) {
    return { refused: 'already-decided', message: 'This take-over is over already' };
  }
  return { to: to(request) };
}

/** What a request becomes. Throws the refusal where it may not. */
export function allowed(verdict: Verdict): State {
  if ('refused' in verdict) throw new AppError(verdict.refused, verdict.message);
  return verdict.to;
}

/** Where no manager is asked none decides; only a take-over ends early, and it is never taken back as if it had not been. */
function fits(request: Request, act: Doable): boolean {
  if (act === 'approve' || act === 'reject') return request.needsManager;
  if (act === 'end') return request.takenOver;
  return !(act === 'reverse' && request.takenOver);
}

function notYours(request: Request, act: Doable, standing: Standing): string {
  if (act === 'end' || (act === 'reverse' && request.takenOver)) {
    return request.takenOver
      ? 'Only who took over, or whose time it is, may end this'
      : 'Only a take-over is ended early: a cover or swap can be reversed until it starts';
  }
  if ((act === 'approve' || act === 'reject') && !request.needsManager) {
    return 'This needs no manager: whoever was asked decides';
  }
  if (act === 'approve' && standing.has('asker')) return 'Nobody approves their own request: another manager decides';
  const who = {
    accept: request.openOffer
      ? 'Only active engineers of the team other than who asks may take this'
      : 'Only who was asked may accept this',
    decline: 'Only who was asked may decline this',
    approve: 'Only a manager of the team may approve this',
    reject: 'Only a manager of the team may reject this',
    cancel: 'Only who asked, or whose time it is, may cancel this',
    reverse: 'Only the two people concerned and the team’s managers may reverse this',
    remind: 'Only who asked may send a reminder',
  } as const;
  return act in who ? who[act as keyof typeof who] : 'This is not yours to decide';
}

const words: Readonly<Record<State, string>> = {
  requested: 'has not been accepted yet',
  accepted: 'has been accepted already',
  'in-effect': 'is in effect already',
  declined: 'was declined',
  rejected: 'was rejected',
  cancelled: 'was cancelled',
  expired: 'has expired: nobody decided before the time came',
  reversed: 'was reversed',
};

function outOfTurn(request: Request, act: Doable, state: State): Verdict {
  if (request.moved) {
    return { refused: 'schedule-moved', message: 'The schedule moved, so Baton ended this request: ask again' };
  }
  if (act === 'approve' && state === 'requested') {
    return { refused: 'not-possible', message: 'Nobody has accepted this yet: the other side comes first' };
  }
  if (act === 'reverse' && pending.includes(state)) {
    return { refused: 'not-possible', message: 'This is not in effect yet: cancel it instead' };
  }
  return { refused: 'already-decided', message: `This request ${words[state]}` };
}

/** What a screen may offer: everything whose verdict would be yes. */
export function abilitiesAt(request: Request, standing: Standing, now: Date): Record<Doable, boolean> {
  const may = (act: Doable) => 'to' in verdictOn(request, act, standing, now);
  return {
    accept: may('accept'),
    decline: may('decline'),
    approve: may('approve'),
    reject: may('reject'),
    cancel: may('cancel'),
    reverse: may('reverse'),
    end: may('end'),
    remind: may('remind'),
  };
}
