import { expect, it } from 'vitest';
import { fileNameOf } from './download';

it('makes a file name of any title', () => {
  expect(fileNameOf('Disk full: /var on Checkout!')).toBe('disk-full-var-on-checkout.md');
  expect(fileNameOf('Störung der Röhre')).toBe('störung-der-röhre.md');
  expect(fileNameOf('???')).toBe('runbook.md');
});
