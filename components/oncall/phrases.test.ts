import { describe, expect, it } from 'vitest';
import type { Board, BoardRole, BoardRotation } from '@/server/oncall/board';
import { bothTimes, cannotBeReached, firstEnd, handsOffSoon, headlineOf, yourTime } from './phrases';

const now = new Date('2026-11-18T09:00:00Z');
const handoff = new Date('2026-11-23T17:00:00Z');

describe('the viewer’s own time', () => {
  it('stands beside the rotation’s where the clocks differ', () => {
    expect(bothTimes(handoff, 'America/New_York', 'Europe/Berlin', now)).toBe('Mon 23 Nov 12:00 ET (18:00 your time)');
    expect(bothTimes(handoff, 'America/New_York', 'America/New_York', now)).toBe('Mon 23 Nov 12:00 ET');
  });

  it('carries its day where it is another one, and is left out where the clocks agree', () => {
    const late = new Date('2026-11-23T23:30:00Z');
    expect(yourTime(late, 'America/New_York', 'Asia/Kolkata', now)).toBe('Tue 24 Nov 05:00 your time');
    expect(yourTime(late, 'Europe/Berlin', 'Europe/Paris', now)).toBeNull();
  });
});

const role = (personId: string | null, until: Date | null): BoardRole => {
  return {
    role: 'primary',
    personId,
    from: now,
    until,
    source: 'rotation',
    next: { personId: 'cho', from: handoff },
    isGap: personId === null,
    insteadOf: null,
  };
};
const rotation = (id: string, ...roles: BoardRole[]): BoardRotation => ({
  id,
  name: id,
  team: 'T',
  zone: 'UTC',
  roles,
  noBackup: null,
});
const board = (rotations: BoardRotation[], mine: Board['mine'] = []): Board => {
  return { now, viewer: { id: 'ana', timeZone: 'UTC' }, people: [], rotations, mine };
};

describe('the line on every screen', () => {
  const [a, b, c] = [
    rotation('a', role('ben', handoff)),
    rotation('b', role('ana', null)),
    rotation('c', role(null, now)),
  ];

  it('speaks of the rotation I serve in, else of my next, else of the first', () => {
    expect(headlineOf(board([a, b]))?.id).toBe('b');
    expect(
      headlineOf(board([a, c], [{ rotationId: 'c', role: 'primary', from: now, to: handoff, source: 'rotation' }]))?.id,
    ).toBe('c');
    expect(headlineOf(board([a, c]))?.id).toBe('a');
    expect(headlineOf(board([]))).toBeUndefined();
  });

  it('is asked again when the first answer ends', () => {
    expect(firstEnd(board([a, b, c]))).toEqual(now);
    expect(firstEnd(board([b]))).toBeNull();
  });
});

it('announces a handoff half an hour ahead', () => {
  expect(handsOffSoon(role('ana', handoff), new Date('2026-11-23T16:30:00Z'))).toBe(true);
  expect(handsOffSoon(role('ana', handoff), new Date('2026-11-23T16:29:00Z'))).toBe(false);
  expect(handsOffSoon(role(null, handoff), handoff)).toBe(false);
});

describe('somebody on call without a working contact method', () => {
  const person = { id: 'ben', name: 'Ben', email: 'ben@example.org', timeZone: 'UTC', phones: [] };
  const known = (reachable: boolean): Board => ({ ...board([]), people: [{ ...person, reachable }] });

  it('is said to be out of reach, in every role that is paged', () => {
    expect(cannotBeReached(known(false), role('ben', handoff))).toBe(true);
    expect(cannotBeReached(known(true), role('ben', handoff))).toBe(false);
    expect(cannotBeReached(known(false), { ...role('ben', handoff), role: 'shadow' })).toBe(false);
  });

  it('is not said of nobody: that is a gap, and says so itself', () => {
    expect(cannotBeReached(known(false), role(null, handoff))).toBe(false);
  });
});
