import { expect, test } from 'vitest';
import { factsOf } from './facts';

const said = (fields: Record<string, string>, links: { href: string; text: string }[] = []) =>
  factsOf({
    key: 'checkout',
    source: 'web-1',
    priority: 'P1',
    links,
    details: { fields: Object.entries(fields).map(([name, value]) => ({ name, value })) },
  });

test('a runbook is found under the names senders use, and stands apart from other links', () => {
  for (const name of ['runbook', 'runbook_url', 'runbookUrl', 'Run book', 'runbook-url']) {
    const { runbooks, links, fields } = said({ [name]: 'https://example.org/r', dashboard: 'http://example.org/d' });
    expect(runbooks.map(({ href }) => href)).toEqual(['https://example.org/r']);
    expect(links).toEqual([{ href: 'http://example.org/d', text: 'Dashboard' }]);
    expect(fields.map((field) => field.name)).toEqual(['Source', 'Deduplication key']);
  }
});

test('only whole http and https addresses become links; all else stays text', () => {
  const fields = { runbook: 'javascript:alert(1)', dashboard: 'see https://example.org', data: 'data:text/html,x' };
  const facts = said(fields);
  expect([...facts.runbooks, ...facts.links]).toEqual([]);
  expect(Object.fromEntries(facts.fields.map(({ name, value }) => [name, value]))).toMatchObject(fields);
});

test('everything is said once: addresses, the key, the source, and a severity that reads as ours does', () => {
  const { runbooks, links, fields } = said(
    {
      key: 'checkout',
      host: 'web-1',
      severity: 'critical',
      urgency: 'fatal',
      url: 'https://example.org/u',
      alias: 'own',
    },
    [
      { href: 'https://example.org/u', text: 'url' },
      { href: 'https://example.org/r', text: 'Runbook' },
    ],
  );
  expect(runbooks).toEqual([{ href: 'https://example.org/r', text: 'Runbook' }]);
  expect(links).toEqual([{ href: 'https://example.org/u', text: 'Link' }]);
  expect(fields).toEqual([
    { name: 'urgency', value: 'fatal' },
    { name: 'alias', value: 'own' },
    { name: 'Source', value: 'web-1' },
    { name: 'Deduplication key', value: 'checkout' },
  ]);
});
