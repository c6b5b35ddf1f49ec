import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEmail, normaliseEmail } from './email';

describe('addresses: no spelling leads a mail elsewhere (S-A5)', () => {
  it('takes ordinary addresses as they are', () => {
    for (const email of [
      'ada@example.org',
      'Ada.Lovelace+oncall@mail.example.org',
      'o-hara@x-y.example',
      'jürgen@example.org',
    ])
      expect(normaliseEmail(email)).toBe(email);
  });

  it('folds a full-width @ first and then counts', () => {
    expect(normaliseEmail('ada＠example.org')).toBe('ada@example.org');
    expect(normaliseEmail('ada@example.org＠evil.example')).toBeNull();
  });

  it.each([
    'ada',
    '@example.org',
    'ada@',
    'a@b@c',
    'ada@example.org,eve@evil.example',
    '"ada@example.org"@evil.example',
    'ada@example.org\r\nBcc: eve@evil.example',
    'ada@exa\u0000mple.org',
    'Ada <ada@example.org>',
    'ada@.example.org',
    'ada..b@example.org',
    'ada@-example.org',
    'ada\u202e@example.org',
    `${'a'.repeat(65)}@example.org`,
  ])('refuses %j', (text) => expect(normaliseEmail(text)).toBeNull());

  it('whatever is typed: what comes out has one @, no separators, and stays as it is', () => {
    const part = fc.string({ unit: 'binary', maxLength: 12 });
    const text = fc
      .tuple(part, fc.constantFrom('@', '＠', '', '@@', ',', '\n', '"'), part)
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.emailAddress(), part), (typed) => {
        const email = normaliseEmail(typed);
        if (email === null) return;
        expect(email.split('@')).toHaveLength(2);
        expect(email).not.toMatch(/[\s,;"<>\r\n＠]/u);
        expect(normaliseEmail(email)).toBe(email);
        expect(foldEmail(foldEmail(email))).toBe(foldEmail(email));
      }),
    );
  });
});
