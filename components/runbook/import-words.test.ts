import { expect, it } from 'vitest';
import type { Planned } from '@/server/runbook/plan';
import { broughtWords, willChange } from './import-words';

const of = (act: Planned['act']): Planned => ({ name: 'a.md', title: 'A', act, steps: 1, notes: [] });

it('says what was brought, and nothing of what was not there', () => {
  expect(broughtWords([of('create'), of('create'), of('change'), of('refuse')])).toBe(
    '2 new, 1 new version, 1 refused',
  );
  expect(willChange([of('create'), of('leave'), of('refuse')])).toBe(1);
});
