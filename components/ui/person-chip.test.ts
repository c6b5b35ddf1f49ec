import { expect, it } from 'vitest';
import { initialsOf } from './person-chip';

it('initials are of the first and last word, in any script', () => {
  expect(['Ada Okafor', 'Ana María de la Cruz', 'cho', '  ', '李 小龙', '𝒜da B'].map(initialsOf)).toEqual([
    'AO',
    'AC',
    'C',
    '',
    '李小',
    '𝒜B',
  ]);
});
