import { invalid } from '@/server/errors';
import {
  type Body,
  type Entry,
  type Field,
  isEntry,
  linkTo,
  priorityOf,
  type Read,
  type Signal,
} from '@/server/intake/signal';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const pairsOf = (value: unknown): [string, string][] =>
  isEntry(value) ? Object.entries(value).map(([name, one]): [string, string] => [name, String(one ?? '')]) : [];

/** Alertmanager's webhook, version 4. The group's own status is never read: each alert carries its state. */
export function readAlertmanager(body: Body): Read {
  const payload = 'json' in body ? body.json : null;
  if (!isEntry(payload) || !Array.isArray(payload.alerts))
    throw invalid({ alerts: 'This is no message of Alertmanager: it has no list of alerts' });
  const { alerts, ...envelope } = payload;
  const read: Read = { signals: [], rejected: [] };
  for (const [index, alert] of alerts.entries()) {
    if (isEntry(alert)) read.signals.push(signalOf(alert, envelope));
    else read.rejected.push({ index, reason: 'An alert is an object with labels' });
  }
  return read;
}

/** One alert of a group; Prometheus and Grafana speak of theirs in the same words. */
export function signalOf(alert: Entry, envelope: Entry): Signal {
  const labels = pairsOf(alert.labels);
  const annotations = pairsOf(alert.annotations);
  const label = new Map(labels);
  const annotation = new Map(annotations);
  const fingerprint = textOf(alert.fingerprint);
  const unsent = Number(envelope.truncatedAlerts) || 0;
  const fields: Field[] = [
    ...(unsent > 0 ? [{ name: 'Not sent', value: `${unsent} more were not sent` }] : []),
    ...[...labels, ...annotations].map(([name, value]) => ({ name, value })),
  ];
  return {
    key: fingerprint || null,
    digestOf: JSON.stringify(labels.sort(([a], [b]) => (a < b ? -1 : 1))),
    state: alert.status === 'resolved' ? 'resolve' : 'open',
    title: annotation.get('summary') || label.get('alertname') || '',
    priority: priorityOf(label.get('severity')) ?? 'P3',
    source: label.get('instance') || textOf(envelope.externalURL) || null,
    text: annotation.get('description') ?? '',
    fields,
    links: [
      ...linkTo(annotation.get('runbook_url'), 'Runbook'),
      ...linkTo(alert.generatorURL, 'Source'),
      ...linkTo(envelope.externalURL, 'Alertmanager'),
    ],
    payload: { ...envelope, alerts: [alert] },
  };
}
