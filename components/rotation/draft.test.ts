import { describe, expect, it } from 'vitest';
import type { Definition } from '@/server/rotation/definition';
import type { EditorView } from '@/server/rotation/editing';
import { plain } from '@/server/rotation/history';
import { beginOf, type Draft, outcomeOf, queuesFrom, unchanged } from './draft';
import { firstHandoff } from './schedule-fields';
import { fieldsOf, patchOf } from './settings-fields';

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben', 'cho'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const now = new Date('2026-11-18T09:00:00Z');
const plan: EditorView = {
  id: 'r',
  name: 'Payments',
  teamId: 'payments',
  version: 1,
  approval: 'default',
  archivedAt: null,
  joinable: ['ana', 'ben', 'cho', 'dee'],
  publishedWeeks: 4,
  zone: weekly.timeZone,
  roles: weekly.roles,
  segments: plain(weekly),
  overrides: [],
  people: ['ana', 'ben', 'cho', 'dee'].map((id) => ({ id, name: id, timeZone: 'UTC', active: true, joinable: true })),
  abilities: { 'rotation.edit': true },
};
const published = new Date('2026-12-21T17:00:00Z');

describe('where a change begins', () => {
  it('is a handoff: after the published weeks, the next one, or the first after a day', () => {
    expect(beginOf(plan, { kind: 'published' }, now)).toEqual(published);
    expect(beginOf(plan, { kind: 'next' }, now)).toEqual(new Date('2026-11-23T17:00:00Z'));
    expect(beginOf(plan, { kind: 'day', day: '2026-12-01' }, now)).toEqual(new Date('2026-12-07T17:00:00Z'));
  });

  it('is never in the past, and a day that is none is no beginning', () => {
    expect(beginOf(plan, { kind: 'day', day: '2020-01-01' }, now)).toEqual(new Date('2026-11-23T17:00:00Z'));
    expect(beginOf(plan, { kind: 'day', day: '' }, now)).toBeNull();
  });
});

describe('the order from a handoff on', () => {
  it('begins with whoever has that turn, and names the turn of each', () => {
    const [queue] = queuesFrom(plan, published);
    const [first, second] = queue?.places ?? [];
    const held = unchanged(plan, published).weeks[0]?.after.find(({ role }) => role === 'primary');
    expect(first).toMatchObject({ place: held?.personId, position: 0, turnStartsAt: published });
    expect(second?.turnStartsAt).toEqual(new Date('2026-12-28T17:00:00Z'));
  });

  it('is what a move is counted in: moved to the head means having that turn', () => {
    const last = queuesFrom(plan, published)[0]?.places.at(-1)?.place ?? '';
    const input = { change: 'move' as const, personId: last, position: 0, from: published.toISOString() };
    const outcome = outcomeOf(plan, { kind: 'queue', input }, now);
    if (!('proposal' in outcome)) throw new Error(outcome.message);
    const { difference } = outcome.proposal;
    expect(difference.weeks).toHaveLength(12);
    expect(difference.weeks[0]?.after.find(({ role }) => role === 'primary')?.personId).toBe(last);
  });
});

describe('what cannot be done', () => {
  it('is said in words and by field, and nothing is thrown', () => {
    const twice = { kind: 'queue', input: { change: 'join', personId: 'ana' } } as const;
    expect(outcomeOf(plan, twice, now)).toMatchObject({ message: 'This person stands in the queue already' });
    const nowhere = { kind: 'settings', input: { timeZone: 'Mars/Base' } } as const;
    expect(outcomeOf(plan, nowhere, now)).toMatchObject({ fields: { timeZone: expect.stringContaining('Mars/Base') } });
    const nobody: Draft = { kind: 'settings', input: { queue: [] } };
    expect(outcomeOf(plan, nobody, now)).toMatchObject({ fields: { queue: expect.any(String) } });
    const doubled: Draft = { kind: 'settings', input: { queue: ['ana', 'ana'] } };
    expect(outcomeOf(plan, doubled, now)).toMatchObject({ fields: { 'queue.1': expect.any(String) } });
  });
});

describe('the form of the settings', () => {
  const before = fieldsOf(plan, weekly);

  it('changes what was typed and nothing else', () => {
    expect(patchOf(before, before, published)).toBeNull();
    expect(patchOf(before, { ...before, name: 'Cards' }, published)).toEqual({ name: 'Cards' });
    const withShadow = [...before.roles, { name: 'shadow', own: ['dee'] }];
    expect(patchOf(before, { ...before, roles: withShadow, until: '2027-06-01T12:00' }, published)).toEqual({
      roles: ['primary', 'secondary', 'shadow'],
      queues: { shadow: ['dee'] },
      until: '2027-06-01T12:00',
    });
  });

  it('counts another handoff from the first such time that is not before the change', () => {
    const tuesday = { ...before, weekday: 'tuesday' as const, time: '10:00' };
    expect(patchOf(before, tuesday, published)).toEqual({ startsAt: '2026-12-22T10:00' });
    expect(firstHandoff({ ...before, time: '11:59' }, published)).toBe('2026-12-28T11:59');
    expect(firstHandoff({ ...before, unit: 'day', time: '08:00' }, published)).toBe('2026-12-22T08:00');
    const berlin = patchOf(before, { ...before, timeZone: 'Europe/Berlin' }, published);
    expect(berlin).toEqual({ timeZone: 'Europe/Berlin', startsAt: '2026-12-28T12:00' });
  });

  it('hands over exactly when it says, and keeps the order', () => {
    const patch = patchOf(before, { ...before, weekday: 'wednesday', time: '09:30' }, published);
    const outcome = outcomeOf(plan, { kind: 'settings', input: patch ?? {} }, now);
    if (!('proposal' in outcome)) throw new Error(outcome.message);
    expect(outcome.proposal.revised.effectiveFrom).toEqual(new Date('2026-12-23T14:30:00Z'));
    const order = queuesFrom(plan, published)[0]?.places.map(({ place }) => place);
    const primaries = outcome.proposal.difference.after.shifts.filter(({ role }) => role === 'primary');
    expect([...new Set(primaries.map(({ personId }) => personId))].slice(0, 3)).toEqual(order);
  });
});
