import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeIn, replyCode } from '@/server/notification/reply-code';
import { never, pageMessage } from '@/server/testing/messages';
import { type Provider, pretendTwilio } from '@/server/testing/providers';
import { twilioAdapters } from './twilio';

let twilio: Provider;
let adapters: ReturnType<typeof twilioAdapters>;
const to = { channel: 'sms', address: '+15005550009' } as const;

beforeAll(async () => {
  twilio = await pretendTwilio();
  adapters = twilioAdapters({
    accountSid: 'AC1',
    authToken: 'authtoken',
    from: '+15005550006',
    apiUrl: twilio.url,
    publicUrl: 'https://baton.example.org',
  });
});
afterAll(() => twilio.close());

it('sends a text that says what it is and how to take it, in characters that phones count as one', async () => {
  const page = pageMessage(to);
  page.notice.title = '[P1] Payments: disk “full” – 97 %\r\nBcc: x';
  const receipt = await adapters.sms(page, never);
  expect(receipt).toEqual({ outcome: 'accepted', providerId: expect.stringMatching(/^SM/) });
  const asked = twilio.received.at(-1);
  expect(asked).toMatchObject({ method: 'POST', path: '/2010-04-01/Accounts/AC1/Messages.json' });
  expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from('AC1:authtoken').toString('base64')}`);
  expect(Object.fromEntries(asked?.form ?? [])).toEqual({
    To: '+15005550009',
    From: '+15005550006',
    Body: `[P1] Payments: disk "full" - 97 % Bcc: x. Reply ${replyCode(page.identity)} to acknowledge.`,
    StatusCallback: `https://baton.example.org/api/twilio/sms/status?n=${page.identity}`,
  });
});

it('cuts what is long before it cuts the code', async () => {
  const page = pageMessage(to);
  page.notice.title = 'x'.repeat(2_000);
  await adapters.sms(page, never);
  const body = twilio.received.at(-1)?.form.get('Body') ?? '';
  expect(body.length).toBeLessThanOrEqual(300);
  expect(codeIn(body)).toBe(replyCode(page.identity));
});

it('calls with the address that says the alert, and asks to hear how it went', async () => {
  const page = pageMessage({ ...to, channel: 'voice' });
  expect(await adapters.voice(page, never)).toMatchObject({ outcome: 'accepted' });
  const asked = twilio.received.at(-1);
  expect(asked?.path).toBe('/2010-04-01/Accounts/AC1/Calls.json');
  expect(asked?.form.get('Url')).toBe(`https://baton.example.org/api/twilio/voice?n=${page.identity}`);
  expect(asked?.form.get('StatusCallback')).toBe(
    `https://baton.example.org/api/twilio/voice/status?n=${page.identity}`,
  );
  expect(asked?.form.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed']);
  expect(asked?.form.get('MachineDetection')).toBe('Enable');
});

const says = (status: number, code: number) => ({
  do: 'answer' as const,
  status,
  body: { code, message: 'no', status },
});

it.each([
  [says(400, 21_610), 'refused'],
  [says(400, 21_211), 'refused'],
  [says(401, 20_003), 'off'],
  [says(400, 21_408), 'off'],
  [says(503, 20_500), 'try-again'],
  [{ ...says(429, 20_429), headers: { 'Retry-After': '3' } }, 'try-again'],
] as const)('blames the number only for what Twilio says of the number: %o', async (act, outcome) => {
  twilio.next(act);
  expect(await adapters.sms(pageMessage(to), never)).toMatchObject({ outcome });
});

it('reads a code however it is written, and none where there are several', () => {
  expect(['4321', ' Ack 4321.', '４３２１'].map(codeIn)).toEqual(['4321', '4321', '4321']);
  expect(['', 'ok', '12345', '4321 1234'].map(codeIn)).toEqual([null, null, null, null]);
});
