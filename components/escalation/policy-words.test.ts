import { expect, test } from 'vitest';
import { ladderOf, namesOf, policyInShort } from './policy-words';

const names = namesOf({
  people: [{ id: 'ada', name: 'Ada' }],
  teams: [{ id: 'team', name: 'Payments' }],
  rotations: [{ id: 'orbit', name: 'Orbit' }],
});
const twelveHours = 43_200;
const meltano = {
  steps: [
    { afterSeconds: 0, targets: [{ rotationId: 'orbit', role: 'primary' }] },
    { afterSeconds: twelveHours, targets: [{ rotationId: 'orbit', role: 'secondary' }] },
    { afterSeconds: twelveHours, targets: [{ personId: 'ada' }, { teamId: 'team' }] },
  ],
  repeat: 0,
  repeatAfterSeconds: null,
  fallback: null,
};

test('a policy reads as a time line to its very end', () => {
  expect(ladderOf(meltano, names)).toEqual([
    { when: 'At once', since: '', who: 'Primary of Orbit', only: '' },
    { when: '12 h later', since: '', who: 'Secondary of Orbit', only: '' },
    { when: '12 h later', since: '1 day after the alert', who: 'Ada and everyone in Payments', only: '' },
    {
      when: '12 h later',
      since: '',
      who: 'The team’s managers, without one the admins, until somebody acknowledges',
      only: '',
    },
  ]);
});

test('further rounds and a fallback of its own are said', () => {
  const lines = ladderOf({ ...meltano, repeat: 2, repeatAfterSeconds: 600, fallback: [{ personId: 'ada' }] }, names);
  expect(lines.slice(3)).toEqual([
    { when: '10 min later', since: '', who: 'All steps again, twice', only: '' },
    { when: 'Then', since: '', who: 'Ada, until somebody acknowledges', only: '' },
  ]);
});

test('targets that were deleted keep their place', () => {
  const policy = { steps: [{ afterSeconds: 0, targets: [{ personId: 'gone' }] }] };
  expect(policyInShort(policy, names)).toBe('At once: Somebody you may not see');
});
