import { at, type Body, type Entry, isEntry, linkTo, type Read, type Signal } from '@/server/intake/signal';
import { readAlertmanager } from './alertmanager';
import { readGeneric } from './generic';

const linkWords = { panelURL: 'Panel', dashboardURL: 'Dashboard', silenceURL: 'Silence', imageURL: 'Image' };

/** Alertmanager's shape with links and values of Grafana's own. What people templated into another shape is anything. */
export function readGrafana(body: Body): Read {
  const payload = 'json' in body ? body.json : null;
  const alerts = at(payload, 'alerts');
  if (!Array.isArray(alerts)) return readGeneric(body);
  const read = readAlertmanager(body);
  const sent = alerts.filter(isEntry);
  return { ...read, signals: read.signals.map((signal, i) => enriched(signal, sent[i] ?? {})) };
}

function enriched(signal: Signal, alert: Entry): Signal {
  const links = Object.entries(linkWords).flatMap(([field, words]) => linkTo(at(alert, field), words));
  const values = at(alert, 'values');
  const measured = isEntry(values) ? Object.entries(values).map(([name, value]) => `${name} = ${String(value)}`) : [];
  return {
    ...signal,
    links: [
      ...signal.links.map((link) => (link.text === 'Alertmanager' ? { ...link, text: 'Grafana' } : link)),
      ...links,
    ],
    fields: measured.length > 0 ? [...signal.fields, { name: 'Values', value: measured.join(', ') }] : signal.fields,
  };
}
