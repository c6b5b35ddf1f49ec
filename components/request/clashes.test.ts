import { expect, it } from 'vitest';
import { clashesOf } from './clashes';

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day, 12));
const rotation = {
  ...{ id: 'r', name: 'Payments', zone: 'UTC', teamId: 't', approval: 'default' as const, roles: ['primary'] },
  mine: [{ role: 'primary', from: at(16), to: at(23), turnStartsAt: at(16) }],
  myTurns: [],
};

it('names the part of a shift that lies in time off, from now on, and nothing that is asked for already', () => {
  const off = [{ from: at(17), to: at(20) }];
  expect(clashesOf([rotation], off, [], at(1))).toMatchObject([{ role: 'primary', from: at(17), to: at(20) }]);
  expect(clashesOf([rotation], off, [], at(18))).toMatchObject([{ from: at(18), to: at(20) }]);
  const asked = {
    state: 'requested' as const,
    rotation: { ...rotation, teamName: 'Team' },
    ...{ role: 'primary', from: at(17), to: at(19) },
  };
  expect(clashesOf([rotation], off, [asked], at(1))).toMatchObject([{ from: at(19), to: at(20) }]);
  expect(clashesOf([rotation], off, [{ ...asked, state: 'declined' }], at(1))).toHaveLength(1);
  expect(clashesOf([rotation], [{ from: at(23), to: at(30) }], [], at(1))).toEqual([]);
});
