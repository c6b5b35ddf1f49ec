import { invalid } from '@/server/errors';
import { at, type Body, isEntry, linkTo, priorityOf, type Read, textAt } from '@/server/intake/signal';

/** The body is a template of the customer's; this is the one that the integration's page offers. */
export function readDatadog(body: Body): Read {
  const said = 'json' in body ? body.json : 'form' in body ? Object.fromEntries(body.form) : null;
  const entries = Array.isArray(said) ? said : [said];
  const read: Read = { signals: [], rejected: [] };
  for (const [index, entry] of entries.entries()) {
    if (!isEntry(entry) || (textAt(entry, 'alias') === '' && textAt(entry, 'title') === '')) {
      read.rejected.push({ index, reason: 'Use the template that the integration’s page offers' });
      continue;
    }
    const tags = textAt(entry, 'tags');
    read.signals.push({
      key: textAt(entry, 'alias') || null,
      digestOf: null,
      state: textAt(entry, 'transition') === 'Recovered' ? 'resolve' : 'open',
      title: textAt(entry, 'title'),
      priority: priorityOf(at(entry, 'priority')) ?? 'P3',
      source: /(?:^|,)host:([^,]+)/.exec(tags)?.[1] ?? null,
      text: textAt(entry, 'body'),
      fields: tags ? [{ name: 'Tags', value: tags }] : [],
      links: linkTo(at(entry, 'link'), 'Datadog'),
      payload: entry,
    });
  }
  if (read.signals.length === 0 && read.rejected.length === 0) throw invalid({ body: 'The list is empty' });
  return read;
}
