import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { machineDoors } from '@/server/api/doors';
import { endpoints } from '@/server/api/rest';
import { appRouter } from '@/server/api/root';
import { abilities } from '@/server/policy/abilities';
import { addresses } from '@/server/policy/addresses';
import { calls } from '@/server/policy/calls';
import type { Guard } from '@/server/policy/guard';
import { procedures } from '@/server/policy/procedures';
import { callSamples, procedureSamples } from './samples';
import { looseParts } from './strictness';

const root = path.resolve(import.meta.dirname, '../..');
const sorted = (names: Iterable<string>) => [...names].sort();
const files = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));

const inApp = files('app');
/** `app/(signed-in)/alerts/[id]/page.tsx` → `/alerts/[id]` */
const addressOf = (file: string) =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join('/')}`;
const named = (kind: string, name: RegExp) =>
  inApp.filter((file) => name.test(path.basename(file))).map((file) => `${kind} ${addressOf(file)}`);

/** Files by whose name Next makes an address. */
const made = /^(manifest|robots|sitemap|icon\d*|apple-icon\d*|favicon|opengraph-image\d*|twitter-image\d*)\.\w+$/;
const madeByNext = inApp
  .filter((file) => made.test(path.basename(file)))
  .map((file) => `file ${addressOf(file).replace(/\/$/, '')}/${path.basename(file).split('.')[0]}`);

type Procedure = { _def: { inputs?: z.ZodType[] } };
// The type says a tree, the value is flat: one entry a procedure, by its whole name.
const inRouter = { ...appRouter._def.procedures } as unknown as Record<string, Procedure>;
const nameOf = ({ method, path: below }: { method: string; path: string }) => `${method} ${below}`;

describe('the table of doors is complete (S-M4)', () => {
  it('names every tRPC procedure, and no other', () => {
    expect(Object.keys(appRouter._def.lazy), 'a lazy router hides its procedures from this list').toEqual([]);
    expect(sorted(Object.keys(procedures))).toEqual(sorted(Object.keys(inRouter)));
  });

  it('names every call of /api/v1, and no other', () => {
    expect(sorted(Object.keys(calls))).toEqual(sorted(endpoints.map(nameOf)));
  });

  it('names every door of machines, route, page and made file, and no other', () => {
    const found = [
      ...machineDoors.map(({ pattern }) => `door ${pattern}`),
      ...named('route', /^route\.[jt]sx?$/),
      ...named('page', /^page\.([jt]sx?|mdx?)$/),
      ...madeByNext,
    ];
    expect(sorted(Object.keys(addresses))).toEqual(sorted(found));
  });

  it('has a gate before every page that is not open to strangers', () => {
    const pages = inApp.filter((file) => /^page\./.test(path.basename(file)));
    const gated = pages.filter((file) => file.startsWith('app/(signed-in)/')).map((file) => `page ${addressOf(file)}`);
    expect(
      sorted(Object.keys(addresses).filter((name) => name.startsWith('page ') && !isOpen(addresses[name]))),
    ).toEqual(sorted(gated));
    expect(readFileSync(path.join(root, 'app/(signed-in)/layout.tsx'), 'utf8')).toContain('redirect(');
  });

  it('knows of no other way in: no server actions, no files of the old router, nothing served as it lies', () => {
    const sources = [...inApp, ...files('components'), ...files('server')].filter((file) =>
      /\.[cm]?[jt]sx?$/.test(file),
    );
    const actions = sources.filter((file) =>
      /^\s*['"]use server['"]/m.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(actions).toEqual([]);
    expect(inApp.filter((file) => /(^|\/)_/.test(file))).toEqual([]);
    const top = readdirSync(root);
    expect(['pages', 'src', 'middleware.ts', 'middleware.js'].filter((name) => top.includes(name))).toEqual([]);
  });

  it('gives a reason wherever no ability is asked, and only abilities that exist', () => {
    for (const [name, guard] of Object.entries({ ...procedures, ...calls, ...addresses })) {
      if ('ability' in guard) expect(Object.keys(abilities), name).toContain(guard.ability);
      else expect(('own' in guard ? guard.own : guard.open).length, name).toBeGreaterThan(10);
    }
    for (const [name, guard] of Object.entries(calls)) expect(isOpen(guard), name).toBe(false);
  });

  it('has a sample for every procedure and call, from which the matrix is generated', () => {
    expect(sorted(Object.keys(procedureSamples))).toEqual(sorted(Object.keys(procedures)));
    expect(sorted(Object.keys(callSamples))).toEqual(sorted(Object.keys(calls)));
  });
});

describe('inputs take what they know and nothing else (S-M3)', () => {
  const shapes = [
    ...Object.entries(inRouter).flatMap(([name, { _def }]) =>
      (_def.inputs ?? []).map((shape) => [name, shape] as const),
    ),
    ...endpoints.map((endpoint) => [nameOf(endpoint), endpoint.input] as const),
  ];
  it.each(shapes)('%s', (_, shape) => {
    expect(looseParts(shape)).toEqual([]);
  });
});

function isOpen(guard: Guard | undefined): boolean {
  return guard !== undefined && 'open' in guard;
}
