import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readEmail } from './email';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, 'fixtures/email', name));
const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

it('reads the subject as title and the text as details; HTML alone becomes text; the first Message-ID counts', async () => {
  const read = await readEmail(fixture('alertmanager-email-firing.eml'), { from: 'alertmanager@example.org' });
  const [signal] = read.signals;
  expect(signal).toMatchObject({
    state: 'open',
    title: '[FIRING:2] HighErrorRate checkout (eu1 critical)',
    key: 'alertmanager@example.org [FIRING:2] HighErrorRate checkout (eu1 critical)',
    source: 'alertmanager@example.org',
  });
  expect(signal?.text).toContain('2 alerts for');
  expect(signal?.text).not.toMatch(/<|font-family/);
  expect(signal?.text).not.toContain('>');
  const plain = await readEmail(fixture('swaks-nagios-style.eml'), { from: '' });
  expect(plain).toMatchObject({ messageId: '<20261121162748.4711@db-1.example.org>', signals: [{ text: 'Disk 91%' }] });
});

it('decodes encoded subjects, charsets and transfer encodings', async () => {
  const body = Buffer.from('Größe: 91 %', 'latin1').toString('base64');
  const bytes = mail(
    'From: =?utf-8?q?J=C3=B6rg?= <j@example.org>',
    'Subject: =?iso-8859-1?Q?Festplatte_=FCber?=',
    ' =?iso-8859-1?Q?_90_%?=',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: base64',
    '',
    body,
  );
  const [signal] = (await readEmail(bytes, { from: 'j@example.org' })).signals;
  expect(signal).toMatchObject({ title: 'Festplatte über 90 %', text: 'Größe: 91 %' });
});

it('opens whatever the subject says, unless a person chose how it is to be read', async () => {
  const said = async (subject: string, preset?: 'alertmanager' | 'nagios') => {
    const { signals } = await readEmail(mail('From: a@example.org', `Subject: ${subject}`, '', 'x'), {
      from: '',
      preset,
    });
    return [signals[0]?.state, signals[0]?.key];
  };
  expect(await said('[RESOLVED] Slow (eu1)')).toEqual(['open', 'a@example.org [RESOLVED] Slow (eu1)']);
  expect(await said('[RESOLVED] Slow (eu1)', 'alertmanager')).toEqual(['resolve', 'Slow']);
  expect(await said('[FIRING:3] Slow (eu1 critical)', 'alertmanager')).toEqual(['open', 'Slow']);
  expect(await said('** RECOVERY Host Alert: db-1 is UP **', 'nagios')).toEqual(['resolve', 'db-1']);
  expect(await said('** PROBLEM Service Alert: db-1/disk is CRITICAL **', 'nagios')).toEqual(['open', 'db-1/disk']);
  expect(await said('Lunch', 'nagios')).toEqual(['open', 'a@example.org Lunch']);
});

it('records automatic replies and returned mails, and opens for machines that say they are machines', async () => {
  const stateOf = async (from: string, ...headers: string[]) =>
    (await readEmail(mail('From: a@example.org', 'Subject: s', ...headers, '', 'x'), { from })).signals[0]?.state;
  expect(await stateOf('a@example.org', 'Auto-Submitted: auto-replied')).toBe('record');
  expect(await stateOf('', 'Content-Type: multipart/report; boundary=b; report-type=delivery-status')).toBe('record');
  expect(await stateOf('a@example.org', 'Auto-Submitted: no')).toBe('open');
});

it('refuses what is nested without end', async () => {
  const parts = Array.from({ length: 400 }, (_, n) => [`Content-Type: multipart/mixed; boundary=b${n}`, '', `--b${n}`]);
  await expect(readEmail(mail('Subject: deep', ...parts.flat(), '', 'x'), { from: '' })).rejects.toMatchObject({
    code: 'invalid',
  });
});
