import {
  at,
  type Entry,
  fieldsOf,
  isEntry,
  type Priority,
  priorities,
  type Signal,
  textAt,
} from '@/server/intake/signal';

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The fields that a create of Opsgenie's alert API lacks or gets wrong; empty when it can be taken. */
export function faultsOfCreate(body: Entry): Record<string, string> {
  const faults: Record<string, string> = {};
  if (textAt(body, 'message').trim() === '') faults.message = 'Message can not be empty.';
  const priority = at(body, 'priority');
  if (priority !== undefined && priority !== null && !isPriority(priority))
    faults.priority = 'Priority must be one of P1, P2, P3, P4, P5.';
  return faults;
}

const isPriority = (value: unknown): value is Priority => (priorities as readonly unknown[]).includes(value);

/** "ada@example.org", "platform": how a responder is named. */
const nameOf = (one: unknown): string => textAt(one, 'username') || textAt(one, 'name') || textAt(one, 'id');

/** A create: `alias` is the key, and without it the alert stands by itself under `freshKey`. */
export function readCreate(body: Entry, { source, freshKey }: { source: string; freshKey: string }): Signal {
  const priority = at(body, 'priority');
  const details = at(body, 'details');
  const named = (field: string) => listOf(at(body, field)).map(nameOf).filter(Boolean).join(', ');
  const plain = (field: string) => listOf(at(body, field)).map(String).join(', ');
  const more = [
    ['Entity', textAt(body, 'entity')],
    ['Tags', plain('tags')],
    ['Responders', named('responders')],
    ['Visible to', named('visibleTo')],
    ['Actions', plain('actions')],
    ['User', textAt(body, 'user')],
    ['Note', textAt(body, 'note')],
  ] as const;
  return {
    key: textAt(body, 'alias') || freshKey,
    digestOf: null,
    state: 'open',
    title: textAt(body, 'message'),
    priority: isPriority(priority) ? priority : 'P3',
    source: textAt(body, 'source') || source,
    text: textAt(body, 'description'),
    fields: [
      ...(isEntry(details) ? fieldsOf(details) : []),
      ...more.flatMap(([name, value]) => (value ? [{ name, value }] : [])),
    ],
    links: [],
    payload: body,
  };
}
