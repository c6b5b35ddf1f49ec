import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Answer, type Ask, asRefusal, type Door, matches, segmentsOf } from '@/server/api/door';
import { env } from '@/server/env';

/** Asks one of the doors as the server in front of them does. `path` with its query. */
export async function askDoor(
  doors: Door[],
  { path, body, headers = {} }: { path: string; body: string; headers?: Record<string, string> },
): Promise<Answer> {
  const url = new URL(path, 'http://baton');
  const segments = segmentsOf(url.pathname) ?? [];
  const door = doors.find(({ pattern }) => matches(pattern, segments));
  if (!door) throw new Error(`no door at ${path}`);
  const request = Object.assign(Readable.from([Buffer.from(body)]), { headers, url: path, complete: true });
  const asked = { method: 'POST', segments, query: url.searchParams, request, requestId: crypto.randomUUID() };
  try {
    return await door.handle({ ...asked, prefix: '192.0.2.1', local: false } as unknown as Ask);
  } catch (error) {
    const known = asRefusal(error);
    if (!known) throw error;
    return { status: known.status, body: known.code };
  }
}

/** A form as Twilio signs it for our public address. */
export function byTwilio(path: string, form: Record<string, string>, token = env.TWILIO_AUTH_TOKEN ?? '') {
  const fields = Object.keys(form)
    .sort()
    .map((name) => `${name}${form[name]}`);
  const signature = createHmac('sha1', token)
    .update(`${env.PUBLIC_URL}${path}${fields.join('')}`)
    .digest('base64');
  return { path, body: new URLSearchParams(form).toString(), headers: { 'x-twilio-signature': signature } };
}

/** A body as Slack signs it at that instant. */
export function bySlack(path: string, body: string, at: Date, secret = env.SLACK_SIGNING_SECRET ?? '') {
  const stamp = String(Math.floor(at.getTime() / 1_000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;
  return { path, body, headers: { 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature } };
}
