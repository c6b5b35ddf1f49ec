import { invalid } from '@/server/errors';
import { at, type Body, isEntry, linkTo, type Priority, type Read, type Signal, textAt } from '@/server/intake/signal';

type State = Signal['state'];

const componentStates: Record<string, State> = { operational: 'resolve', under_maintenance: 'record' };
const componentPriorities: Record<string, Priority> = { major_outage: 'P2', degraded_performance: 'P4' };
const incidentStates: Record<string, State> = {
  resolved: 'resolve',
  completed: 'resolve',
  postmortem: 'resolve',
  scheduled: 'record',
  in_progress: 'record',
  verifying: 'record',
};
const impacts: Record<string, Priority> = { critical: 'P1', major: 'P2', minor: 'P3', none: 'P5' };

const known = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Statuspage's webhook: a component changed, or an incident was updated. */
export function readStatuspage(body: Body): Read {
  const payload = 'json' in body ? body.json : null;
  const signal = componentSignal(payload) ?? incidentSignal(payload);
  if (!signal) throw invalid({ body: 'This is no message of Statuspage: it has neither a component nor an incident' });
  return { signals: [{ ...signal, digestOf: null, payload }], rejected: [] };
}

type Found = Omit<Signal, 'digestOf' | 'payload'> | null;

function componentSignal(payload: unknown): Found {
  const update = at(payload, 'component_update');
  const component = at(payload, 'component');
  if (!isEntry(update) && !isEntry(component)) return null;
  const status = textAt(update, 'new_status') || textAt(component, 'status');
  const id = textAt(update, 'component_id') || textAt(component, 'id');
  const name = textAt(component, 'name') || 'A component';
  return {
    key: id ? `component:${id}` : null,
    state: known(componentStates, status) ?? 'open',
    title: `${name}: ${status.replaceAll('_', ' ') || 'changed'}`,
    priority: known(componentPriorities, status) ?? 'P3',
    source: name,
    text: textAt(payload, 'page', 'status_description'),
    fields: [{ name: 'Before', value: textAt(update, 'old_status') }].filter(({ value }) => value !== ''),
    links: [],
  };
}

function incidentSignal(payload: unknown): Found {
  const incident = at(payload, 'incident');
  if (!isEntry(incident)) return null;
  const id = textAt(incident, 'id');
  const updates = at(incident, 'incident_updates');
  const status = textAt(incident, 'status');
  return {
    key: id ? `incident:${id}` : null,
    state: known(incidentStates, status) ?? 'open',
    title: textAt(incident, 'name') || 'An incident on the status page',
    priority: known(impacts, textAt(incident, 'impact')) ?? 'P3',
    source: textAt(payload, 'page', 'id') || null,
    // Newest first, as sent.
    text: Array.isArray(updates) ? textAt(updates[0], 'body') : '',
    fields: [
      { name: 'Status', value: status },
      { name: 'Impact', value: textAt(incident, 'impact') },
    ].filter(({ value }) => value !== ''),
    links: linkTo(at(incident, 'shortlink'), 'Status page'),
  };
}
