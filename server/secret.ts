import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { env } from './env';
import { AppError } from './errors';

/** One key per purpose, so that one leaked derivation opens nothing else. */
export type Purpose = 'seal' | 'session-cookie' | 'acknowledge-link' | 'page-identity' | 'webhook';

const authSecret = (): string => {
  if (!env.AUTH_SECRET) throw new Error('AUTH_SECRET is not set: it is needed with DATABASE_URL');
  return env.AUTH_SECRET;
};

const derive = (secret: string, purpose: Purpose): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'baton', purpose, 32));

/** A secret of `bits` bits in URL-safe characters, from the system's generator. */
export const mint = (bits = 256): string => randomBytes(bits / 8).toString('base64url');

/** An integration key: 32 characters of [a-z0-9], 165 bit. Mail servers lower-case; PagerDuty's clients count to 32. */
export function mintKey(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  let key = '';
  while (key.length < 32)
    for (const byte of randomBytes(48)) if (byte < 252 && key.length < 32) key += alphabet[byte % 36];
  return key;
}

/** Six digits for a person to type; short, so it is stored like a password and counted. */
export const mintCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** SHA-256 in hex: how issued values of high entropy are stored. */
export const digest = (value: string | Uint8Array): string => createHash('sha256').update(value).digest('hex');

/** A value that whoever holds `AUTH_SECRET` can make again, and nobody else. */
export const keyed = (purpose: Purpose, value: string): string =>
  createHmac('sha256', derive(authSecret(), purpose)).update(value).digest('base64url');

/**
 * What the webhook of this name is signed by, as Standard Webhooks write it (`whsec_…`): with the present `AUTH_SECRET`,
 * then with the previous one while it is being changed.
 */
export const webhookSecrets = (name: string): string[] =>
  [authSecret(), env.AUTH_SECRET_PREVIOUS].flatMap((secret) =>
    secret ? [`whsec_${createHmac('sha256', derive(secret, 'webhook')).update(name).digest('base64')}`] : [],
  );

/** A pair of keys by which this installation proves itself to push services: P-256, base64url. */
export function mintKeyPair(): { publicKey: string; privateKey: string } {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  // A private key that begins with zeros comes shorter: push libraries want all 32 bytes.
  const privateKey = Buffer.concat([Buffer.alloc(32), keys.getPrivateKey()])
    .subarray(-32)
    .toString('base64url');
  return { publicKey: keys.getPublicKey('base64url', 'uncompressed'), privateKey };
}

export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** AES-256-GCM under a key of its own; opened with the present or the previous `AUTH_SECRET`. */
export function seal(plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive(authSecret(), 'seal'), nonce);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

export function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  for (const secret of [authSecret(), env.AUTH_SECRET_PREVIOUS]) {
    if (!secret) continue;
    try {
      const decipher = createDecipheriv('aes-256-gcm', derive(secret, 'seal'), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    } catch {
      // sealed with the other secret: try that one
    }
  }
  throw new Error('a stored secret cannot be opened: AUTH_SECRET is not the one it was stored with');
}

const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
let hashing = 0;

/** At most two at once: hashing occupies libuv's threads, and a queue of it delays everything else. */
async function turn<T>(work: () => Promise<T>): Promise<T> {
  if (hashing >= 8)
    throw new AppError('unavailable', 'Too many people sign in at this moment: try again', { retryAfterSeconds: 2 });
  hashing += 1;
  try {
    return await work();
  } finally {
    hashing -= 1;
  }
}

export const hashPassword = (password: string): Promise<string> => turn(() => hash(password, argon));

/** Whether a stored hash was made with other parameters than today's: it is made anew at the next sign-in. */
export const isOutdatedHash = (stored: string): boolean =>
  !stored.startsWith(`$argon2id$v=19$m=${argon.memoryCost},t=${argon.timeCost},p=${argon.parallelism}$`);

let dummy: Promise<string> | undefined;

/** Verifies a password; without a stored hash it takes as long, so that unknown addresses cannot be told apart. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  dummy ??= hash(mint(), argon);
  const against = stored ?? (await dummy);
  return turn(() => verify(against, password)).then((same) => same && stored !== null);
}
