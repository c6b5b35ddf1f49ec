import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Recent } from '@/server/delivery/parcel';
import { apartSeconds, burst, placeOf } from './bundle';

const at = (seconds: number) => new Date(Date.parse('2026-11-16T09:00:00Z') + seconds * 1_000);
const message = (seconds: number, open = false, sources = ['db']): Recent => ({
  id: `${seconds}`,
  personId: 'ana',
  channel: 'email',
  address: 'ana@example.org',
  at: at(seconds),
  open,
  message: { sealed: '', thread: null, personName: 'Ana', about: [], sources },
});
const placed = (wanted: number, recent: Recent[], source: string | null = 'db') => {
  const place = placeOf(at(wanted), recent, source);
  return 'join' in place ? `with ${place.join.id}` : (place.dueAt.getTime() - at(0).getTime()) / 1_000;
};

it('the first goes at once, the next waits out the minute, and more join it', () => {
  expect(placed(0, [])).toBe(0);
  expect(placed(10, [message(0)])).toBe(60);
  expect(placed(20, [message(0), message(60, true)])).toBe('with 60');
  expect(placed(59, [message(0), message(60, true)])).toBe('with 60');
  expect(placed(61, [message(0), message(60)])).toBe(120);
});

it('a later rule is not made earlier by what goes before it', () => {
  expect(placed(120, [message(60, true)])).toBe(120);
  expect(placed(100, [message(60, true)])).toBe(120);
});

it('one source has five in a quarter of an hour; another is not kept waiting by it', () => {
  const five = [0, 60, 120, 180, 240].map((seconds) => message(seconds));
  expect(placed(300, five)).toBe(900);
  expect(placed(310, [...five, message(900, true)])).toBe('with 900');
  expect(placed(300, five, 'web')).toBe(300);
  expect(placed(910, five)).toBe(910);
});

it('F09: however alerts come, no two messages stand closer than a minute, none is lost, and five are the most', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_600 }), { maxLength: 200 }), (arrivals) => {
      const sent: Recent[] = [];
      let said = 0;
      for (const arrival of arrivals.sort((a, b) => a - b)) {
        for (const one of sent) one.open = one.at > at(arrival);
        const place = placeOf(at(arrival), sent, 'db');
        said += 1;
        if ('dueAt' in place) sent.push({ ...message(0, true), id: `${said}`, at: place.dueAt });
        else expect(place.join.at.getTime()).toBeGreaterThanOrEqual(at(arrival).getTime());
      }
      const times = sent.map((one) => one.at.getTime() / 1_000).sort((a, b) => a - b);
      times.forEach((time, i) => {
        if (i > 0) expect(time - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(apartSeconds);
        expect(times.filter((other) => other > time - burst.seconds && other <= time).length).toBeLessThanOrEqual(
          burst.most,
        );
      });
      if (arrivals.length > 0) expect(times[0]).toBe(at(arrivals[0] ?? 0).getTime() / 1_000);
    }),
  );
});
