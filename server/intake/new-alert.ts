import type { Alert } from '@/server/alert/alert';
import type { Arrival } from './arrival';
import type { Folded } from './dedup';
import { oneLine, storableText, urgencyOf } from './signal';

/** An alert about to be stored. */
export type NewAlert = Pick<
  Alert,
  | 'id'
  | 'teamId'
  | 'serviceId'
  | 'integrationId'
  | 'origin'
  | 'key'
  | 'title'
  | 'details'
  | 'source'
  | 'priority'
  | 'urgency'
  | 'links'
  | 'batchId'
  | 'count'
> & {
  payload: unknown;
  /** What opens within so many seconds after one of the same service is one group with it; 0: nothing. */
  groupSeconds: number;
};

/** The alert that opens: the title and details are the opening signal's, the priority the highest. */
export function newAlertOf({ origin, key, opens, priority }: Folded<Arrival>, id: string): NewAlert | null {
  const [first] = opens;
  if (!first) return null;
  const { signal, integration, batchId } = first;
  return {
    id,
    origin,
    key,
    batchId,
    teamId: integration.teamId,
    serviceId: integration.serviceId,
    integrationId: integration.id,
    title: oneLine(signal.title),
    details: { text: signal.text, fields: signal.fields },
    source: storableText(signal.source ?? integration.name),
    priority,
    urgency: urgencyOf(priority),
    links: signal.links,
    payload: signal.payload,
    count: opens.length,
    groupSeconds: integration.groupSeconds,
  };
}

/** Opened by a person at a service; without a key nothing else folds into it. */
export function newAlertByHand(
  {
    title,
    details,
    priority,
    links,
  }: Pick<NewAlert, 'title' | 'priority'> & {
    details?: NewAlert['details'] | undefined;
    links: { href: string; text?: string | undefined }[];
  },
  service: { id: string; teamId: string; name: string },
  { id, key, batchId }: { id: string; key: string; batchId: string },
): NewAlert {
  return {
    id,
    key,
    batchId,
    origin: service.id,
    teamId: service.teamId,
    serviceId: service.id,
    integrationId: null,
    title: oneLine(title),
    details: details ?? { text: '', fields: [] },
    source: service.name,
    priority,
    urgency: urgencyOf(priority),
    links: links.map(({ href, text }) => ({ href, text: text ?? href })),
    payload: null,
    count: 1,
    groupSeconds: 0,
  };
}
