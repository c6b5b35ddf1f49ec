import { expect, it } from 'vitest';
import { createPolicySchema } from './schema';

const step = { afterSeconds: 0, targets: [{ personId: 'ana' }] };
const faultsOf = (policy: object): Record<string, string> => {
  const read = createPolicySchema.safeParse({ teamId: 'team', name: 'Nights', steps: [step], ...policy });
  return Object.fromEntries((read.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
};
const targeting = (target: object) => faultsOf({ steps: [{ ...step, targets: [target] }] });

it('takes every kind of target, conditions and turns', () => {
  const targets = [
    { rotationId: 'r', role: 'primary' },
    { personId: 'ana' },
    { teamId: 'team' },
    { teamId: 'team', roundRobin: true },
    { slackChannel: '#on-call' },
    { slackChannel: 'C0123ABCD' },
    { webhookUrl: 'https://hooks.example.org/page?x=1' },
  ];
  const hours = { only: 'outside', timeZone: 'Europe/Berlin', days: ['monday'], start: '09:00', end: '17:00' };
  expect(faultsOf({ steps: [{ afterSeconds: 86_400, targets, hours, priorityAtLeast: 'P2' }] })).toEqual({});
});

it.each([
  [{ steps: [] }, 'steps'],
  [{ steps: [{ ...step, afterSeconds: -1 }] }, 'steps.0.afterSeconds'],
  [{ steps: [{ ...step, afterSeconds: 1e12 }] }, 'steps.0.afterSeconds'],
  [{ steps: [{ ...step, afterSeconds: 1.5 }] }, 'steps.0.afterSeconds'],
  [{ steps: [{ ...step, afterSeconds: '5' }] }, 'steps.0.afterSeconds'],
  [{ steps: [{ ...step, targets: [] }] }, 'steps.0.targets'],
  [{ steps: [{ ...step, priorityAtLeast: 'P9' }] }, 'steps.0.priorityAtLeast'],
  [{ repeat: -1 }, 'repeat'],
  [{ repeat: 1e9 }, 'repeat'],
  [{ repeatAfterSeconds: 0 }, 'repeatAfterSeconds'],
  [{ fallback: [] }, 'fallback'],
  [{ fallback: [{ slackChannel: '#on-call' }] }, 'fallback'],
])('refuses %j at %s', (policy, path) => {
  expect(faultsOf(policy)).toHaveProperty([path]);
});

it.each([
  [{ webhookUrl: 'hooks.example.org' }, 'webhookUrl'],
  [{ webhookUrl: 'ftp://hooks.example.org' }, 'webhookUrl'],
  [{ webhookUrl: 'https://user:secret@hooks.example.org' }, 'webhookUrl'],
  [{ webhookUrl: 'javascript:alert(1)' }, 'webhookUrl'],
  [{ slackChannel: 'two words' }, 'slackChannel'],
  [{ rotationId: 'r', role: 'shadow' }, 'role'],
])('refuses the target %j at its %s', (target, field) => {
  expect(targeting(target)).toHaveProperty([`steps.0.targets.0.${field}`]);
});

it('wants exactly one kind of target, and turns of teams only', () => {
  for (const target of [
    {},
    { personId: 'a', teamId: 't' },
    { rotationId: 'r' },
    { webhookUrl: 'https://a', teamId: 't' },
  ])
    expect(targeting(target)).toHaveProperty(['steps.0.targets.0']);
  expect(targeting({ personId: 'a', roundRobin: true })).not.toEqual({});
});
