import { expect, it } from 'vitest';
import { noteSchema, saveSchema } from './schema';

it('keeps a text that the database could not hold as one that it can, and knows no such id', () => {
  const input = { noteId: 'n', prompt: 'risks', baseVersion: 0 };
  expect(saveSchema.parse({ ...input, text: 'a\0b\ud800 🚨' }).text).toBe('a\ufffdb\ufffd 🚨');
  expect(noteSchema.safeParse({ noteId: 'a\0b' }).success).toBe(false);
});
