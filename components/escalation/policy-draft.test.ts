import { expect, test } from 'vitest';
import { draftOf, emptyDraft, readDraft } from './policy-draft';

const policy = {
  name: 'Nights',
  steps: [
    { afterSeconds: 0, targets: [{ rotationId: 'orbit', role: 'primary' }] },
    { afterSeconds: 43_200, targets: [{ personId: 'ada' }, { teamId: 'team' }] },
  ],
  repeat: 2,
  repeatAfterSeconds: 600,
  fallback: [{ personId: 'dee' }],
};

test('opening a policy and saving it changes nothing', () => {
  expect(readDraft(draftOf(policy))).toEqual({ input: policy, faults: {} });
  const plain = { ...policy, repeatAfterSeconds: null, fallback: null };
  expect(readDraft(draftOf(plain))).toEqual({ input: plain, faults: {} });
});

test('what is missing is named at its field before anything is sent', () => {
  const { faults } = readDraft({ ...emptyDraft, repeat: 'often', repeatAfter: { amount: '', unit: 'minutes' } });
  expect(Object.keys(faults).sort()).toEqual(['name', 'repeat', 'repeatAfterSeconds', 'steps.0.targets']);
});
