import { expect, test } from 'vitest';
import { payloadText, withoutTurns } from './payload';

test('text that would be read in another direction than it was written is shown as it is', () => {
  expect(withoutTurns('file\u202Egpj.exe')).toBe('file⟨U+202E⟩gpj.exe');
  expect(withoutTurns('حجم القرص 95%')).toBe('حجم القرص 95%');
});

test('what was sent can be read and copied, and nothing sent is nothing shown', () => {
  expect(payloadText({ a: ['<script>'] })).toBe('{\n  "a": [\n    "<script>"\n  ]\n}');
  expect(payloadText('plain text')).toBe('plain text');
  expect(payloadText(null)).toBeNull();
});
