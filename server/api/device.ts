import { foldEmail, normaliseEmail } from '../account/email';
import { keyed, mint, sameSecret } from '../secret';
import { type Cookies, cookieLine, cookieName, readCookies } from './cookie';

/**
 * Remembers that a device has signed in to an account before. Whoever guesses passwords from elsewhere fills other
 * buckets than this device's, so the account's owner is never locked out. The cookie signs nobody in.
 */
const yearSeconds = 365 * 86_400;

const proofOf = (id: string, email: string): string =>
  keyed('session-cookie', `device ${id} ${foldEmail(normaliseEmail(email) ?? '')}`);

/** The device's id, when its cookie was made for this account; null otherwise. */
export function knownDevice(cookies: Cookies, email: string): string | null {
  const [id = '', proof = ''] = (cookies.get(cookieName('device')) ?? '').split('.');
  return id !== '' && sameSecret(proof, proofOf(id, email)) ? id : null;
}

/** The `Set-Cookie` line after a sign-in to `email`; a device keeps its id. */
export function deviceCookie(headers: Headers, email: string): string {
  const id = knownDevice(readCookies(headers), email) ?? mint(128);
  return cookieLine('device', `${id}.${proofOf(id, email)}`, yearSeconds);
}
