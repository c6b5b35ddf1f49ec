import { expect, test } from 'vitest';
import { type IntegrationKind, integrationKinds } from '@/server/service/integration';
import { snippetFor as made } from './sender-snippet';

const url = 'https://baton.example.org/ingest/generic/abc';
const snippetFor = (kind: IntegrationKind, url: string) => made({ kind, url, key: 'abc' });

test('a snippet is whole: copied, it works', () => {
  expect(snippetFor('alertmanager', url).text).toContain(`- url: '${url}'\n        send_resolved: true`);
  const lines = snippetFor('generic', url).text.split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe(
    `curl -sS '${url}' -H 'content-type: application/json' -d '{"title":"A first alert","key":"first","priority":"P3"}'`,
  );
});

test('every sender is told where to put its address or its key', () => {
  for (const kind of integrationKinds) {
    const { where, text } = snippetFor(kind, url);
    expect(where).toMatch(/:$/);
    expect(text).toContain(
      kind === 'prometheus' ? "path_prefix: '/ingest/generic/abc'" : kind === 'pagerduty' ? 'abc' : url,
    );
  }
});

test('nothing in an address can leave its quotes', () => {
  expect(snippetFor('generic', "https://x/'; rm -rf ~").text).toContain(`'https://x/'\\''; rm -rf ~'`);
});
