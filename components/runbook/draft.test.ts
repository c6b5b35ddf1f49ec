import { expect, it } from 'vitest';
import { stepsOf } from '@/server/runbook/checklist';
import { outline, rulesIn } from './draft';

it('reads rules from lines, without empty ones and doubles', () => {
  expect(rulesIn('A*\n\n  B \nA*\n')).toEqual(['A*', 'B']);
});

it('offers an outline that shows all there is: steps, care, a command, what to expect', () => {
  const steps = stepsOf(outline);
  expect(steps.map(({ care }) => care)).toEqual(['reversible', 'needs-care', null]);
  expect(steps[1]).toMatchObject({
    commands: ['systemctl restart worker'],
    expected: 'the queue begins to shrink',
    section: 'Fix',
  });
});
