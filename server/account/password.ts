import { commonPasswords } from './common-passwords';

export const passwordLength = { least: 8, most: 1024, advised: 15 } as const;

/**
 * What is wrong with a new password, as a sentence that says what to do; null when it may be used. Any characters, no
 * composition rules, never cut. `person`: a password that is their own name or address is as good as known.
 */
export function passwordFault(password: string, person: { email?: string; name?: string } = {}): string | null {
  const length = [...password].length;
  if (length < passwordLength.least)
    return `Use at least ${passwordLength.least} characters; ${passwordLength.advised} or more is better`;
  if (length > passwordLength.most) return `Use at most ${passwordLength.most} characters`;
  const folded = password.toLowerCase();
  if (commonPasswords.has(folded)) return 'This password is among the first that attackers try: choose another';
  if (/^(.)\1*$/u.test(password)) return 'One character repeated is easily guessed: choose another';
  const known = [person.email, person.email?.split('@')[0], person.name].map((text) => text?.toLowerCase());
  if (known.includes(folded)) return 'Your name or address is easily guessed: choose another';
  return null;
}
