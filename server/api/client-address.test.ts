import { expect, it } from 'vitest';
import { clientAddress, clientPrefix } from './client-address';

it('counts an address once, however it is written', () => {
  expect(clientPrefix('192.0.2.7')).toBe('192.0.2.7');
  expect(clientPrefix('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(clientPrefix('::ffff:c000:207')).toBe('192.0.2.7');
  expect(clientPrefix('2001:db8::1')).toBe(clientPrefix('2001:0db8:0:0:ffff:1:2:3'));
  expect(clientPrefix('2001:db8:0:1::1')).not.toBe(clientPrefix('2001:db8::1'));
  expect(clientPrefix('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
});

it('believes a forwarding header only as far as our own proxies reach', () => {
  const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' };
  expect(clientAddress('127.0.0.1', headers, 0)).toBe('127.0.0.1');
  expect(clientAddress('127.0.0.1', headers, 1)).toBe('198.51.100.1');
  expect(clientAddress('127.0.0.1', headers, 2)).toBe('203.0.113.9');
});
