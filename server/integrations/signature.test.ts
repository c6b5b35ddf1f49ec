import { expect, it } from 'vitest';
import { fromSlack, fromTwilio } from './signature';

// Published by Slack ("Verifying requests from Slack") and with Twilio's client libraries.
const slackBody =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const slackSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const slack = (change: { body?: string; stamp?: string; signature?: string; seconds?: number } = {}) => ({
  body: Buffer.from(change.body ?? slackBody),
  headers: {
    'x-slack-request-timestamp': change.stamp ?? '1531420618',
    'x-slack-signature': change.signature ?? 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  },
  now: new Date((1_531_420_618 + (change.seconds ?? 0)) * 1_000),
});

it('knows Slack by its published example, for five minutes either way', () => {
  for (const seconds of [-300, 0, 300]) expect(fromSlack(slackSecret, slack({ seconds }))).toEqual({ ok: true });
  for (const seconds of [-301, 301, 86_400])
    expect(fromSlack(slackSecret, slack({ seconds }))).toMatchObject({ ok: false });
});

it.each([
  ['one byte more', slack({ body: `${slackBody} ` })],
  ['another instant', slack({ stamp: '1531420619' })],
  ['no instant', slack({ stamp: '' })],
  ['no signature', slack({ signature: '' })],
  ['another version', slack({ signature: 'v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503' })],
])('does not take %s for Slack (S-W2)', (_, request) => {
  expect(fromSlack(slackSecret, request)).toMatchObject({ ok: false });
});

const twilio = (change: { url?: string; more?: [string, string]; signature?: string } = {}) => {
  const form = new URLSearchParams({
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  });
  if (change.more) form.append(...change.more);
  const signature = change.signature ?? 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
  const url = change.url ?? 'https://mycompany.com/myapp.php?foo=1&bar=2';
  return { url, form, headers: { 'x-twilio-signature': signature } };
};

it('knows Twilio by its published example', () => {
  expect(fromTwilio('12345', twilio())).toEqual({ ok: true });
});

it.each([
  ['another address', twilio({ url: 'https://mycompany.com/myapp.php?foo=1&bar=3' })],
  ['a field more', twilio({ more: ['Digits', '1'] })],
  ['no signature', twilio({ signature: '' })],
])('does not take %s for Twilio (S-W2)', (_, request) => {
  expect(fromTwilio('12345', request)).toMatchObject({ ok: false });
});

it('takes nobody for Slack or Twilio where no secret is set (S-W1)', () => {
  for (const unset of [undefined, '']) {
    expect(fromSlack(unset, slack())).toMatchObject({ ok: false });
    expect(fromTwilio(unset, twilio())).toMatchObject({ ok: false });
  }
});
