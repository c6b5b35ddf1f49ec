import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPasswords } from './common-passwords';
import { passwordFault } from './password';

describe('new passwords', () => {
  it('refuses what attackers try first, in whatever case', () => {
    for (const text of ['password', 'Password1', 'QWERTYUIOP', 'zzzzzzzz', 'ada@example.org'])
      expect(passwordFault(text, { email: 'ada@example.org' })).not.toBeNull();
    expect(commonPasswords.size).toBeGreaterThan(1_000);
  });

  it('counts characters, not units: 8 to 1024 of any kind, never cut', () => {
    expect(passwordFault('🦀🐙🦑🐡🐠🐟🐬')).not.toBeNull();
    expect(passwordFault('🦀🐙🦑🐡🐠🐟🐬🐳')).toBeNull();
    expect(passwordFault('  spaces count  ')).toBeNull();
    expect(passwordFault(`x${'y'.repeat(1_023)}`)).toBeNull();
    expect(passwordFault(`x${'y'.repeat(1_024)}`)).not.toBeNull();
  });

  it('has no rules of composition: anything long and not common is taken', () => {
    const long = fc.string({ unit: 'grapheme', minLength: 9, maxLength: 60 });
    fc.assert(
      fc.property(long, (text) => {
        fc.pre(!commonPasswords.has(text.toLowerCase()) && new Set(text).size > 1);
        expect(passwordFault(text)).toBeNull();
      }),
    );
  });
});
