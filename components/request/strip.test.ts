import { describe, expect, it } from 'vitest';
import { stripsOf, ticksOf } from './strip';

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day));
const window = { from: at(1), to: at(11) };
const shift = (role: string, personId: string, from: Date, to: Date) => ({
  ...{ role, personId, from, to },
  source: 'rotation' as const,
});

describe('the two strips', () => {
  it('are cut where the change begins and ends, and say who held it or would', () => {
    const change = { role: 'primary', fromPersonId: 'ada', toPersonId: 'ben', from: at(3), to: at(6) };
    const { before, after } = stripsOf({
      window,
      before: [shift('primary', 'ada', at(1), at(11))],
      after: [
        shift('primary', 'ada', at(1), at(3)),
        shift('primary', 'ben', at(3), at(6)),
        shift('primary', 'ada', at(6), at(11)),
      ],
      changes: [change],
    });
    expect(before[0]?.pieces.map(({ left, width, personId, instead }) => [left, width, personId, instead])).toEqual([
      [0, 20, 'ada', undefined],
      [20, 30, 'ada', 'ben'],
      [50, 50, 'ada', undefined],
    ]);
    expect(after[0]?.pieces[1]).toMatchObject({ personId: 'ben', instead: 'ada' });
  });

  it('show an open offer as nobody yet, whatever is on call there today', () => {
    const whole = [shift('primary', 'ada', at(1), at(11))];
    const changes = [{ role: 'primary', fromPersonId: 'ada', toPersonId: null, from: at(3), to: at(6) }];
    const { after } = stripsOf({ window, before: whole, after: whole, changes });
    expect(after[0]?.pieces.map(({ personId }) => personId)).toEqual(['ada', null, 'ada']);
  });
});

it('dates stand at midnights of the zone, and never more than fit', () => {
  expect(ticksOf(window, 'UTC').map(({ at: place }) => place)).toEqual([0, 20, 40, 60, 80]);
  expect(ticksOf({ from: at(1), to: new Date(Date.UTC(2027, 3, 1)) }, 'UTC').length).toBeLessThanOrEqual(6);
});
