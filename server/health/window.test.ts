import { describe, expect, it } from 'vitest';
import type { Segment } from '@/server/rotation/history';
import { plainHandoff, weekAt, weeksIn, weeksOfPeriod } from './window';

const definition = (startsAt: string, timeZone = 'America/New_York') =>
  ({
    timeZone,
    startsAt,
    cadence: { unit: 'week', count: 1 },
    roles: ['primary'],
    queue: ['a'],
  }) as unknown as Segment['definition'];
const since = (at: string, startsAt: string): Segment => ({
  effectiveFrom: new Date(at),
  definition: definition(startsAt),
});
const monday = [since('2026-01-05T17:00:00Z', '2026-01-05T12:00')];
const utc = plainHandoff('UTC');
const hours = ({ from, to }: { from: Date; to: Date }) => (to.getTime() - from.getTime()) / 3_600_000;

describe('on-call weeks', () => {
  it('run from handoff to handoff: 169 hours when the clocks go back, 167 when they go on', () => {
    const autumn = weekAt(monday, new Date('2026-10-28T00:00:00Z'), utc);
    expect([autumn.from.toISOString(), autumn.to.toISOString()]).toEqual([
      '2026-10-26T16:00:00.000Z',
      '2026-11-02T17:00:00.000Z',
    ]);
    expect(hours(weekAt(monday, new Date('2026-03-08T00:00:00Z'), utc))).toBe(167);
  });

  it('hold their first instant and not their last', () => {
    const at = new Date('2026-11-02T17:00:00Z');
    expect(weekAt(monday, at, utc).from).toEqual(at);
    expect(weekAt(monday, new Date(at.getTime() - 1), utc).to).toEqual(at);
  });

  it('are cut where the handoff moved: no instant lies in two weeks or in none', () => {
    const moved = [...monday, since('2026-06-01T16:00:00Z', '2026-06-04T10:00')];
    const weeks = weeksIn(moved, { from: new Date('2026-05-20T00:00:00Z'), to: new Date('2026-06-20T00:00:00Z') }, utc);
    for (const [i, week] of weeks.entries()) if (i > 0) expect(week.from).toEqual(weeks[i - 1]?.to);
    expect(weeks.map(hours)).toEqual([168, 168, 70, 168, 168, 168]);
  });

  it('of a month are those that end in it', () => {
    const weeks = weeksOfPeriod('month', monday, new Date('2026-11-20T00:00:00Z'), utc);
    expect(weeks[0].from.toISOString()).toBe('2026-10-26T16:00:00.000Z');
    expect(weeks.at(-1)?.to.toISOString()).toBe('2026-11-30T17:00:00.000Z');
    expect(weeksOfPeriod('quarter', monday, new Date('2026-11-20T00:00:00Z'), utc)).toHaveLength(13);
  });

  it('of a team without a rotation begin on Monday', () => {
    expect(weekAt([], new Date('2026-11-20T00:00:00Z'), utc).from.toISOString()).toBe('2026-11-16T00:00:00.000Z');
  });
});
