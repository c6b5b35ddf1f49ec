import type { Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { server as ours } from '../bounds';
import { ask } from '../testing/raw-http';
import { rounds } from '../testing/rounds';
import { until } from '../testing/waiting';
import { readBody } from './body';
import { type Door, serve } from './door';
import { httpServer } from './http-server';

// The product's own server and door, with bounds a test can wait for.
const bounds = { headersMs: rounds(250, 5_000), requestMs: rounds(500, 10_000), keepAliveMs: 5_000, checkMs: 50 };
const door: Door = {
  pattern: '/ingest/:kind/:key',
  methods: ['POST'],
  guard: 'nobody’s',
  handle: async ({ request }) => ({ status: 200, body: { bytes: (await readBody(request, 1_000)).length } }),
};

vi.setConfig({ testTimeout: rounds(30_000, 300_000) });
let server: Server;
let port: number;
beforeAll(async () => {
  server = httpServer((request, response) => {
    const asked = {
      method: request.method ?? '',
      segments: ['ingest', 'generic', 'key'],
      query: new URLSearchParams(),
    };
    void serve(door, { ...asked, request, requestId: 'r', prefix: '127.0.0.1', local: true }, response);
  }, bounds);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Says `begin`, and then a byte of `rest` again and again: never silent, never done. */
function trickle(begin: string, rest: string) {
  let timer: NodeJS.Timeout | undefined;
  const socket = net.connect(port, '127.0.0.1', () => {
    socket.write(begin);
    timer = setInterval(() => socket.writable && socket.write(rest), 20);
  });
  const state = { closed: false, heard: '' };
  socket.on('data', (part) => {
    state.heard += part.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(timer);
    state.closed = true;
  });
  return state;
}

const post = async (): Promise<unknown> => {
  const { body } = await ask(`http://127.0.0.1:${port}`, '/ingest/generic/key', { method: 'POST', body: 'whole' });
  return JSON.parse(body);
};

it('F08: clients that trickle headers or a body are cut off, and everybody else is answered meanwhile', async () => {
  const many = rounds(40, 1_000);
  // The first may be cut off before the last is there.
  let taken = 0;
  server.on('connection', () => {
    taken += 1;
  });
  const slow = Array.from({ length: many }, (_, n) =>
    n % 2 === 0
      ? trickle('POST /ingest/generic/key HTTP/1.1\r\nHost: baton\r\nX-Slow: ', 'a')
      : trickle('POST /ingest/generic/key HTTP/1.1\r\nHost: baton\r\nContent-Length: 900\r\n\r\n', 'a'),
  );
  await until('all of them had a connection', () => taken >= many);
  let answered = 0;
  while (slow.some(({ closed }) => !closed)) {
    expect(await post()).toEqual({ bytes: 5 });
    answered += 1;
  }
  expect(answered).toBeGreaterThan(0);
  for (const { heard } of slow) expect(heard).not.toContain('200 OK');
});

it('F08: the product’s own bounds cut a trickling client off within 30 s, whichever part it trickles', () => {
  expect(ours.headersMs + ours.checkMs).toBeLessThanOrEqual(30_000);
  expect(ours.requestMs + ours.checkMs).toBeLessThanOrEqual(30_000);
});
