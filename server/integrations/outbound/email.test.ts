import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '@/server/outbound';
import { type Mailbox, pretendSmtp } from '@/server/testing/outside';
import { emailAdapter, receiptOf } from './email';
import type { Adapter } from './receipt';

let smtp: Mailbox;
let send: Adapter;
let hasty: Adapter;
const publicUrl = 'https://baton.example.org';

beforeAll(async () => {
  smtp = await pretendSmtp();
  const settings = { smtpUrl: smtp.url, from: 'Baton <baton@example.org>', publicUrl };
  send = emailAdapter(settings);
  hasty = emailAdapter({ ...settings, bounds: { dnsMs: 300, connectMs: 300, greetingMs: 300, silenceMs: 400 } });
});
afterAll(() => smtp.close());

const never = new AbortController().signal;
let count = 0;
const message = (change: Partial<Message> = {}): Message => ({
  identity: `identity${++count}`,
  thread: 'thread1',
  channel: 'email',
  address: 'ada@example.org',
  secret: null,
  replaces: null,
  standing: null,
  offer: null,
  repeat: false,
  alertIds: [],
  pressing: true,
  notice: {
    title: 'Disk full on db-1',
    lines: ['You are primary for Payments.'],
    facts: [{ label: 'Service', value: 'Payments' }],
    links: [{ label: 'Acknowledge', url: `${publicUrl}/l/abc` }],
    reason: 'You get this because you are on call.',
  },
  ...change,
});

it('sends one mail with the identity, its thread, and everything said in text and HTML', async () => {
  const { identity } = message();
  const receipt = await send(message({ identity }), never);
  expect(receipt).toMatchObject({ outcome: 'accepted' });
  const mail = await smtp.mail(({ messageId }) => messageId.includes(identity));
  expect(mail).toMatchObject({
    to: 'ada@example.org',
    from: 'baton@example.org',
    subject: 'Disk full on db-1',
    messageId: `<${identity}@baton.example.org>`,
    references: '<thread1@baton.example.org>',
  });
  expect(mail.headers).toMatchObject({
    'auto-submitted': 'auto-generated',
    'in-reply-to': '<thread1@baton.example.org>',
  });
  for (const part of [mail.text, mail.html])
    for (const said of [
      'You are primary for Payments.',
      'Service',
      'Acknowledge',
      `${publicUrl}/l/abc`,
      'because you are on call',
    ])
      expect(part).toContain(said);
});

it('says a report in both forms, loads nothing from anywhere, and says where it can be stopped', async () => {
  const { notice } = message();
  const part = {
    title: 'The week in figures',
    answers: [{ answer: 'No', tone: 'bad' as const, question: 'Did people sleep?', evidence: '4 asleep.' }],
    table: { head: ['', 'This week'], rows: [['Nights interrupted', '3 of 15']] },
  };
  const report = message({ notice: { ...notice, parts: [part], stopAt: `${publicUrl}/settings/profile` } });
  await send(report, never);
  const mail = await smtp.mail(({ messageId }) => messageId.includes(report.identity));
  for (const form of [mail.text.toLowerCase(), mail.html.toLowerCase()])
    for (const said of ['the week in figures', 'did people sleep?', '4 asleep.', 'nights interrupted', '3 of 15'])
      expect(form).toContain(said);
  expect(mail.html).not.toMatch(/<img|<script|url\(|@import|<link/i);
  expect(mail.html).toContain('prefers-color-scheme: dark');
  expect(JSON.stringify(mail.headers)).toContain('/settings/profile');
});

it('carries the same Message-ID at every attempt', async () => {
  const again = message();
  await send(again, never);
  await send(again, never);
  const ids = smtp.received.filter(({ messageId }) => messageId.includes(`${again.identity}@`));
  expect(ids).toHaveLength(2);
});

it('lets nothing a sender wrote become a header, a recipient or markup', async () => {
  const hostile = message({ address: 'ben@example.org' });
  hostile.notice = {
    ...hostile.notice,
    title: 'Up\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>\u2028',
    lines: ['<img src=x onerror=alert(1)>', '\r\n.\r\nMAIL FROM:<eve@example.org>'],
  };
  await send(hostile, never);
  const mail = await smtp.mail(({ messageId }) => messageId.includes(`${hostile.identity}@`));
  expect(mail.to).toBe('ben@example.org');
  expect(mail.headers).not.toHaveProperty('bcc');
  expect(mail.subject).toBe('Up Bcc: eve@example.org <script>alert(1)</script>');
  expect(mail.html).not.toContain('<script>');
  expect(mail.html).not.toContain('<img');
});

it('F29: calls what the server says of a recipient permanent or not by its code', async () => {
  smtp.next({ do: 'refuse', code: 550, text: 'no such user' }, { do: 'refuse', code: 451, text: 'try later' });
  expect(await send(message(), never)).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('550') });
  expect(await send(message(), never)).toEqual({ outcome: 'try-again', reason: expect.stringContaining('451') });
});

it('F26: says of a lost answer that the mail may have arrived, and of a server that never greeted that it did not', async () => {
  smtp.next({ do: 'drop-after-data' }, { do: 'silent' });
  expect(await send(message(), never)).toMatchObject({ outcome: 'try-again', mayHaveArrived: true });
  const receipt = await hasty(message(), never);
  expect(receipt).toMatchObject({ outcome: 'try-again' });
  expect(receipt).not.toHaveProperty('mayHaveArrived');
});

it.each(['silent', 'trickle', 'stall'] as const)(
  'F24: ends at once when it is cut off, whatever a server that meets it with "%s" does',
  async (act) => {
    smtp.next({ do: act });
    const began = performance.now();
    const receipt = await send(message(), AbortSignal.timeout(300));
    expect(receipt).toMatchObject({ outcome: 'try-again' });
    expect(performance.now() - began).toBeLessThan(5_000);
  },
);

it('F24: ends by itself within its own bounds when the server falls silent', async () => {
  smtp.next({ do: 'stall' });
  const began = performance.now();
  expect(await hasty(message(), never)).toMatchObject({ outcome: 'try-again' });
  expect(performance.now() - began).toBeLessThan(6_000);
});

it('F26: tries again where nobody listens', async () => {
  const nobody = emailAdapter({ smtpUrl: 'smtp://127.0.0.1:1', from: 'baton@example.org', publicUrl });
  expect(await nobody(message(), never)).toEqual({
    outcome: 'try-again',
    reason: expect.stringContaining('ECONNREFUSED'),
  });
});

it('never blames a person for what the server says of us', () => {
  const failure = (command: string, responseCode: number) =>
    receiptOf(Object.assign(new Error('x'), { command, responseCode }));
  expect(failure('AUTH PLAIN', 535)).toMatchObject({ outcome: 'try-again' });
  expect(failure('CONN', 554)).toMatchObject({ outcome: 'try-again' });
  expect(failure('MAIL FROM', 550)).toMatchObject({ outcome: 'off' });
  expect(failure('DATA', 554)).toMatchObject({ outcome: 'refused' });
});
