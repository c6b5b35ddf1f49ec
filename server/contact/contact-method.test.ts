import { expect, it } from 'vitest';
import { maskedAddress, readAddress } from './contact-method';

it('stores an address in its channel’s own form', () => {
  expect(readAddress('email', ' Ada@Example.org ')).toEqual({ address: 'Ada@Example.org' });
  expect(readAddress('sms', '+49 (30) 123-4567')).toEqual({ address: '+49301234567' });
  expect(readAddress('ntfy', 'https://ntfy.example.org/my-topic/')).toEqual({
    address: 'https://ntfy.example.org/my-topic',
  });
});

it.each([
  ['email', 'ada'],
  ['email', 'ada@example.org, eve@example.org'],
  ['email', 'ada@example.org\r\nBcc: eve@example.org'],
  ['email', '<ada@example.org>'],
  ['sms', '030 1234567'],
  ['voice', '+49 call me'],
  ['slack', '@ada'],
  ['webhook', 'ftp://example.org/x'],
  ['webhook', 'https://ada:secret@example.org/x'],
  ['ntfy', 'https://ntfy.example.org/'],
  ['push', '{"endpoint":"https://push.example.org/1"}'],
] as const)('refuses for %s: %s', (channel, address) => {
  expect(readAddress(channel, address)).toEqual({ fault: expect.stringMatching(/^(Write|Give) /) });
});

it('shows others enough to recognise an address and no more', () => {
  expect(maskedAddress('email', 'ada.lovelace@example.org')).toBe('a…@example.org');
  expect(maskedAddress('sms', '+49301234567')).toBe('…567');
});
