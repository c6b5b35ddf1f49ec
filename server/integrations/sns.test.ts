import { createSign, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { fixture } from '@/server/testing/sender';
import { provenSns } from './sns';

it('refuses what Amazon did not sign, and asks nobody else’s address for a certificate or a confirmation', async () => {
  const asked: string[] = [];
  const ask = async (address: string) => {
    asked.push(address);
    return { status: 200, body: 'no certificate' };
  };
  const { body } = fixture('sns', 'sns-subscription-confirmation');
  expect(await provenSns(body, ask)).toBe(false);
  expect(asked).toEqual(['https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-abc.pem']);
  asked.length = 0;
  for (const SigningCertURL of [
    'https://sns.eu-west-1.amazonaws.com.evil.example.org/a.pem',
    'https://evil.example.org/https://sns.eu-west-1.amazonaws.com/a.pem',
    'http://sns.eu-west-1.amazonaws.com/a.pem',
    'https://sns.eu-west-1.amazonaws.com@evil.example.org/a.pem',
    '',
  ])
    expect(await provenSns({ ...body, SigningCertURL }, ask)).toBe(false);
  expect(await provenSns({ ...body, Signature: '' }, ask)).toBe(false);
  expect(asked).toEqual([]);
});

it('a key that is no certificate proves nothing', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { body } = fixture('sns', 'sns-alarm');
  const Signature = createSign('RSA-SHA256').update(String(body.Message)).sign(privateKey, 'base64');
  const ask = async () => ({ status: 200, body: publicKey.export({ type: 'spki', format: 'pem' }).toString() });
  const SigningCertURL = 'https://sns.us-east-1.amazonaws.com/other.pem';
  expect(await provenSns({ ...body, Signature, SigningCertURL }, ask)).toBe(false);
});
