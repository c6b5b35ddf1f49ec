import { type Field, type Link, linkTo } from '@/server/intake/signal';
import { severityOf } from './severity';
import type { AlertDetail } from './use-alert';

type Said = Pick<AlertDetail, 'key' | 'source' | 'priority' | 'links'> & { details: { fields: readonly Field[] } };

/** What the sender said, each thing once: where to look first, where else, and the rest as words. */
export type Facts = { runbooks: Link[]; links: Link[]; fields: Field[] };

const meansRunbook = /\brun[\s_-]?book|\bplay[\s_-]?book/i;
/** Where the sender gave no words, the name of its field stands in their place. */
const bareName = /^(url|link|client_url)$/;
const meansKey = /^(dedup|dedup_key|deduplication_key|incident_key|alias|key|entity_id|event_id|alert_uid|id)$/i;
const meansSource = /^(source|resource|host|origin)$/i;
const meansSeverity = /^(priority|severity|urgency)$/i;

/** A field that holds a whole http(s) address is a link; what the screen says elsewhere is not said again. */
export function factsOf({ key, source, priority, links, details }: Said): Facts {
  const all = new Map(
    links.map(({ href, text }) => [href, { href, text: bareName.test(text) ? wordsOf(text) : text }]),
  );
  const fields: Field[] = [];
  for (const field of details.fields) {
    const [link] = linkTo(field.value.trim(), wordsOf(field.name));
    // A label of its own ("Runbook") says more than the name of a field ("link"), unless the field names a runbook.
    if (link && (!all.has(link.href) || meansRunbook.test(link.text))) all.set(link.href, link);
    if (!link && !isSaidElsewhere(field, { key, source, priority })) fields.push(field);
  }
  const found = [...all.values()];
  const isRunbook = ({ text }: Link) => meansRunbook.test(text);
  return {
    runbooks: found.filter(isRunbook),
    links: found.filter((link) => !isRunbook(link)),
    fields: [...fields, { name: 'Source', value: source }, { name: 'Deduplication key', value: key }],
  };
}

const isSaidElsewhere = (
  { name, value }: Field,
  { key, source, priority }: Pick<Said, 'key' | 'source' | 'priority'>,
) =>
  (meansKey.test(name) && value === key) ||
  (meansSource.test(name) && value === source) ||
  (meansSeverity.test(name) && value.toLowerCase() === severityOf(priority).word.toLowerCase());

/** "runbook_url" is read "Runbook". */
function wordsOf(name: string): string {
  const words = name
    .replace(/[\s_-]*ur[il]$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim();
  return words === '' ? 'Link' : words.charAt(0).toUpperCase() + words.slice(1);
}
