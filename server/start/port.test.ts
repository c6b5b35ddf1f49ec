import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, localAddress, waitForPort } from './port';

const servers: http.Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => void server.close()));

const listen = (status: number): Promise<number> =>
  new Promise((resolve) => {
    const server = http.createServer((_, response) => void response.writeHead(status).end('body'));
    servers.push(server);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

describe('the port', () => {
  it('says in one sentence that another program has it', async () => {
    const port = await listen(200);
    await expect(waitForPort('127.0.0.1', port, 0)).rejects.toThrow(
      `port ${port} on 127.0.0.1 is taken by another program`,
    );
  });

  it('is waited for while what a killed start left behind is still ending', async () => {
    const port = await listen(200);
    const waiting = waitForPort('127.0.0.1', port, 10_000);
    servers.splice(0).forEach((server) => void server.close());
    await expect(waiting).resolves.toBeUndefined();
  });

  it('is reached on loopback when the product listens everywhere', () => {
    expect(localAddress('0.0.0.0', 3000)).toBe('http://127.0.0.1:3000');
    expect(localAddress('::', 3000)).toBe('http://[::1]:3000');
    expect(localAddress('192.0.2.7', 3000)).toBe('http://192.0.2.7:3000');
  });

  it('tells an answer from none', async () => {
    const port = await listen(503);
    expect(await ask(`http://127.0.0.1:${port}/`)).toEqual({ status: 503, text: 'body' });
    servers.splice(0).forEach((server) => void server.close());
    expect((await ask(`http://127.0.0.1:${port}/`)).status).toBe(0);
  });
});
