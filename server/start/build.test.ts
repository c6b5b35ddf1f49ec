import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceHash } from './build';

let root: string;
const put = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'baton-build-'));
  put('app/page.tsx', 'one');
  put('server/alert/lifecycle.ts', 'two');
  put('package-lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a build is used again exactly as long as its source is the same', () => {
  it('is the same for the same source', () => {
    expect(sourceHash(root)).toBe(sourceHash(root));
  });

  it.each([
    ['a changed file', () => put('server/alert/lifecycle.ts', 'changed')],
    ['a new file', () => put('components/ui/button.tsx', 'new')],
    ['a removed file', () => rmSync(path.join(root, 'app/page.tsx'))],
    ['a renamed file', () => renameSync(path.join(root, 'app/page.tsx'), path.join(root, 'app/layout.tsx'))],
    ['other packages', () => put('package-lock.json', '{"packages":{}}')],
  ])('is another after %s', (_, change) => {
    const before = sourceHash(root);
    change();
    expect(sourceHash(root)).not.toBe(before);
  });

  it.each(['server/alert/lifecycle.test.ts', 'server/worker/jobs.ts', 'server/start/main.ts', 'docs/install.md'])(
    'stays the same when %s changes, which no screen is made of',
    (file) => {
      const before = sourceHash(root);
      put(file, 'changed');
      expect(sourceHash(root)).toBe(before);
    },
  );
});
