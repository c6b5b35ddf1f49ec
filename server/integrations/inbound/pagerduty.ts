import { invalid } from '@/server/errors';
import {
  at,
  type Entry,
  fieldsOf,
  isEntry,
  type Link,
  linkTo,
  priorityOf,
  type Signal,
  textAt,
} from '@/server/intake/signal';

const states: Record<string, Signal['state']> = { trigger: 'open', acknowledge: 'acknowledge', resolve: 'resolve' };

/** Uptime Kuma's Test button and its warnings of certificates share one key and never resolve. */
const sharedKey = 'Uptime Kuma/test';

/** An event of PagerDuty's Events API v2; `freshKey` stands for a key that a trigger leaves out. */
export function readEvent(event: Entry, freshKey: string): { signal: Signal; dedupKey: string } {
  const action = textAt(event, 'event_action');
  const state = Object.hasOwn(states, action) ? states[action] : undefined;
  if (!state) throw invalid({ event_action: 'event_action must be one of: trigger, acknowledge, resolve' });
  const given = textAt(event, 'dedup_key');
  if (state !== 'open' && given === '') throw invalid({ dedup_key: 'dedup_key is required for this event action' });
  const { payload } = event;
  const summary = textAt(payload, 'summary');
  if (state === 'open' && summary === '') throw invalid({ 'payload.summary': 'payload.summary is required' });
  const dedupKey = given || freshKey;
  const { routing_key: _, ...sent } = event;
  const details = at(payload, 'custom_details');
  const signal: Signal = {
    key: dedupKey === sharedKey ? `${sharedKey}/${summary}` : dedupKey,
    digestOf: null,
    state,
    title: summary || dedupKey,
    priority: priorityOf(at(payload, 'severity')) ?? 'P3',
    source: textAt(payload, 'source') || null,
    text: typeof details === 'string' ? details : '',
    fields: [
      ...['component', 'group', 'class', 'timestamp'].flatMap((name) => {
        const value = textAt(payload, name);
        return value ? [{ name, value }] : [];
      }),
      ...(isEntry(details) ? fieldsOf(details) : []),
      ...(textAt(event, 'client') ? [{ name: 'client', value: textAt(event, 'client') }] : []),
    ],
    links: [...linkTo(at(event, 'client_url'), textAt(event, 'client') || 'Client'), ...linksIn(event)],
    payload: sent,
  };
  return { signal, dedupKey };
}

const listOf = (value: unknown): Entry[] => (Array.isArray(value) ? value.filter(isEntry) : []);

const linksIn = (event: Entry): Link[] => [
  ...listOf(at(event, 'links')).flatMap((link) => linkTo(at(link, 'href'), textAt(link, 'text') || 'Link')),
  ...listOf(at(event, 'images')).flatMap((image) => [
    ...linkTo(at(image, 'href'), textAt(image, 'alt') || 'Image'),
    ...linkTo(at(image, 'src'), textAt(image, 'alt') || 'Image'),
  ]),
];

/** A change: what was deployed or switched, kept beside the service's alerts. */
export function readChange(event: Entry): {
  title: string;
  source: string;
  at: string;
  links: Link[];
  details: unknown;
} {
  const summary = textAt(event, 'payload', 'summary');
  if (summary === '') throw invalid({ 'payload.summary': 'payload.summary is required' });
  return {
    title: summary,
    source: textAt(event, 'payload', 'source'),
    at: textAt(event, 'payload', 'timestamp'),
    links: linksIn(event),
    details: at(event, 'payload', 'custom_details') ?? null,
  };
}
