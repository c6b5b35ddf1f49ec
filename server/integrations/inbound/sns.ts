import { invalid } from '@/server/errors';
import { at, type Body, type Entry, fieldsOf, isEntry, type Read, type Signal, textAt } from '@/server/intake/signal';

/** SNS sends JSON and calls it text. */
export function envelopeOf(body: Body): Entry {
  const value = 'text' in body ? parsed(body.text) : 'json' in body ? body.json : null;
  if (!isEntry(value)) throw invalid({ body: 'This is no message of Amazon SNS' });
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const states: Record<string, Signal['state']> = { ALARM: 'open', OK: 'resolve', INSUFFICIENT_DATA: 'record' };

/** A CloudWatch alarm within a notification, or anything else that was published. The signature was checked before. */
export function readSns(body: Body): Read {
  const envelope = envelopeOf(body);
  const messageId = textAt(envelope, 'MessageId') || undefined;
  // To subscribe and to unsubscribe says nothing about any trouble.
  if (textAt(envelope, 'Type') !== 'Notification') return { signals: [], rejected: [], messageId };
  const message = parsed(textAt(envelope, 'Message'));
  return {
    signals: [isEntry(message) && at(message, 'AlarmArn') ? alarm(message) : published(envelope)],
    rejected: [],
    messageId,
  };
}

const alarm = (message: Entry): Signal => {
  const state = textAt(message, 'NewStateValue');
  return {
    key: textAt(message, 'AlarmArn'),
    digestOf: null,
    state: (Object.hasOwn(states, state) ? states[state] : undefined) ?? 'open',
    title: textAt(message, 'AlarmName') || 'CloudWatch alarm',
    priority: 'P3',
    source: textAt(message, 'Region') || null,
    text: textAt(message, 'NewStateReason') || textAt(message, 'AlarmDescription'),
    fields: fieldsOf(message).slice(0, 40),
    links: [],
    payload: message,
  };
};

const published = (envelope: Entry): Signal => ({
  key: null,
  digestOf: null,
  state: 'open',
  title: textAt(envelope, 'Subject') || textAt(envelope, 'Message').split('\n')[0] || '',
  priority: 'P3',
  source: textAt(envelope, 'TopicArn') || null,
  text: textAt(envelope, 'Message'),
  fields: [],
  links: [],
  payload: { Subject: at(envelope, 'Subject'), Message: at(envelope, 'Message'), TopicArn: at(envelope, 'TopicArn') },
});
