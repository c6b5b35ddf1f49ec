import { invalid } from '@/server/errors';
import {
  at,
  type Body,
  type Circumstances,
  isEntry,
  linkTo,
  priorityOf,
  type Read,
  type Signal,
  textAt,
} from '@/server/intake/signal';

/** Sentry's webhooks; the header says which, and the signature was checked before. */
export function readSentry(body: Body, { header }: Circumstances): Read {
  const payload = 'json' in body ? body.json : null;
  const data = at(payload, 'data');
  if (!isEntry(data)) throw invalid({ data: 'This is no message of Sentry: it has no data' });
  const resource = header('sentry-hook-resource') ?? '';
  const action = textAt(payload, 'action');
  const signal =
    resource === 'metric_alert' || isEntry(at(data, 'metric_alert'))
      ? metric(data, action)
      : issue(data, resource, action);
  return { signals: [{ ...signal, digestOf: null, payload }], rejected: [], messageId: header('request-id') };
}

type Found = Omit<Signal, 'digestOf' | 'payload'>;

function metric(data: unknown, action: string): Found {
  const id = textAt(data, 'metric_alert', 'id');
  return {
    key: id ? `metric:${id}` : null,
    state: action === 'resolved' ? 'resolve' : 'open',
    title: textAt(data, 'description_title') || textAt(data, 'metric_alert', 'title') || 'A metric alert',
    priority: priorityOf(action) ?? 'P3',
    source: textAt(data, 'metric_alert', 'alert_rule', 'name') || null,
    text: textAt(data, 'description_text'),
    fields: [],
    links: linkTo(at(data, 'web_url'), 'Sentry'),
  };
}

/** An event alert opens and never resolves; an issue resolves when its action says so, and else only reports. */
function issue(data: unknown, resource: string, action: string): Found {
  const subject = at(data, 'event') ?? at(data, 'issue') ?? at(data, 'error');
  const id = textAt(data, 'issue', 'id') || textAt(subject, 'issue_id');
  const reports = action === 'resolved' ? 'resolve' : 'record';
  return {
    key: id ? `issue:${id}` : null,
    state: resource === 'issue' ? reports : 'open',
    title: textAt(subject, 'title') || textAt(subject, 'message') || 'An issue',
    priority: priorityOf(at(subject, 'level')) ?? 'P3',
    source: textAt(subject, 'culprit') || null,
    text: textAt(data, 'triggered_rule') ? `Rule: ${textAt(data, 'triggered_rule')}` : '',
    fields: [],
    links: linkTo(at(subject, 'web_url'), 'Sentry'),
  };
}
