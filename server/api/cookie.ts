import { env } from '../env';

const secure = env.PUBLIC_URL.startsWith('https:');

/** On https bound to this very host and sent over https only; on loopback http the same without. */
export const cookieName = (name: string): string => `${secure ? '__Host-' : ''}baton.${name}`;

export const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;

export type Cookies = ReadonlyMap<string, string>;

/** The cookies of a request; of two with one name the first, as browsers send the most fitting first. */
export function readCookies(headers: Headers): Cookies {
  const cookies = new Map<string, string>();
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, decoded(part.slice(at + 1).trim()));
  }
  return cookies;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** One `Set-Cookie` line with the attributes all our cookies have. */
export const cookieLine = (name: string, value: string, maxAgeSeconds: number): string =>
  `${cookieName(name)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
