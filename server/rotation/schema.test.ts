import { describe, expect, it } from 'vitest';
import { isAppError } from '@/server/errors';
import { parseDefinition, previewSchema } from './schema';

const weekly = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben', 'cho'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};

function faults(change: object): Record<string, string> | undefined {
  try {
    parseDefinition({ ...weekly, ...change });
  } catch (error) {
    if (isAppError(error)) return error.fields;
    throw error;
  }
  return undefined;
}

describe('a definition', () => {
  it('is taken as interfaces give it', () => {
    const full = {
      ...weekly,
      queue: ['ana', null, 'cho'],
      queues: { secondary: ['dee', 'eve'] },
      activeHours: [{ days: ['monday', 'tuesday'], start: '08:00', end: '20:00' }],
      until: '2027-01-04T12:00',
      layers: [{ name: 'Nights', ...weekly }],
    };
    expect(parseDefinition(full)).toEqual(full);
  });

  it('may leave the queue out beside layers, and only there', () => {
    const { queue, ...rest } = weekly;
    expect(parseDefinition({ ...rest, layers: [{ name: 'Nights', ...weekly }] }).queue).toBeUndefined();
    expect(queue).toHaveLength(3);
    expect(faults({ queue: undefined })).toEqual({ queue: 'Put at least one person in the queue' });
    expect(faults({ layers: [{ name: 'Nights', ...rest }] })).toHaveProperty(['layers.0.queue']);
  });

  it.each([
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['queue', { queue: [] }],
    ['queue.2', { queue: ['ana', 'ben', 'ana'] }],
    ['roles', { roles: [] }],
    ['roles.1', { roles: ['primary', 'primary'] }],
    ['queues.tertiary', { queues: { tertiary: ['ana'] } }],
    ['queues.secondary.1', { queues: { secondary: ['dee', 'dee'] } }],
    ['until', { until: '2026-03-02T12:00' }],
    ['until', { until: 'never' }],
    ['startsAt', { startsAt: '2026-02-30T12:00' }],
    ['startsAt', { startsAt: '2026-03-02' }],
    ['cadence.unit', { cadence: { unit: 'fortnight', count: 1 } }],
    ['cadence.count', { cadence: { unit: 'week', count: 0 } }],
    ['cadence.count', { cadence: { unit: 'week', count: 1.5 } }],
    ['pairing', { pairing: 'both' }],
    ['activeHours.0.start', { activeHours: [{ days: ['monday'], start: '8', end: '20:00' }] }],
    ['activeHours.0.days', { activeHours: [{ days: [], start: '08:00', end: '20:00' }] }],
    ['activeHours.0.days.0', { activeHours: [{ days: ['mon'], start: '08:00', end: '20:00' }] }],
    ['colour', { colour: 'red' }],
    ['cadence.every', { cadence: { unit: 'week', count: 1, every: 2 } }],
    [
      'layers.1.name',
      {
        layers: [
          { name: 'A', ...weekly },
          { name: 'A', ...weekly },
        ],
      },
    ],
    ['layers.0.timeZone', { layers: [{ name: 'A', ...weekly, timeZone: 'Nowhere' }] }],
  ])('names %s with what to do about it', (field, change) => {
    const found = faults(change);
    expect(Object.keys(found ?? {})).toEqual([field]);
    expect(found?.[field]?.length).toBeGreaterThan(10);
  });

  it('names everything that is wrong at once', () => {
    expect(Object.keys(faults({ timeZone: 'Mars/Olympus', roles: [], queue: [] }) ?? {}).sort()).toEqual([
      'queue',
      'roles',
      'timeZone',
    ]);
  });
});

describe('the body of a preview', () => {
  const body = { definition: weekly, from: '2026-03-02T17:00:00Z', to: '2026-03-30T12:00:00-04:00' };

  it('takes instants with any offset, and no overrides', () => {
    expect(previewSchema.parse(body).overrides).toEqual([]);
  });

  it('refuses an override for a role that is not there, and spans that end before they begin', () => {
    const override = { role: 'tertiary', person: null, from: body.to, to: body.from };
    const result = previewSchema.safeParse({ ...body, overrides: [override] });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain('overrides.0.to');
    const other = previewSchema.safeParse({ ...body, overrides: [{ ...override, from: body.from, to: body.to }] });
    expect(other.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['overrides.0.role']);
    expect(previewSchema.safeParse({ ...body, to: body.from }).success).toBe(false);
  });
});
