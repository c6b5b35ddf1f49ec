import { foldEmail, normaliseEmail } from '@/server/account/email';
import type { PersonRole } from '@/server/policy/actor';

export const personRoles = ['viewer', 'engineer', 'admin'] as const satisfies readonly PersonRole[];

/** Somebody of the organisation. `timeZone` is IANA; `country` ISO 3166 alpha-2, for holidays. */
export type Person = {
  id: string;
  name: string;
  email: string;
  timeZone: string;
  role: PersonRole;
  country: string | null;
  /** Working hours, "HH:mm" on the person's own clock, Monday to Friday. */
  workStart: string;
  workEnd: string;
  /** Whether the weekly digest of their teams comes by mail. */
  digest: boolean;
  /** Whether the health reports of their teams come by mail. */
  healthMail: boolean;
  /** False from the instant of deactivation: no sign-in, no token, no page. */
  active: boolean;
  /** Came with the demo company and leaves with it. */
  demo: boolean;
};

/** A name people read: no control or direction-changing characters, no runs of blanks. Null when nothing is left. */
export function normaliseName(text: string): string | null {
  const name = text
    .normalize('NFC')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name === '' || name.length > 120 ? null : name;
}

/** One line of a pasted list. `line` counts from 1. */
export type PastedPerson =
  | { line: number; name: string; email: string }
  | { line: number; text: string; fault: string };

/** What became of one pasted line. */
export type AddedPerson =
  | { line: number; person: Person; existed: boolean }
  | { line: number; text: string; fault: string };

/**
 * Reads pasted people: "Name, e-mail", "Name <e-mail>", tab or semicolon between, or the address alone, whose local
 * part then gives the name. Empty lines are skipped; an address that stands twice is a fault of the second.
 */
export function parsePeople(text: string): PastedPerson[] {
  const seen = new Set<string>();
  return text.split(/\r\n|\r|\n/).flatMap((raw, index): PastedPerson[] => {
    const line = index + 1;
    if (raw.trim() === '') return [];
    const found = /[^\s,;<>]+@[^\s,;<>]+/u.exec(raw.normalize('NFKC'))?.[0];
    const email = found ? normaliseEmail(found) : null;
    if (!email) return [{ line, text: raw.trim(), fault: 'No e-mail address here: write “name, e-mail”' }];
    if (seen.has(foldEmail(email))) return [{ line, text: raw.trim(), fault: `${email} stands twice: remove one` }];
    seen.add(foldEmail(email));
    const rest = raw
      .normalize('NFKC')
      .replace(found ?? '', ' ')
      .replace(/[,;<>\t]/g, ' ');
    return [{ line, name: normaliseName(rest) ?? nameFrom(email), email }];
  });
}

/** "ada.lovelace@example.org" → "Ada Lovelace". */
function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? email).split(/[._+-]+/).filter(Boolean);
  return (
    words
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' ')
      .slice(0, 120) || email
  );
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Of fields that may be left out, those that are there. */
export const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;

/** An admin of whom nothing is known but an address. */
export const adminNamed = (email: string) => {
  return { name: email.split('@')[0] ?? email, email, timeZone: 'UTC', role: 'admin' as const };
};
