import { expect, it } from 'vitest';
import { readBody, readFixture } from '@/server/testing/sender';

it('a component that works again is resolved, an incident is open until it says that it ended', () => {
  expect(readFixture('statuspage', 'statuspage-component-update').signals).toMatchObject([
    { key: 'component:vtnh60py4yd7', state: 'resolve', title: 'Card payments: operational' },
  ]);
  expect(readFixture('statuspage', 'statuspage-incident-update').signals).toMatchObject([
    {
      key: 'incident:cp306tmzcl0y',
      state: 'open',
      priority: 'P3',
      text: 'Traffic runs over the second provider; payments go through again.',
      links: [{ text: 'Status page' }],
    },
  ]);
});

it('planned work is recorded only, what is unknown opens', () => {
  const incident = (status: unknown, impact = 'critical') =>
    readBody('statuspage', { incident: { id: 'i', name: 'Outage', status, impact } }).signals[0];
  expect(incident('scheduled')?.state).toBe('record');
  for (const status of ['resolved', 'completed', 'postmortem']) expect(incident(status)?.state).toBe('resolve');
  for (const status of ['investigating', 'odd', undefined, 'constructor'])
    expect(incident(status)).toMatchObject({ state: 'open', priority: 'P1' });
  const component = (new_status: string) =>
    readBody('statuspage', { component_update: { component_id: 'c', new_status }, component: { name: 'API' } })
      .signals[0];
  expect(component('under_maintenance')?.state).toBe('record');
  expect(component('major_outage')).toMatchObject({ state: 'open', priority: 'P2', title: 'API: major outage' });
  expect(() => readBody('statuspage', { page: {} })).toThrowError(expect.objectContaining({ code: 'invalid' }));
});
