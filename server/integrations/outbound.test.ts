import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Message } from '@/server/outbound';
import { outboundOf } from './outbound';

const notice = { title: 'Test', lines: [], facts: [], links: [], reason: 'A test.' };
const message = (channel: Message['channel'], address: string): Message => {
  const alone = {
    thread: null,
    secret: null,
    replaces: null,
    standing: null,
    offer: null,
    repeat: false,
    alertIds: [],
    pressing: true,
  };
  return { ...alone, identity: 'test', channel, address, notice };
};
const given = { now: () => new Date(0), pushKeys: null };
const nothing = {
  SMTP_URL: undefined,
  MAIL_FROM: undefined,
  PUBLIC_URL: 'http://127.0.0.1:3000',
  SLACK_BOT_TOKEN: undefined,
  SLACK_API_URL: 'http://127.0.0.1:1',
  TWILIO_ACCOUNT_SID: undefined,
  TWILIO_AUTH_TOKEN: undefined,
  TWILIO_FROM: undefined,
  TWILIO_API_URL: 'http://127.0.0.1:1',
  STATUSPAGE_API_URL: 'http://127.0.0.1:1',
};
const signal = AbortSignal.timeout(5_000);

describe('outbound', () => {
  it('hands nothing to the mail server for an address under .invalid: the demo mails nobody', async () => {
    let asked = 0;
    const server = createServer((socket) => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const outbound = outboundOf(given, {
      ...nothing,
      MAIL_FROM: 'baton@example.org',
      SMTP_URL: `smtp://127.0.0.1:${port}`,
    });
    const receipt = await outbound.send(message('email', 'maya.thompson@larkfield.INVALID'), signal);
    expect(receipt).toMatchObject({ outcome: 'off', reason: expect.stringContaining('demo') });
    expect(asked).toBe(0);
    await outbound.send(message('email', 'ada@invalid.example.org'), signal);
    expect(asked).toBe(1);
    server.close();
  });

  it('says which channel is not set up', async () => {
    const outbound = outboundOf(given, nothing);
    expect(outbound.isOn('email')).toBe(false);
    const reason = 'SMS is not set up on this installation';
    expect(await outbound.send(message('sms', '+12025550100'), signal)).toEqual({ outcome: 'off', reason });
  });
});
