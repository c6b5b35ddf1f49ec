import { expect, it } from 'vitest';
import type { Context } from './context';
import { system } from './policy/actor';
import { together } from './together';
import { writtenOnce } from './written-once';

const ctx = { actor: system('test'), inside: false, client: {} } as unknown as Context;
const answer = () => ({ at: new Date('2026-11-16T09:00:00Z'), names: ['Ana'] });

it('writes down once what several are handed, and says the same as of anything else', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => together(ctx, 'it', async () => answer())));
  const shared = await together(ctx, 'it', async () => answer());
  expect(writtenOnce.serialize(shared)).toBe(writtenOnce.serialize(shared));
  expect(writtenOnce.deserialize(writtenOnce.serialize(one))).toEqual(answer());
  // What was read anew is written anew.
  expect(writtenOnce.serialize(other)).not.toBe(writtenOnce.serialize(shared));
});

it('keeps nothing of what was made for one', () => {
  const own = answer();
  const before = writtenOnce.serialize(own);
  own.names.push('Ben');
  expect(writtenOnce.serialize(own)).not.toBe(before);
  expect(writtenOnce.deserialize(writtenOnce.serialize(own))).toEqual(own);
});
