import { expect, it } from 'vitest';
import { answers, runbooksFor } from './matching';

it('lets * stand for anything and takes everything else as it is', () => {
  expect(answers('Pg*', 'pgDown')).toBe(true);
  expect(answers('*disk*full*', 'Root disk is full on a1')).toBe(true);
  expect(answers('disk', 'disk full')).toBe(false);
  expect(answers('a*a', 'a')).toBe(false);
  expect(answers('a.c', 'abc')).toBe(false);
  expect(answers(`${'*a'.repeat(60)}b`, 'a'.repeat(5_000))).toBe(false);
});

it('puts the runbook that names the alert before those of its service', () => {
  const ofService = { id: 'general', rules: [], serviceIds: ['db'] };
  const named = { id: 'named', rules: ['disk-*'], serviceIds: [] };
  const other = { id: 'other', rules: ['cpu'], serviceIds: ['web'] };
  const found = runbooksFor([ofService, other, named], { serviceId: 'db', title: 'Disk', key: 'disk-full' });
  expect(found.map(({ id }) => id)).toEqual(['named', 'general']);
});
