import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Door, matches, segmentsOf, serve } from '@/server/api/door';
import { createPolicy } from '@/server/escalation/commands';
import type { Read } from '@/server/intake/signal';
import { type Incoming, readInbound } from '@/server/integrations/inbound';
import { createIntegration, createService } from '@/server/service/commands';
import type { IntegrationKind } from '@/server/service/integration';
import { createIntegrationSchema } from '@/server/service/schema';
import type { TestDatabase } from './database';
import { addRoster } from './roster';

type Fixture = {
  method?: string;
  path?: string;
  contentType: string;
  headers?: Record<string, string>;
  body: Record<string, unknown>;
};

const fixtures = path.resolve(import.meta.dirname, '../integrations/inbound/fixtures');

/** A request as a sender made it. `{key}` stands wherever the integration's key goes. */
export const fixture = (kind: string, name: string, key = '{key}'): Fixture =>
  JSON.parse(readFileSync(path.join(fixtures, kind, `${name}.json`), 'utf8').replaceAll('{key}', key));

export const received = new Date('2026-11-21T16:18:00Z');

/** What the door of that kind reads in a body. */
export const readBody = (kind: string, body: unknown, { contentType = 'application/json', headers = {} } = {}): Read =>
  readInbound(kind, incoming(body, contentType, headers));

export const readFixture = (kind: string, name: string): Read => {
  const { body, contentType, headers = {} } = fixture(kind, name);
  return readInbound(kind, incoming(body, contentType, headers));
};

const incoming = (body: unknown, contentType: string, headers: Record<string, string>): Incoming & { now: Date } => ({
  bytes: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  contentType,
  headers,
  now: received,
});

export type Said = { status: number; headers: Headers; body: Record<string, unknown> };

/** Doors of machines as they stand before Next, on a port of their own. */
export async function openDoors(doors: Door[]) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://baton');
    const segments = segmentsOf(url.pathname) ?? [];
    const door = doors.find(({ pattern }) => matches(pattern, segments));
    if (!door) return void response.writeHead(404).end('{}');
    const ask = { method: request.method ?? 'GET', segments, query: url.searchParams, request };
    void serve(door, { ...ask, requestId: crypto.randomUUID(), prefix: '192.0.2.7', local: false }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const say = async (
    method: string,
    where: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Said> => {
    const answer = await fetch(base + where, {
      method,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  return { say, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A service of the roster's team that pages Ben, and a way to make senders for it. */
export async function serviceFor(database: TestDatabase) {
  const ctx = database.context();
  await addRoster(database);
  const policy = await createPolicy(ctx, {
    ...{ teamId: 'payments', name: 'Policy', repeat: 0, repeatAfterSeconds: null, fallback: null },
    steps: [{ afterSeconds: 0, targets: [{ personId: 'ben' }] }],
  });
  const { id: serviceId } = await createService(ctx, { teamId: 'payments', name: 'Database', policyId: policy.id });
  const sender = (kind: IntegrationKind, settings: object = {}, name = 'Sender') =>
    createIntegration(ctx, createIntegrationSchema.parse({ serviceId, kind, name, settings }));
  const alerts = () =>
    database.sql<{
      id: string;
      key: string;
      title: string;
      count: number;
      closedAt: Date | null;
      acknowledgedById: string | null;
    }>('SELECT * FROM "Alert" ORDER BY "number"');
  return { serviceId, sender, alerts };
}
