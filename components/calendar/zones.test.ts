import { expect, it } from 'vitest';
import type { CalendarView } from '@/server/oncall/calendar';
import { zoneFor, zoneOptions } from './zones';

const now = new Date('2026-11-18T09:00:00Z');
const person = (name: string, timeZone: string) => ({ id: name, name, timeZone });
const view = {
  viewer: { id: 'Ana', timeZone: 'Europe/Berlin' },
  rotations: [{ zone: 'America/New_York' }],
  people: [
    person('Ana', 'Europe/Berlin'),
    person('Dev', 'Asia/Kolkata'),
    person('Asha', 'Asia/Kolkata'),
    person('Ravi', 'Asia/Kolkata'),
    person('Ben', 'America/New_York'),
  ],
} as unknown as CalendarView;

it('offers the clock of everybody who is seen, each once, after one’s own, the rotation’s and UTC', () => {
  const options = zoneOptions(view, now);
  expect(options.map(({ word }) => word)).toEqual([
    ...['My time (Berlin)', 'The rotation’s time (ET)', 'UTC', 'Dev, Asha and 1 more (Kolkata)'],
  ]);
  expect(zoneFor(options, 'Asia/Kolkata').zone).toBe('Asia/Kolkata');
  expect(zoneFor(options, 'rotation').zone).toBe('America/New_York');
  // A link from somebody else, or one made up: never an error, and the zone is always printed.
  expect(zoneFor(options, 'Mars/Olympus').zone).toBe('Europe/Berlin');
  expect(zoneFor(zoneOptions(undefined, now), 'rotation').zone).toBe('UTC');
});
