import { createHmac, timingSafeEqual } from 'node:crypto';

/** Yes, or why not: a word for the log, never for whoever asked. */
export type Proof = { ok: true } | { ok: false; why: string };

const no = (why: string): Proof => ({ ok: false, why });

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const replaySeconds = 300;

type Header = string | string[] | undefined;
const one = (header: Header): string => (typeof header === 'string' ? header : '');

/**
 * Slack: `v0` HMAC-SHA256 over the timestamp and the raw body, at most five minutes old or ahead. Without a secret
 * nothing is from Slack.
 */
export function fromSlack(
  secret: string | undefined,
  { body, headers, now }: { body: Buffer; headers: Record<string, Header>; now: Date },
): Proof {
  if (!secret) return no('no signing secret is set');
  const [stamp, signature] = [one(headers['x-slack-request-timestamp']), one(headers['x-slack-signature'])];
  if (!/^\d{1,12}$/.test(stamp) || !signature) return no('no signature');
  const expected = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:`).update(body).digest('hex')}`;
  if (!same(signature, expected)) return no('the signature is not right');
  return Math.abs(now.getTime() / 1_000 - Number(stamp)) > replaySeconds ? no('too old') : { ok: true };
}

/**
 * Twilio: HMAC-SHA1 over the public address with its query, and each field's name and value sorted by name. Without a
 * token nothing is from Twilio. Nothing in it ages: what it says must be harmless when said again.
 */
export function fromTwilio(
  token: string | undefined,
  { url, form, headers }: { url: string; form: URLSearchParams; headers: Record<string, Header> },
): Proof {
  if (!token) return no('no auth token is set');
  const signature = one(headers['x-twilio-signature']);
  if (!signature) return no('no signature');
  const names = [...new Set(form.keys())].sort();
  const fields = names.map((name) =>
    [...new Set(form.getAll(name))]
      .sort()
      .map((value) => name + value)
      .join(''),
  );
  const expected = createHmac('sha1', token)
    .update(url + fields.join(''))
    .digest('base64');
  return same(signature, expected) ? { ok: true } : no('the signature is not right');
}
