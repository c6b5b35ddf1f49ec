import { invalid } from '@/server/errors';
import { at, type Body, isEntry, linkTo, type Priority, type Read, type Signal, textAt } from '@/server/intake/signal';

const states: Record<string, Signal['state']> = {
  PROBLEM: 'open',
  CUSTOM: 'open',
  RECOVERY: 'resolve',
  ACKNOWLEDGEMENT: 'acknowledge',
  DOWNTIMESTART: 'record',
  DOWNTIMEEND: 'record',
  DOWNTIMEREMOVED: 'record',
  FLAPPINGSTART: 'record',
  FLAPPINGEND: 'record',
};
const priorities: Record<string, Priority> = { CRITICAL: 'P1', DOWN: 'P1', WARNING: 'P3', UNKNOWN: 'P3' };

const known = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What a NotificationCommand of Icinga or Nagios sends: `{ type, host, service, state, output, url, author }`. */
export function readIcinga(body: Body): Read {
  const said = 'json' in body ? body.json : 'form' in body ? Object.fromEntries(body.form) : null;
  const host = textAt(said, 'host');
  if (!isEntry(said) || host === '') throw invalid({ host: 'Say which host it is about' });
  const service = textAt(said, 'service');
  const state = textAt(said, 'state').toUpperCase();
  const author = textAt(said, 'author');
  const signal: Signal = {
    key: service ? `${host}!${service}` : host,
    digestOf: null,
    state: known(states, textAt(said, 'type').trim().toUpperCase()) ?? 'open',
    title: `${service ? `${host}/${service}` : host}${state ? ` is ${state}` : ''}`,
    priority: known(priorities, state) ?? 'P3',
    source: host,
    text: textAt(said, 'output'),
    fields: author ? [{ name: 'Author', value: author }] : [],
    links: linkTo(at(said, 'url'), 'Icinga'),
    payload: said,
  };
  return { signals: [signal], rejected: [] };
}
