import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { CalendarView } from '@/server/oncall/calendar';
import { LaneChart } from './lane-chart';

const [from, to] = [new Date('2026-11-16T17:00:00Z'), new Date('2026-11-23T17:00:00Z')];
const view: CalendarView = {
  now: from,
  from: new Date('2026-09-01T00:00:00Z'),
  to: new Date('2027-02-01T00:00:00Z'),
  viewer: { id: 'ana', timeZone: 'Europe/Berlin' },
  people: [{ id: 'ana', name: 'Ana', timeZone: 'UTC' }],
  teams: [],
  choices: [],
  away: [],
  rotations: [
    {
      ...{ id: 'r', name: 'Payments', zone: 'America/New_York', roles: ['primary', 'secondary'] },
      shifts: [{ role: 'primary', personId: 'ana', from, to, source: 'rotation', turnStartsAt: from }],
      gaps: [{ role: 'secondary', from, to }],
      handoffs: [from, to],
      publishedUntil: to,
    },
  ],
};

it('reads without colour and aloud: role, person, span with its zone, gaps in words, handoffs on their own clock', () => {
  const markup = renderToStaticMarkup(
    <LaneChart
      {...{ view, day: '2026-11-18', range: 'weeks', zone: 'Europe/Berlin', by: 'role', now: from }}
      asked={{ requests: [], nameOf: (id) => id }}
      onOpen={() => undefined}
      onStretch={() => undefined}
    />,
  );
  expect(markup).toContain('aria-label="Primary: Ana (you), Mon 16 Nov 18:00 – Mon 23 Nov 18:00 Berlin"');
  expect(markup).toContain('Nobody is secondary (7 days)');
  expect(markup).toContain('Handoff 12:00 ET');
  expect(markup).toContain('published to Mon 23 Nov');
  expect(markup).toMatch(/left:2\.\d+%;width:25(\.0+\d)?%/);
});
