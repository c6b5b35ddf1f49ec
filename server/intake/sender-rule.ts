import type { IntegrationSettings, KeyPattern, ResolveRule } from '@/server/service/integration';
import { type Signal, textAt } from './signal';

/**
 * What stands for `{key}` in a text, or null when the text is not of that form. `*` is anything, and the pattern is the
 * whole text. Read from left to right without going back, so that no text makes it slow.
 */
export function keyIn(text: string, pattern: string): string | null {
  const parts = pattern.split(/(\*|\{key\})/);
  const wilds = parts.filter((_, i) => i % 2 === 1);
  const fixed = parts.filter((_, i) => i % 2 === 0);
  const [head = '', ...rest] = fixed;
  const tail = rest.pop();
  if (!text.startsWith(head)) return null;
  if (tail === undefined) return text === head ? '' : null;
  let from = head.length;
  let key: string | null = null;
  for (const [i, literal] of rest.entries()) {
    const found = literal === '' ? from : text.indexOf(literal, from);
    if (found < 0) return null;
    if (wilds[i] === '{key}') key = text.slice(from, found);
    from = found + literal.length;
  }
  const end = text.length - tail.length;
  if (end < from || !text.endsWith(tail)) return null;
  return wilds.at(-1) === '{key}' ? text.slice(from, end) : (key ?? '');
}

/** `title` and `text` as they were read, anything else as the sender calls it. */
const fieldOf = (signal: Signal, field: string): string => {
  if (field === 'title') return signal.title;
  if (field === 'text') return signal.text;
  const named = signal.fields.find(({ name }) => name === field)?.value;
  return textAt(signal.payload, field) || textAt(signal.payload, ...field.split('.')) || (named ?? '');
};

const resolves = (signal: Signal, { field, equals, pattern }: ResolveRule): boolean => {
  const said = fieldOf(signal, field);
  return equals !== undefined ? said === equals : pattern !== undefined && keyIn(said, pattern) !== null;
};

const keyFrom = (signal: Signal, { field, pattern }: KeyPattern): string | null =>
  keyIn(fieldOf(signal, field), pattern) || null;

/** What a person set for a sender that names neither a key nor an end. Where it does not fit, the message stays as read. */
export function ruled(signal: Signal, { keyPattern, resolveRule }: IntegrationSettings): Signal {
  if (!keyPattern && !resolveRule) return signal;
  const key = (keyPattern && keyFrom(signal, keyPattern)) ?? signal.key;
  const state = resolveRule && resolves(signal, resolveRule) ? 'resolve' : signal.state;
  return { ...signal, key, state };
}
