import { describe, expect, it } from 'vitest';
import { type AskRotation, askOf, draftFrom, faultsOf } from './ask-draft';

const at = (day: number, hour = 17): Date => new Date(Date.UTC(2026, 10, day, hour));
const rotation: AskRotation = {
  ...{ id: 'r', name: 'Payments', zone: 'America/New_York', teamId: 't', approval: 'default' },
  roles: ['primary', 'secondary'],
  mine: [
    { role: 'secondary', from: at(16), to: at(23), turnStartsAt: at(23) },
    { role: 'primary', from: at(23), to: at(30), turnStartsAt: at(23) },
  ],
  myTurns: [at(23)],
};
const form = { rotations: [rotation] };
const now = at(10);

describe('the draft', () => {
  it('opens with the shift in which the dragged time lies, and only that time of it', () => {
    const draft = draftFrom({ rotation: 'r', from: at(24, 13), to: at(25, 13) }, form);
    expect(draft).toMatchObject({ shift: `primary ${at(23).getTime()}`, whole: false, from: '2026-11-24T08:00' });
    const ask = askOf(draft, rotation, now, null);
    expect(ask).toMatchObject({ role: 'primary', from: '2026-11-24T13:00:00.000Z', to: '2026-11-25T13:00:00.000Z' });
  });

  it('opens with the whole of the first shift where nothing was said, offered to everyone', () => {
    const draft = draftFrom({}, form);
    expect(askOf(draft, rotation, now, null)).toMatchObject({ kind: 'cover', role: 'secondary', with: null });
    expect(faultsOf(draft, rotation, now)).toEqual({ reason: 'Choose why' });
  });

  it('of a running shift gives what is left from a full hour on, so that somebody can still say yes', () => {
    const soon = new Date(at(18).getTime() + 40 * 60_000);
    const start = at(18, 19).toISOString();
    expect(askOf(draftFrom({}, form), rotation, soon, null)).toMatchObject({ from: start, to: at(23).toISOString() });
  });

  it('of a swap names both turns, and asks nobody before the other one is chosen', () => {
    const draft = { ...draftFrom({ kind: 'swap' }, form), withId: 'ben' };
    expect(askOf(draft, rotation, now, null)).toBeNull();
    const whole = { ...draft, theirTurn: at(30).getTime() };
    expect(askOf(whole, rotation, now, 'ada')).toMatchObject({
      ...{ for: 'ada', turnStartsAt: at(23).toISOString(), withTurnStartsAt: at(30).toISOString() },
    });
  });

  it('an end before the start is said beside the end, and nothing is asked', () => {
    const draft = { ...draftFrom({}, form), whole: false, from: '2026-11-18T12:00', to: '2026-11-17T12:00' };
    expect(askOf(draft, rotation, now, null)).toBeNull();
    expect(faultsOf(draft, rotation, now).to).toContain('after the start');
  });
});
