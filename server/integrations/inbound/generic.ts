import { invalid } from '@/server/errors';
import { type Body, linkTo, type Priority, priorityOf, type Read, type Signal } from '@/server/intake/signal';

type Entry = Record<string, unknown>;

const isObject = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const words = (text: string): string[] => text.split(' ');

const keyFields = words('dedup_key dedup alias key incident_key entity_id event_id alert_uid id');
const stateFields = words('event_action action message_type event_type state status');
const titleFields = words('title summary subject entity_display_name message text name msg');
const textFields = words('description details body state_message message text msg');
const priorityFields = words('priority severity urgency message_type type');
const sourceFields = words('source resource host origin');
const linkFields = words('url link client_url');

const resolving = new Set(words('resolve resolved ok recovery recovered close closed clear cleared normal up'));
const acknowledging = new Set(words('acknowledge acknowledged acknowledgement ack acked'));
const calmSeverities = new Set(words('cleared normal ok'));

/** Own fields only: a body may be named after anything, `__proto__` included. */
const at = (entry: Entry, field: string): unknown => (Object.hasOwn(entry, field) ? entry[field] : undefined);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
const listOf = (value: unknown): Entry[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The first of these fields that holds text, with its name. */
function firstOf(entry: Entry, fields: string[], except?: string): { field: string; text: string } | undefined {
  for (const field of fields) {
    const text = textOf(at(entry, field));
    if (field !== except && text.trim() !== '') return { field, text };
  }
  return undefined;
}

/** Anything that can post: JSON (an object or a list of them), a form, XML or text. */
export function readGeneric(body: Body): Read {
  if ('text' in body) return { signals: [plain(body.text, firstLine(body.text))], rejected: [] };
  if ('xml' in body) return { signals: [plain(body.xml, titleOfXml(body.xml))], rejected: [] };
  const value = 'form' in body ? unpacked(body.form) : body.json;
  const entries = Array.isArray(value) ? value : [value];
  const read: Read = { signals: [], rejected: [] };
  for (const [index, entry] of entries.entries()) {
    if (isObject(entry)) read.signals.push(Object.hasOwn(entry, 'heartbeat') ? uptimeKuma(entry) : signalOf(entry));
    else read.rejected.push({ index, reason: 'Send an object, or a list of objects' });
  }
  return read;
}

/** A form's fields; where one of them carries the whole message as JSON, that. */
function unpacked(form: ReadonlyMap<string, string>): unknown {
  for (const field of ['data', 'payload']) {
    try {
      const inner: unknown = JSON.parse(form.get(field) ?? '');
      if (isObject(inner)) return inner;
    } catch {
      // an ordinary field that happens to have this name
    }
  }
  return Object.fromEntries(form);
}

function signalOf(entry: Entry): Signal {
  const [attachment] = listOf(at(entry, 'attachments'));
  const title = firstOf(entry, titleFields);
  const text = firstOf(entry, textFields, title?.field);
  const used = new Set([title?.field, text?.field]);
  return {
    key: keyOf(entry),
    digestOf: null,
    state: stateOf(entry),
    title: title?.text ?? (attachment && firstOf(attachment, ['title', 'fallback', 'text'])?.text) ?? '',
    priority: priorityIn(entry),
    source: firstOf(entry, sourceFields)?.text ?? null,
    text: text?.text ?? '',
    fields: Object.entries(entry).flatMap(([name, value]) =>
      used.has(name) || value === null ? [] : [{ name, value: shown(value) }],
    ),
    links: [
      ...linkFields.flatMap((field) => linkTo(at(entry, field), field)),
      ...listOf(at(entry, 'links')).flatMap((link) => linkTo(at(link, 'href'), textOf(at(link, 'text')) || 'Link')),
      ...listOf(at(entry, 'actions')).flatMap((action) =>
        linkTo(at(action, 'url'), textOf(at(action, 'label')) || 'Link'),
      ),
      ...listOf(at(entry, 'attachments')).flatMap((one) =>
        linkTo(at(one, 'title_link'), textOf(at(one, 'title')) || 'Link'),
      ),
    ],
    payload: entry,
  };
}

/** Objects, blanks and what a template without a value leaves behind are no keys. */
function keyOf(entry: Entry): string | null {
  for (const field of keyFields) {
    const key = textOf(at(entry, field));
    if (key.trim() !== '' && !/(^|[/:-])(undefined|NaN)$/.test(key)) return key;
  }
  const [environment, resource, event] = ['environment', 'resource', 'event'].map((field) => textOf(at(entry, field)));
  return resource && event ? [environment, resource, event].filter(Boolean).join('/') : null;
}

/** By whole word, from the fields that mean a state; what is unknown opens. Titles and tones never decide. */
function stateOf(entry: Entry): Signal['state'] {
  const said = firstOf(entry, stateFields);
  if (!said) return calmSeverities.has(textOf(at(entry, 'severity')).trim().toLowerCase()) ? 'resolve' : 'open';
  const word = said.text.trim().toLowerCase();
  return resolving.has(word) ? 'resolve' : acknowledging.has(word) ? 'acknowledge' : 'open';
}

function priorityIn(entry: Entry): Priority {
  for (const field of priorityFields) {
    const priority = priorityOf(at(entry, field));
    if (priority) return priority;
  }
  return 'P3';
}

const heartbeatStates: Record<number, Signal['state']> = { 0: 'open', 1: 'resolve', 2: 'record', 3: 'record' };

/** Uptime Kuma's shape, whatever notification type it was sent as. Its test button and its expiry warnings look alike. */
function uptimeKuma(entry: Entry): Signal {
  const [heartbeat, monitor] = [at(entry, 'heartbeat'), at(entry, 'monitor')];
  const message = firstOf(entry, ['msg', 'message', 'title'])?.text ?? '';
  const plainly = { digestOf: null, text: message, fields: [], links: [], payload: entry };
  if (!isObject(heartbeat))
    return { ...plainly, key: null, state: 'open', title: message, priority: 'P4', source: null, text: '' };
  const id = textOf(at(heartbeat, 'monitorID'));
  const said = textOf(at(heartbeat, 'msg'));
  const name = isObject(monitor) ? textOf(at(monitor, 'name')) : '';
  const url = isObject(monitor) ? at(monitor, 'url') : undefined;
  const titled = [name, said].filter(Boolean).join(': ');
  return {
    ...plainly,
    key: id === '' ? null : `Uptime Kuma/${id}`,
    state: heartbeatStates[Number(at(heartbeat, 'status'))] ?? 'open',
    title: isObject(monitor) && titled !== '' ? titled : textOf(at(entry, 'message')) || message || said,
    priority: 'P2',
    source: textOf(url) || (isObject(monitor) && textOf(at(monitor, 'hostname'))) || null,
    links: linkTo(url, 'Monitored address'),
  };
}

function plain(text: string, title: string): Signal {
  if (text.trim() === '') throw invalid({ body: 'The body is empty' });
  return {
    key: null,
    digestOf: null,
    state: 'open',
    title,
    priority: 'P3',
    source: null,
    text,
    fields: [],
    links: [],
    payload: text,
  };
}

const firstLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? '';

/** Looked for as text, near the beginning: entities and document types are never expanded. */
function titleOfXml(xml: string): string {
  const head = xml.slice(0, 20_000);
  const named = /<(?:Subject|title|summary)(?:\s[^<>]{0,200})?>\s*(?:<!\[CDATA\[)?([^<\]]*)/i.exec(head)?.[1] ?? '';
  return named.trim() || firstLine(head.replace(/<[^>]{0,500}>/g, ' '));
}
