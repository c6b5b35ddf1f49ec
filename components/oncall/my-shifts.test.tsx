import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { MyShifts } from './my-shifts';

const now = new Date('2026-11-17T07:59:30Z');
const board = {
  now: new Date('2026-11-17T07:59:50Z'),
  viewer: { id: 'ben', timeZone: 'Europe/Berlin' },
  people: [],
  rotations: [{ id: 'r', name: 'Payments', team: 'T', zone: 'America/New_York', roles: [], noBackup: null }],
  mine: [
    ['2026-11-17T07:59:45Z', '2026-11-23T17:00:00Z'],
    ['2026-11-23T17:00:00Z', '2026-11-30T17:00:00Z'],
  ].map(([from = '', to = '']) => ({
    rotationId: 'r',
    role: 'primary',
    from: new Date(from),
    to: new Date(to),
    source: 'rotation' as const,
  })),
};

it('says of a running shift that it is now, even where the screen’s clock is behind the server’s', () => {
  const [, running = '', coming = ''] = renderToStaticMarkup(<MyShifts board={board} now={now} />).split('<li');
  expect(running).toContain('now, until Mon 23 Nov 18:00 Berlin');
  expect(running).toContain('until Mon 23 Nov 12:00 ET');
  expect(coming).toContain('Mon 23 Nov 18:00 – Mon 30 Nov 18:00 Berlin');
  expect(coming).not.toContain('now,');
});
