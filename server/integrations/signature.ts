import { createHmac, createVerify, timingSafeEqual, X509Certificate } from 'node:crypto';

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

/** Sentry: hex HMAC-SHA256 of the raw body with the client secret. */
export function fromSentry(
  secret: string,
  { body, headers }: { body: Uint8Array; headers: Record<string, Header> },
): Proof {
  const signature = one(headers['sentry-hook-signature']);
  if (!signature) return no('no signature');
  return same(signature, createHmac('sha256', secret).update(body).digest('hex'))
    ? { ok: true }
    : no('the signature is not right');
}

const grafanaHeaders = ['x-grafana-alerting-signature', 'x-grafana-alert-signature'];

/** Grafana: hex HMAC-SHA256 of the body, or of a timestamp, a colon and the body where a timestamp header is sent. */
export function fromGrafana(
  secret: string,
  { body, headers, header }: { body: Uint8Array; headers: Record<string, Header>; header: string | undefined },
): Proof {
  const signature = (header ? [header] : grafanaHeaders).map((name) => one(headers[name])).find((text) => text !== '');
  if (!signature) return no('no signature');
  const hmac = (prefix: string) => createHmac('sha256', secret).update(prefix).update(body).digest('hex');
  const stamps = Object.values(headers).filter((text) => /^\d{10}$/.test(one(text)));
  const expected = [hmac(''), ...stamps.map((text) => hmac(`${one(text)}:`))];
  return expected.some((text) => same(signature, text)) ? { ok: true } : no('the signature is not right');
}

const signedInSns = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  confirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

/** Amazon SNS: RSA over names and values, line by line, with SHA-1 for version 1 and SHA-256 for version 2. */
export function fromSns(envelope: Record<string, unknown>, certificate: string): boolean {
  const names = envelope.Type === 'Notification' ? signedInSns.Notification : signedInSns.confirmation;
  const lines = names.flatMap((name) => (typeof envelope[name] === 'string' ? [`${name}\n${envelope[name]}\n`] : []));
  const algorithm = envelope.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1';
  try {
    const { publicKey } = new X509Certificate(certificate);
    return createVerify(algorithm).update(lines.join('')).verify(publicKey, String(envelope.Signature), 'base64');
  } catch {
    return false;
  }
}
