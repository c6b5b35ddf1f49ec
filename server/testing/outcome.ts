import { TRPCError } from '@trpc/server';
import { AppError } from '@/server/errors';
import type { Belongings } from './callers';

/** What came of a call: what was answered, or our refusal. */
export type Outcome = { done: unknown } | { refused: string; message: string; fields?: unknown };

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** The first thing a stream says; the stream ends with it. */
async function firstOf(stream: AsyncIterable<unknown>): Promise<unknown> {
  for await (const said of stream) return said;
  return undefined;
}

/** Anything but a refusal of ours is a fault of the product, and thrown on. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    const answer = await work();
    return { done: isStream(answer) ? await firstOf(answer) : answer };
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (cause instanceof AppError)
      return { refused: cause.code, message: cause.message, ...(cause.fields && { fields: cause.fields }) };
    if (error instanceof TRPCError && error.code === 'BAD_REQUEST')
      return { refused: 'invalid', message: error.message };
    throw error;
  }
}

/** As it would go over the wire. */
export const written = (outcome: Outcome): string =>
  JSON.stringify(outcome, (_, value: unknown) => {
    if (value instanceof Map) return [...value];
    return typeof value === 'bigint' ? String(value) : value;
  });

/** A verdict about rights; null where it was not rights that decided. */
export const verdictOf = (outcome: Outcome): 'allowed' | 'signed-out' | 'not-allowed' | 'not-found' => {
  if (!('refused' in outcome)) return 'allowed';
  const { refused } = outcome;
  return refused === 'signed-out' || refused === 'not-allowed' || refused === 'not-found' ? refused : 'allowed';
};

/** Every way to put one id of `to` in the place of the same one of `from`, one place at a time. */
export function exchanged(
  input: unknown,
  from: Belongings,
  to: Belongings,
): { key: keyof Belongings; at: string; input: unknown }[] {
  const keys = Object.keys(from) as (keyof Belongings)[];
  const walk = (value: unknown, at: string): { key: keyof Belongings; at: string; input: unknown }[] => {
    if (typeof value === 'string') {
      const key = keys.find((key) => from[key] === value);
      return key ? [{ key, at, input: to[key] }] : [];
    }
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      walk(inner, `${at}.${name}`).map((change) => ({ ...change, input: replaced(value, name, change.input) })),
    );
  };
  return walk(input, 'input');
}

const replaced = (whole: object, name: string, value: unknown): unknown =>
  Array.isArray(whole) ? whole.map((one, i) => (String(i) === name ? value : one)) : { ...whole, [name]: value };

const secretNames = /password|hash|sealed|secret|cipher|codeHash|csrf/i;

/** Names in an answer under which secrets are kept, however deep. */
export function secretKeysIn(value: unknown, at = 'answer'): string[] {
  if (value instanceof Map) return [...value.values()].flatMap((inner) => secretKeysIn(inner, at));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(secretNames.test(name) ? [`${at}.${name}`] : []),
    ...secretKeysIn(inner, `${at}.${name}`),
  ]);
}
