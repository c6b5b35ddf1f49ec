import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addresses } from '@/server/policy/addresses';
import { calls } from '@/server/policy/calls';
import { procedures } from '@/server/policy/procedures';

const root = path.resolve(import.meta.dirname, '../..');
/** What the framework answers by itself: pages that say that there is nothing, or that something failed. */
const ofNext = ['page /_global-error', 'page /_not-found'];

/** Every address that the build knows of, in the words of the policy table. */
export function builtAddresses(): string[] {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(path.join(root, '.next/app-path-routes-manifest.json'), 'utf8'),
  );
  return Object.entries(manifest)
    .map(([file, address]) => {
      if (file.endsWith('/page')) return `page ${address}`;
      return /\.\w+\/route$/.test(file) ? `file ${address.replace(/\.\w+$/, '')}` : `route ${address}`;
    })
    .filter((name) => !ofNext.includes(name))
    .sort();
}

const isOpen = (name: string): boolean => 'open' in (addresses[name] ?? {});

export const statedAddresses = (): string[] =>
  Object.keys(addresses)
    .filter((name) => !name.startsWith('door '))
    .sort();

/** Pages behind the gate; `id` stands where one is asked for. */
export const gatedPages = (id: string): string[] =>
  Object.keys(addresses)
    .filter((name) => name.startsWith('page ') && !isOpen(name))
    .map((name) => name.slice(5).replaceAll(/\[\w+\]/g, id));

export const guardedProcedures = (): string[] =>
  Object.entries(procedures).flatMap(([name, guard]) => ('open' in guard ? [] : [name]));

/** `[method, path]` of every call below /api/v1. */
export const guardedCalls = (id: string): [string, string][] =>
  Object.keys(calls).map((name) => {
    const [method = '', below = ''] = name.split(' ');
    return [method, `/api/v1${below.replaceAll(/\{\w+\}/g, id)}`];
  });
