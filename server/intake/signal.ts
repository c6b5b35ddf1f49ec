import type { Field, Link } from '@/server/alert/alert';
import { type Priority, priorities } from '@/server/escalation/priority';

// Policies ask for priorities too, and an alert keeps fields and links as they came: they are spelt below, and whoever reads
// signals finds them here.
export type { Field, Link } from '@/server/alert/alert';
export { type Priority, priorities, urgencyOf } from '@/server/escalation/priority';

/** The one shape that all senders' messages are turned into. All text is stored as text. */
export type Signal = {
  /** What the sender calls this trouble, whole; null: the digest of `digestOf`, else of title and details. */
  key: string | null;
  digestOf: string | null;
  /** `update` and `record` open nothing and close nothing. */
  state: 'open' | 'acknowledge' | 'resolve' | 'update' | 'record';
  title: string;
  priority: Priority;
  /** Where it happened; null: the integration. */
  source: string | null;
  text: string;
  fields: Field[];
  links: Link[];
  /** The element as sent, for reading and copying. */
  payload: unknown;
};

/** An element that could not be read: its place in the request, and why. */
export type Rejected = { index: number; reason: string };

const words: Record<Priority, string> = {
  P1: 'p1 critical fatal emergency page',
  P2: 'p2 error major high failure',
  P3: 'p3 warning warn minor medium moderate',
  P4: 'p4 low notice',
  P5: 'p5 info informational success debug none',
};

const meaning = new Map(
  priorities.flatMap((priority) => words[priority].split(' ').map((word) => [word, priority] as const)),
);

/** The priority a word stands for, compared whole and without case. Bare numbers mean nothing: scales run both ways. */
export const priorityOf = (word: unknown): Priority | undefined =>
  typeof word === 'string' ? meaning.get(word.trim().toLowerCase()) : undefined;

export const higher = (a: Priority, b: Priority): Priority => (a < b ? a : b);

/** A link people may follow: http and https only. */
export function linkTo(href: unknown, text: string): Link[] {
  if (typeof href !== 'string' || !URL.canParse(href)) return [];
  return /^https?:$/.test(new URL(href).protocol) ? [{ href, text }] : [];
}

/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair: U+FFFD stands for them. */
export const storableText = (text: string): string =>
  text.replaceAll('\0', '\ufffd').replace(/[\ud800-\udfff]/gu, '\ufffd');

/** The same for a JSON text, where they stand as escapes. */
export const storableJson = (json: string): string =>
  json.replace(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, (found) => (found === '\\\\' ? found : '\ufffd'));

/** One line, whole: titles are shortened where they are shown, never refused for their length. */
export const oneLine = (text: string): string => storableText(text).replace(/\s+/g, ' ').trim() || '(no title)';

/** A sender's body, read by its content type and by nothing else. */
export type Body = { json: unknown } | { form: ReadonlyMap<string, string> } | { xml: string } | { text: string };

/** What a request says. Elements that cannot be read are listed, and the others count. */
export type Read = {
  signals: Signal[];
  rejected: Rejected[];
  /** What the sender calls this message; it may come again. */
  messageId?: string | undefined;
};

/** What an adapter may know beside the body. Header names are in lower case; `now` is the database's. */
export type Circumstances = { header(name: string): string | undefined; now: Date };

export type Entry = Record<string, unknown>;

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own fields only: a body may be named after anything, `__proto__` included. */
export const at = (entry: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (value, field) => (isEntry(value) && Object.hasOwn(value, field) ? value[field] : undefined),
    entry,
  );

/** Text and numbers as text; anything else is no text. */
export const textAt = (entry: unknown, ...path: string[]): string => {
  const value = at(entry, ...path);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

/** What is there, as names and values; what is nested as JSON. */
export const fieldsOf = (entry: Entry): Field[] =>
  Object.entries(entry).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '') return [];
    return [{ name, value: typeof value === 'object' ? JSON.stringify(value) : String(value) }];
  });
