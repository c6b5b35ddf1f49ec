import { describe, expect, it } from 'vitest';
import type { Definition } from './definition';
import { plain } from './history';
import type { Override } from './override';
import { shifts } from './shifts';

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben', 'cho'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};

const minute = (at: Date): string => at.toISOString().slice(0, 16);

/** "role person from to", and gaps as "role - from to". */
function read(definition: Definition, from: string, to: string, overrides: readonly Override[] = []): string[] {
  const found = shifts({ segments: plain(definition), overrides, span: { from: new Date(from), to: new Date(to) } });
  return [
    ...found.shifts.map((shift) => {
      const mark = shift.source === 'rotation' ? '' : ` ${shift.source}`;
      return `${shift.role} ${shift.personId} ${minute(shift.from)} ${minute(shift.to)}${mark}`;
    }),
    ...found.gaps.map((gap) => `${gap.role} - ${minute(gap.from)} ${minute(gap.to)}`),
  ];
}

const override = (role: string, personId: string | null, from: string, to: string, replaces?: string): Override => ({
  role,
  personId,
  from: new Date(from),
  to: new Date(to),
  ...(replaces === undefined ? {} : { replaces }),
});

describe('a weekly rotation', () => {
  it('hands over at noon in New York: 16:00Z on 2026-03-09 after 167 hours', () => {
    expect(read(weekly, '2026-03-01T00:00Z', '2026-03-16T16:00Z')).toEqual([
      'primary ana 2026-03-02T17:00 2026-03-09T16:00',
      'primary ben 2026-03-09T16:00 2026-03-16T16:00',
      'secondary ben 2026-03-02T17:00 2026-03-09T16:00',
      'secondary cho 2026-03-09T16:00 2026-03-16T16:00',
    ]);
  });

  it('hands over at noon in New York: 17:00Z on 2026-11-02 after 169 hours', () => {
    const found = read(weekly, '2026-10-26T16:00Z', '2026-11-09T17:00Z');
    expect(found.slice(0, 2)).toEqual([
      'primary ben 2026-10-26T16:00 2026-11-02T17:00',
      'primary cho 2026-11-02T17:00 2026-11-09T17:00',
    ]);
  });

  it('goes on through ISO week 53 and the turn of the year', () => {
    expect(read(weekly, '2026-12-28T17:00Z', '2027-01-11T17:00Z').slice(0, 2)).toEqual([
      'primary ben 2026-12-28T17:00 2027-01-04T17:00',
      'primary cho 2027-01-04T17:00 2027-01-11T17:00',
    ]);
  });

  it('has nobody before its start and after its end, and that is no gap', () => {
    expect(read({ ...weekly, until: '2026-03-11T12:00' }, '2026-02-01T00:00Z', '2026-05-01T00:00Z')).toEqual([
      'primary ana 2026-03-02T17:00 2026-03-09T16:00',
      'primary ben 2026-03-09T16:00 2026-03-11T16:00',
      'secondary ben 2026-03-02T17:00 2026-03-09T16:00',
      'secondary cho 2026-03-09T16:00 2026-03-11T16:00',
    ]);
  });

  it('leaves the secondary of a queue of one as a gap, and does not merge one person’s turns', () => {
    expect(read({ ...weekly, queue: ['ana'] }, '2026-03-02T17:00Z', '2026-03-16T16:00Z')).toEqual([
      'primary ana 2026-03-02T17:00 2026-03-09T16:00',
      'primary ana 2026-03-09T16:00 2026-03-16T16:00',
      'secondary - 2026-03-02T17:00 2026-03-16T16:00',
    ]);
  });

  it('has nobody where the queue holds nobody', () => {
    expect(read({ ...weekly, queue: ['ana', null] }, '2026-03-02T17:00Z', '2026-03-16T16:00Z')).toEqual([
      'primary ana 2026-03-02T17:00 2026-03-09T16:00',
      'secondary ana 2026-03-09T16:00 2026-03-16T16:00',
      'primary - 2026-03-09T16:00 2026-03-16T16:00',
      'secondary - 2026-03-02T17:00 2026-03-09T16:00',
    ]);
  });

  it('pairs the other way: primary this week, secondary the next, as if the queue had always run', () => {
    const other: Definition = { ...weekly, pairing: 'primary-then-secondary' };
    expect(read(other, '2026-03-02T17:00Z', '2026-03-16T16:00Z')).toEqual([
      'primary ana 2026-03-02T17:00 2026-03-09T16:00',
      'primary ben 2026-03-09T16:00 2026-03-16T16:00',
      'secondary cho 2026-03-02T17:00 2026-03-09T16:00',
      'secondary ana 2026-03-09T16:00 2026-03-16T16:00',
    ]);
  });

  it('gives a role its own queue; a person drawn for two paging roles holds the first', () => {
    const own: Definition = { ...weekly, queue: ['ana', 'ben'], queues: { secondary: ['ana', 'dee', 'eve'] } };
    expect(read(own, '2026-03-02T17:00Z', '2026-03-16T16:00Z')).toEqual([
      'primary ana 2026-03-02T17:00 2026-03-09T16:00',
      'primary ben 2026-03-09T16:00 2026-03-16T16:00',
      'secondary dee 2026-03-09T16:00 2026-03-16T16:00',
      'secondary - 2026-03-02T17:00 2026-03-09T16:00',
    ]);
  });

  it('lets a shadow follow along without being a gap when there is none', () => {
    const three: Definition = { ...weekly, queue: ['ana', 'ben'], roles: ['primary', 'secondary', 'shadow'] };
    expect(read(three, '2026-03-02T17:00Z', '2026-03-09T16:00Z')).toEqual([
      'primary ana 2026-03-02T17:00 2026-03-09T16:00',
      'secondary ben 2026-03-02T17:00 2026-03-09T16:00',
    ]);
    const trainee: Definition = { ...weekly, roles: ['primary', 'shadow'], queues: { shadow: ['ana'] } };
    expect(read(trainee, '2026-03-02T17:00Z', '2026-03-09T16:00Z')).toEqual([
      'primary ana 2026-03-02T17:00 2026-03-09T16:00',
      'shadow ana 2026-03-02T17:00 2026-03-09T16:00',
    ]);
  });

  it('is cut to the window', () => {
    expect(read(weekly, '2026-03-04T00:00Z', '2026-03-05T00:00Z')).toEqual([
      'primary ana 2026-03-04T00:00 2026-03-05T00:00',
      'secondary ben 2026-03-04T00:00 2026-03-05T00:00',
    ]);
  });
});

describe('other cadences', () => {
  it('keeps month ends: a rotation from the 31st takes the last of February', () => {
    const monthly: Definition = {
      ...weekly,
      timeZone: 'UTC',
      cadence: { unit: 'month', count: 1 },
      startsAt: '2027-12-31T09:00',
      roles: ['primary'],
    };
    expect(read(monthly, '2027-12-01T00:00Z', '2028-04-30T09:00Z')).toEqual([
      'primary ana 2027-12-31T09:00 2028-01-31T09:00',
      'primary ben 2028-01-31T09:00 2028-02-29T09:00',
      'primary cho 2028-02-29T09:00 2028-03-31T09:00',
      'primary ana 2028-03-31T09:00 2028-04-30T09:00',
    ]);
  });

  it('has a daily turn on a leap day, and leaves out a day that a zone skipped', () => {
    const daily: Definition = { ...weekly, timeZone: 'UTC', cadence: { unit: 'day', count: 1 }, roles: ['primary'] };
    expect(read({ ...daily, startsAt: '2028-02-28T00:00' }, '2028-02-29T00:00Z', '2028-03-02T00:00Z')).toEqual([
      'primary ben 2028-02-29T00:00 2028-03-01T00:00',
      'primary cho 2028-03-01T00:00 2028-03-02T00:00',
    ]);
    const samoa = { ...daily, timeZone: 'Pacific/Apia', startsAt: '2011-12-29T00:00' };
    expect(read(samoa, '2011-12-29T10:00Z', '2011-12-31T10:00Z')).toEqual([
      'primary ana 2011-12-29T10:00 2011-12-30T10:00',
      'primary cho 2011-12-30T10:00 2011-12-31T10:00',
    ]);
  });
});

describe('active hours', () => {
  const hours: Definition = {
    ...weekly,
    timeZone: 'UTC',
    startsAt: '2026-03-02T12:00',
    roles: ['primary'],
    activeHours: [{ days: ['monday', 'friday'], start: '09:00', end: '17:00' }],
  };

  it('have nobody outside, no gap there, and the turns go on', () => {
    expect(read(hours, '2026-03-02T00:00Z', '2026-03-10T00:00Z')).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-02T17:00',
      'primary ana 2026-03-06T09:00 2026-03-06T17:00',
      'primary ana 2026-03-09T09:00 2026-03-09T12:00',
      'primary ben 2026-03-09T12:00 2026-03-09T17:00',
    ]);
  });

  it('run over midnight and belong to the day they start on', () => {
    const nights: Definition = { ...hours, activeHours: [{ days: ['sunday'], start: '22:00', end: '06:00' }] };
    expect(read(nights, '2026-03-08T23:00Z', '2026-03-16T00:00Z')).toEqual([
      'primary ana 2026-03-08T23:00 2026-03-09T06:00',
      'primary ben 2026-03-15T22:00 2026-03-16T00:00',
    ]);
  });

  it('touching each other are one shift within a turn', () => {
    const always: Definition = {
      ...hours,
      activeHours: [
        { days: ['monday', 'wednesday', 'friday', 'sunday'], start: '00:00', end: '00:00' },
        { days: ['tuesday', 'thursday', 'saturday'], start: '00:00', end: '24:00' },
      ],
    };
    expect(read(always, '2026-03-02T00:00Z', '2026-03-09T12:00Z')).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-09T12:00',
    ]);
  });

  it('show a gap only inside', () => {
    expect(read({ ...hours, queue: [null] }, '2026-03-02T00:00Z', '2026-03-09T00:00Z')).toEqual([
      'primary - 2026-03-02T12:00 2026-03-02T17:00',
      'primary - 2026-03-06T09:00 2026-03-06T17:00',
    ]);
  });
});

describe('layers', () => {
  const base: Definition = { ...weekly, timeZone: 'UTC', queue: ['ana', null], roles: ['primary', 'secondary'] };
  const day = {
    name: 'Day',
    ...weekly,
    timeZone: 'UTC',
    queue: ['dee'],
    roles: ['primary'],
    activeHours: [{ days: ['tuesday' as const], start: '09:00', end: '17:00' }],
  };

  it('count from the top, role by role, wherever they have somebody', () => {
    expect(read({ ...base, layers: [day] }, '2026-03-02T12:00Z', '2026-03-09T12:00Z')).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-03T09:00',
      'primary dee 2026-03-03T09:00 2026-03-03T17:00',
      'primary ana 2026-03-03T17:00 2026-03-09T12:00',
      'secondary - 2026-03-02T12:00 2026-03-09T12:00',
    ]);
  });

  it('fill a gap below, and let the base show through a gap above', () => {
    const backup = { ...day, name: 'Backup', roles: ['secondary'], activeHours: undefined, queue: ['eve', null] };
    expect(read({ ...base, layers: [backup] }, '2026-03-02T12:00Z', '2026-03-16T12:00Z')).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-09T12:00',
      'secondary eve 2026-03-02T12:00 2026-03-09T12:00',
      'secondary ana 2026-03-09T12:00 2026-03-16T12:00',
      'primary - 2026-03-09T12:00 2026-03-16T12:00',
    ]);
  });

  it('never put one person into two paging roles', () => {
    const same = { ...day, queue: ['ana'], roles: ['secondary'] };
    expect(read({ ...base, layers: [same] }, '2026-03-02T12:00Z', '2026-03-09T12:00Z')).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-09T12:00',
      'secondary - 2026-03-02T12:00 2026-03-09T12:00',
    ]);
  });

  it('stand without a queue below them', () => {
    const { queue: _, ...rest } = base;
    expect(read({ ...rest, layers: [day] }, '2026-03-02T12:00Z', '2026-03-09T12:00Z')).toEqual([
      'primary dee 2026-03-03T09:00 2026-03-03T17:00',
    ]);
  });
});

describe('overrides', () => {
  const utc: Definition = { ...weekly, timeZone: 'UTC', roles: ['primary'] };
  const week = ['2026-03-02T12:00Z', '2026-03-16T12:00Z'] as const;

  it('take the whole span as one shift, handoffs and gaps included', () => {
    const eve = override('primary', 'eve', '2026-03-08T12:00Z', '2026-03-10T12:00Z');
    expect(read(utc, ...week, [eve])).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-08T12:00',
      'primary eve 2026-03-08T12:00 2026-03-10T12:00 override',
      'primary ben 2026-03-10T12:00 2026-03-16T12:00',
    ]);
    const early = override('primary', 'eve', '2026-03-01T12:00Z', '2026-03-03T12:00Z');
    expect(read(utc, '2026-03-01T00:00Z', '2026-03-04T12:00Z', [early])).toEqual([
      'primary eve 2026-03-01T12:00 2026-03-03T12:00 override',
      'primary ana 2026-03-03T12:00 2026-03-04T12:00',
    ]);
  });

  it('take only one person’s time where they replace somebody', () => {
    const eve = override('primary', 'eve', '2026-03-08T12:00Z', '2026-03-10T12:00Z', 'ana');
    expect(read(utc, ...week, [eve])).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-08T12:00',
      'primary eve 2026-03-08T12:00 2026-03-09T12:00 override',
      'primary ben 2026-03-09T12:00 2026-03-16T12:00',
    ]);
  });

  it('take people off', () => {
    const nobody = override('primary', null, '2026-03-03T12:00Z', '2026-03-04T12:00Z');
    expect(read(utc, '2026-03-02T12:00Z', '2026-03-09T12:00Z', [nobody])).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-03T12:00',
      'primary ana 2026-03-04T12:00 2026-03-09T12:00',
      'primary - 2026-03-03T12:00 2026-03-04T12:00',
    ]);
  });

  it('lie over each other in their order, and replace the holder after those before', () => {
    const first = override('primary', 'eve', '2026-03-03T00:00Z', '2026-03-06T00:00Z');
    const second = override('primary', 'dee', '2026-03-05T00:00Z', '2026-03-08T00:00Z', 'eve');
    const third = override('primary', 'fay', '2026-03-05T12:00Z', '2026-03-05T18:00Z');
    const span = ['2026-03-02T12:00Z', '2026-03-09T12:00Z'] as const;
    expect(read(utc, ...span, [first, second, third])).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-03T00:00',
      'primary eve 2026-03-03T00:00 2026-03-05T00:00 override',
      'primary dee 2026-03-05T00:00 2026-03-05T12:00 override',
      'primary fay 2026-03-05T12:00 2026-03-05T18:00 override',
      'primary dee 2026-03-05T18:00 2026-03-06T00:00 override',
      'primary ana 2026-03-06T00:00 2026-03-09T12:00',
    ]);
    expect(read(utc, ...span, [second, first, third])[1]).toBe(
      'primary eve 2026-03-03T00:00 2026-03-05T12:00 override',
    );
  });

  it('leave no gap and no overlap where they end exactly at a handoff', () => {
    const eve = override('primary', 'eve', '2026-03-07T00:00Z', '2026-03-09T12:00Z');
    expect(read(utc, ...week, [eve])).toEqual([
      'primary ana 2026-03-02T12:00 2026-03-07T00:00',
      'primary eve 2026-03-07T00:00 2026-03-09T12:00 override',
      'primary ben 2026-03-09T12:00 2026-03-16T12:00',
    ]);
  });

  it('may make one person hold both roles: a cover is allowed to', () => {
    const both = override('primary', 'ben', '2026-03-03T00:00Z', '2026-03-04T00:00Z');
    const found = read({ ...utc, roles: ['primary', 'secondary'] }, '2026-03-03T00:00Z', '2026-03-04T00:00Z', [both]);
    expect(found).toEqual([
      'primary ben 2026-03-03T00:00 2026-03-04T00:00 override',
      'secondary ben 2026-03-03T00:00 2026-03-04T00:00',
    ]);
  });
});
