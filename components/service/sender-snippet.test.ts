import { expect, test } from 'vitest';
import { snippetFor } from './sender-snippet';

const url = 'https://baton.example.org/ingest/generic/abc';

test('a snippet is whole: copied, it works', () => {
  expect(snippetFor('alertmanager', url).text).toContain(`- url: '${url}'\n        send_resolved: true`);
  const lines = snippetFor('generic', url).text.split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe(
    `curl -sS '${url}' -H 'content-type: application/json' -d '{"title":"A first alert","key":"first","priority":"P3"}'`,
  );
});

test('nothing in an address can leave its quotes', () => {
  expect(snippetFor('generic', "https://x/'; rm -rf ~").text).toContain(`'https://x/'\\''; rm -rf ~'`);
});
