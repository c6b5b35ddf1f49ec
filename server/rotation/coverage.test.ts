import { describe, expect, it } from 'vitest';
import { type Coverage, coverageOf } from './coverage';
import type { Definition } from './definition';
import { plain } from './history';
import type { Override } from './override';
import { shifts } from './shifts';

const definition: Definition = {
  timeZone: 'UTC',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben', 'cho'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const from = new Date('2026-03-02T12:00Z');
const to = new Date('2026-03-16T12:00Z');

function coverage(change: Partial<Definition>, overrides: Override[] = []): Coverage {
  const merged = { ...definition, ...change };
  return coverageOf(shifts({ segments: plain(merged), overrides, span: { from, to } }), merged.roles);
}

describe('coverage', () => {
  it('has nothing to say about a rotation that is held', () => {
    expect(coverage({})).toEqual({ gaps: [], doubleRoles: [], noBackup: [] });
  });

  it('names the time in which a cover leaves one person with both roles, in one piece across a handoff', () => {
    const cover = {
      role: 'secondary',
      personId: 'ben',
      from: new Date('2026-03-08T12:00Z'),
      to: new Date('2026-03-10T12:00Z'),
    };
    const monday = new Date('2026-03-09T12:00Z');
    expect(coverage({}, [cover])).toEqual({
      gaps: [],
      doubleRoles: [{ personId: 'ben', roles: ['primary', 'secondary'], from: monday, to: cover.to }],
      noBackup: [{ personId: 'ben', from: monday, to: cover.to }],
    });
  });

  it('calls a queue of one a gap and a person without backup', () => {
    expect(coverage({ queue: ['ana'] })).toEqual({
      gaps: [{ role: 'secondary', from, to }],
      doubleRoles: [],
      noBackup: [{ personId: 'ana', from, to }],
    });
  });

  it('asks for no backup where there is one paging role only, and never counts a shadow as one', () => {
    expect(coverage({ roles: ['primary', 'shadow'] }).noBackup).toEqual([]);
    expect(
      coverage({ roles: ['primary', 'secondary', 'shadow'], queues: { secondary: [null] } }).noBackup,
    ).toHaveLength(2);
  });
});
