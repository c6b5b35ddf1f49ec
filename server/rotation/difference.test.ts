import { describe, expect, it } from 'vitest';
import type { Definition } from './definition';
import { type Difference, differenceBetween, type Plan } from './difference';
import { plain } from './history';
import { revise } from './revise';
import { turnsBeginningIn } from './turn';

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben', 'cho', 'dee'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const now = new Date('2026-03-02T17:00Z');
const publishedUntil = new Date('2026-03-30T16:00Z');
const today: Plan = { segments: plain(weekly), overrides: [] };

const compare = (after: Plan, from: Date, rest: object = {}): Difference =>
  differenceBetween({ before: today, after, from, zone: weekly.timeZone, now, publishedUntil, ...rest });

describe('the difference that a change makes', () => {
  it('is nothing for nothing', () => {
    const { weeks, affected, conflicts } = compare(today, publishedUntil);
    expect(weeks).toHaveLength(12);
    expect(weeks.some((week) => week.changed)).toBe(false);
    expect([affected, conflicts]).toEqual([[], []]);
  });

  it('shows twelve weeks from where it begins, whose weeks move, and how long the notice is', () => {
    const { segments } = revise(today.segments, { kind: 'join', personId: 'eve' }, publishedUntil);
    const { weeks, affected, conflicts } = compare({ segments, overrides: [] }, publishedUntil);
    expect(weeks.map((week) => week.changed)).toEqual([false, false, false, true, ...Array(8).fill(true)]);
    expect(weeks[0]?.from).toEqual(publishedUntil);
    expect(affected.map(({ personId, noticeDays, published }) => [personId, noticeDays, published])).toEqual([
      ['ana', 48, false],
      ['eve', 48, false],
      ['ben', 55, false],
      ['cho', 62, false],
      ['dee', 69, false],
    ]);
    expect(affected[0]?.lost[0]).toEqual({
      role: 'secondary',
      from: new Date('2026-04-20T16:00Z'),
      to: new Date('2026-04-27T16:00Z'),
    });
    expect(conflicts).toEqual([]);
  });

  it('names what is short, published, and newly in conflict', () => {
    const cover = {
      role: 'primary',
      personId: 'ben',
      from: new Date('2026-03-05T17:00Z'),
      to: new Date('2026-03-06T17:00Z'),
    };
    const timeOff = [{ personId: 'ben', from: new Date('2026-03-06T05:00Z'), to: new Date('2026-03-08T05:00Z') }];
    const { affected, conflicts } = compare({ ...today, overrides: [cover] }, now, { timeOff });
    expect(affected.map(({ personId, noticeDays, published }) => [personId, noticeDays, published])).toEqual([
      ['ana', 3, true],
      ['ben', 3, true],
    ]);
    expect(
      conflicts.map(({ kind, personId, from, to }) => [kind, personId, from.toISOString(), to.toISOString()]),
    ).toEqual([
      ['short-notice', 'ana', '2026-03-02T17:00:00.000Z', '2026-03-05T17:00:00.000Z'],
      ['short-notice', 'ben', '2026-03-02T17:00:00.000Z', '2026-03-05T17:00:00.000Z'],
      ['double-role', 'ben', '2026-03-05T17:00:00.000Z', '2026-03-06T17:00:00.000Z'],
      ['no-backup', 'ben', '2026-03-05T17:00:00.000Z', '2026-03-06T17:00:00.000Z'],
      ['time-off', 'ben', '2026-03-06T05:00:00.000Z', '2026-03-06T17:00:00.000Z'],
    ]);
  });

  it('names a gap and weeks back to back', () => {
    const week = { from: new Date('2026-04-06T16:00Z'), to: new Date('2026-04-13T16:00Z') };
    const gone = compare({ ...today, overrides: [{ role: 'primary', personId: null, ...week }] }, publishedUntil);
    expect(gone.conflicts.map(({ kind, role }) => [kind, role])).toEqual([
      ['gap', 'primary'],
      ['no-backup', null],
    ]);
    const again = compare({ ...today, overrides: [{ role: 'primary', personId: 'ana', ...week }] }, publishedUntil);
    expect(again.conflicts.map(({ kind, personId }) => [kind, personId])).toContainEqual(['back-to-back', 'ana']);
  });
});

describe('turns', () => {
  it('are named by the handoff at which a person becomes head', () => {
    const { segments } = revise(
      today.segments,
      {
        kind: 'trade',
        personId: 'ben',
        turnStartsAt: '2026-03-09T16:00:00Z',
        withPersonId: 'dee',
        withTurnStartsAt: '2026-03-23T16:00:00Z',
      },
      now,
    );
    const turns = turnsBeginningIn(segments, { from: now, to: new Date('2026-03-30T16:00Z') });
    expect(turns.map(({ personId, from, traded }) => [personId, from.toISOString().slice(0, 10), traded])).toEqual([
      ['ana', '2026-03-02', false],
      ['dee', '2026-03-09', true],
      ['cho', '2026-03-16', false],
      ['ben', '2026-03-23', true],
    ]);
  });
});
