import { expect, test } from 'vitest';
import { draftOf, emptyDraft, emptyStep, readDraft } from './policy-draft';

const policy = {
  name: 'Nights',
  steps: [
    { afterSeconds: 0, targets: [{ rotationId: 'orbit', role: 'primary' }] },
    { afterSeconds: 43_200, targets: [{ personId: 'ada' }, { teamId: 'team' }] },
    {
      afterSeconds: 60,
      targets: [
        { teamId: 'team', roundRobin: true as const },
        { slackChannel: '#on-call' },
        { webhookUrl: 'https://a.example' },
      ],
      hours: { only: 'outside' as const, timeZone: 'UTC', days: ['monday' as const], start: '09:00', end: '17:00' },
      priorityAtLeast: 'P2' as const,
    },
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

test('a place without its address is named at its field', () => {
  const steps = [{ ...emptyStep(0, 0), targets: ['{"slackChannel":""}', '{"webhookUrl":" "}'] }];
  const { faults } = readDraft({ ...emptyDraft, name: 'Nights', steps });
  expect(Object.keys(faults)).toEqual(['steps.0.targets.0.slackChannel', 'steps.0.targets.1.webhookUrl']);
});
