import { describe, expect, it } from 'vitest';
import type { Definition } from './definition';
import { plain } from './history';
import { handoffFrom, publishedUntil } from './publication';
import { redefine, revise } from './revise';
import { shifts } from './shifts';

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};

describe('published weeks', () => {
  it('reach to the handoff that ends the fourth week from now, through a change of clocks', () => {
    expect(publishedUntil(plain(weekly), 4, new Date('2026-10-14T10:00Z'))).toEqual(new Date('2026-11-16T17:00Z'));
    expect(publishedUntil(plain(weekly), 4, new Date('2026-10-12T16:00Z'))).toEqual(new Date('2026-11-09T17:00Z'));
    expect(publishedUntil(plain(weekly), 0, new Date('2026-10-14T10:00Z'))).toEqual(new Date('2026-10-19T16:00Z'));
  });

  it('reach to the start of a rotation that begins later', () => {
    expect(publishedUntil(plain(weekly), 4, new Date('2025-10-14T10:00Z'))).toEqual(new Date('2026-03-02T17:00Z'));
  });

  it('count weeks for every cadence', () => {
    const daily = plain({ ...weekly, cadence: { unit: 'day', count: 1 } });
    expect(publishedUntil(daily, 4, new Date('2026-10-14T10:00Z'))).toEqual(new Date('2026-11-11T17:00Z'));
  });

  it('know a handoff that a planned change brings forward', () => {
    const moved = redefine(plain(weekly), { startsAt: '2026-10-21T09:00' }, new Date('2026-10-14T10:00Z')).segments;
    expect(handoffFrom(moved, new Date('2026-10-20T10:00Z'))).toEqual(new Date('2026-10-21T13:00Z'));
  });
});

describe('a change from the end of the published weeks on', () => {
  it('leaves them as they are, whatever it changes', () => {
    const segments = plain({ ...weekly, queue: ['ana', 'ben', 'cho'] });
    const now = new Date('2026-10-14T10:00Z');
    const until = publishedUntil(segments, 4, now);
    const span = { from: now, to: until };
    const stands = shifts({ segments, overrides: [], span });
    for (const change of [
      { kind: 'join', personId: 'eve' },
      { kind: 'skip', personId: 'ana' },
      { kind: 'leave', personId: 'ben' },
      { kind: 'move', personId: 'cho', position: 0 },
    ] as const) {
      const changed = revise(segments, change, until).segments;
      expect(shifts({ segments: changed, overrides: [], span })).toEqual(stands);
    }
    const patched = redefine(
      segments,
      { timeZone: 'Asia/Kolkata', cadence: { unit: 'day', count: 1 } },
      until,
    ).segments;
    expect(shifts({ segments: patched, overrides: [], span })).toEqual(stands);
  });
});
