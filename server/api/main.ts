import type { IncomingMessage, ServerResponse } from 'node:http';
import next from 'next';
import { server as bounds } from '../bounds';
import { forgetTestClock } from '../clock';
import { closeContexts, makeContext } from '../context';
import { env, loopbackNames } from '../env';

import { ensureDemo } from '../import/commands';
import { log } from '../log';
import { system } from '../policy/actor';
import { hearOfSpace } from '../space';
import { stopping } from '../stopping';
import { ensureAdmin } from '../team/commands';
import { refusalBeforeNext } from './before-next';
import { cleanHeaders, clientAddress, clientPrefix, wasForwarded } from './client-address';
import { type Answer, type Ask, machineHeaders, matches, segmentsOf, serve } from './door';
import { machineDoors } from './doors';
import { httpServer } from './http-server';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** On every answer, 404 and 500 included; pages add their own policy in proxy.ts. */
const everywhere: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  ...(env.PUBLIC_URL.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
};

/** What a first start, and a start after a test, has to put right before anybody is answered. */
async function settle(): Promise<void> {
  const ctx = makeContext(system('start'));
  if (!env.BATON_TEST_CLOCK) await forgetTestClock(ctx.db);
  await ensureAdmin(ctx);
  await ensureDemo(ctx);
  // The pool for senders has its session before the first of them is answered.
  await makeContext(system('start'), { pool: 'ingest' }).now();
}

hearOfSpace();
const app = next({
  dev: env.BATON_DEV === '1',
  hostname: env.HOST,
  port: env.PORT,
  // Where the launcher starts us: the project's own folder.
  dir: process.cwd(),
});
await Promise.all([app.prepare(), settle()]);
const pages = app.getRequestHandler();

/**
 * The path and query asked for; undefined for what no client of ours sends. An absolute request line names a host to
 * fetch from, and so does a path that begins with two slashes: we are no proxy, and Next must not be led to be one.
 */
function addressOf(asked: string): URL | undefined {
  return /^\/(?![/\\])/.test(asked) && URL.canParse(asked, 'http://baton') ? new URL(asked, 'http://baton') : undefined;
}

/** Before anything is known of who asks; a body that may still come is not read. */
function refuse(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    ...machineHeaders,
    ...headers,
    Connection: 'close',
  });
  response.end(JSON.stringify(body));
}

const noAddress: Answer = {
  status: 400,
  body: { message: 'This is no address of ours: ask for a path', code: 'invalid' },
};

/** Machines' doors first, in our own words and limits; everything else is Next's. */
function handle(request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value);
  const url = addressOf(request.url ?? '');
  if (!url) {
    refuse(response, noAddress);
    return;
  }
  const address = clientAddress(request.socket.remoteAddress, request.headers, env.TRUST_PROXY);
  // A page elsewhere may have its name resolved to this machine: its browser still says the name.
  const local =
    loopback.has(request.socket.remoteAddress ?? '') &&
    !wasForwarded(request.headers) &&
    loopbackNames.has((request.headers.host ?? '').replace(/:\d+$/, ''));
  const segments = segmentsOf(url.pathname);
  const door = segments && machineDoors.find(({ pattern }) => matches(pattern, segments));
  if (door) {
    const ask: Ask = {
      method: request.method ?? 'GET',
      segments,
      query: url.searchParams,
      request,
      requestId: crypto.randomUUID(),
      prefix: clientPrefix(address),
      local,
    };
    void serve(door, ask, response);
    return;
  }
  // While developing Next has addresses of its own that take a POST.
  const refusal = env.BATON_DEV ? undefined : refusalBeforeNext(request.method ?? 'GET', segments);
  if (refusal) {
    refuse(response, refusal);
    return;
  }
  cleanHeaders(request.headers, address);
  void pages(request, response);
}

const server = httpServer(handle);
server.on('upgrade', (request, socket, head) => {
  if (env.BATON_DEV) void app.getUpgradeHandler()(request, socket, head);
  else socket.destroy();
});
server.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(
    error.code === 'EADDRINUSE'
      ? `Port ${env.PORT} is taken by another program: set PORT, or end it\n`
      : `${error.message}\n`,
  );
  process.exit(1);
});
server.listen(env.PORT, env.HOST, () => log.info({ port: env.PORT, host: env.HOST }, 'web listens'));

stopping.addEventListener('abort', () => {
  server.close(() => void closeContexts().finally(() => process.exit(0)));
  server.closeIdleConnections();
  setTimeout(() => process.exit(1), bounds.stopMs).unref();
});

process.on('unhandledRejection', (error) =>
  log.error({ error: String(error), stack: error instanceof Error ? error.stack : undefined }, 'unhandled rejection'),
);
