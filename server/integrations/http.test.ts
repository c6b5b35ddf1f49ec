import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { env } from '@/server/env';
import { askOutside, reachOf } from './http';

const bounds = { timeoutMs: 2_000, maxBytes: 1_048_576 };
let server: Server | undefined;
let asked = 0;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = undefined;
  delete env.ALLOW_PRIVATE_TARGETS;
});

async function serving(listener: RequestListener): Promise<number> {
  asked = 0;
  server = createServer((request, response) => {
    asked += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('where an outgoing request may lead (S-S1)', () => {
  it.each([
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '100.64.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1'],
    ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', 'fe80::1'],
    ...['fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', '64:ff9b::a00:1', '2002:7f00:1::', '2001::1', '2001:db8::1'],
  ])('%s is not public', (address) => {
    expect(reachOf(address)).not.toBe('public');
  });

  it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::5'])('%s is', (address) => {
    expect(reachOf(address)).toBe('public');
  });

  it('refuses every way of writing this machine, without asking it', async () => {
    const port = await serving((_, response) => response.end('secret'));
    const names = [
      '127.0.0.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '127.1',
      '0',
      'localhost',
      'localhost.',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::]',
    ];
    for (const name of names)
      await expect(askOutside(`http://${name}:${port}/`, bounds), name).rejects.toThrow(/may ask|Nobody knows/);
    expect(asked).toBe(0);
  });

  it('refuses a name of which any address is not public, and one that changes its mind is asked once (S-S2)', async () => {
    let times = 0;
    const alternating = async () => (++times % 2 === 1 ? ['8.8.8.8', '127.0.0.1'] : ['127.0.0.1']);
    await expect(askOutside('http://two.example/', bounds, alternating)).rejects.toThrow('may ask');
    expect(times).toBe(1);
  });

  it('opens private places only when told so, and never those of clouds nor the database', async () => {
    const port = await serving((request, response) => response.end(request.headers.host));
    env.ALLOW_PRIVATE_TARGETS = '1';
    const here = async () => ['127.0.0.1'];
    expect(await askOutside(`http://calendar.example:${port}/x`, bounds, here)).toEqual({
      status: 200,
      body: `calendar.example:${port}`,
    });
    await expect(askOutside('http://169.254.169.254/latest', bounds)).rejects.toThrow('may ask');
    await expect(askOutside('http://[fe80::1]/', bounds)).rejects.toThrow('may ask');
    const before = env.DATABASE_URL;
    env.DATABASE_URL = `postgres://x@127.0.0.1:${port}/x`;
    await expect(askOutside(`http://calendar.example:${port}/`, bounds, here)).rejects.toThrow('may ask');
    if (before === undefined) delete env.DATABASE_URL;
    else env.DATABASE_URL = before;
  });

  it('takes http and https only, without user info', async () => {
    for (const text of [
      'ftp://example.org/',
      'file:///etc/passwd',
      'gopher://x',
      'calendar.ics',
      'https://a:b@example.org/',
    ])
      await expect(askOutside(text, bounds), text).rejects.toThrow('Give an address');
  });
});

describe('what comes back is bounded', () => {
  const ask = (port: number, more: Partial<typeof bounds> = {}) => {
    env.ALLOW_PRIVATE_TARGETS = '1';
    return askOutside(`http://127.0.0.1:${port}/`, { ...bounds, ...more });
  };

  it('follows no redirect (S-S3)', async () => {
    const port = await serving((_, response) => response.writeHead(302, { Location: '/other' }).end());
    await expect(ask(port)).rejects.toThrow('leads on');
    expect(asked).toBe(1);
  });

  it('stops reading past the limit, however much is said to come', async () => {
    const port = await serving((_, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', more);
      };
      more();
    });
    await expect(ask(port)).rejects.toThrow('larger than 1 MiB');
  });

  it('waits no longer than it was told, for the first byte and for the last', async () => {
    const silent = await serving(() => undefined);
    await expect(ask(silent, { timeoutMs: 200 })).rejects.toThrow('in time');
    server?.closeAllConnections();
    const dripping = await serving((_, response) => void response.write('x'));
    await expect(ask(dripping, { timeoutMs: 200 })).rejects.toThrow('in time');
    const never = () => new Promise<string[]>(() => undefined);
    await expect(askOutside('http://slow.example/', { ...bounds, timeoutMs: 200 }, never)).rejects.toThrow('in time');
  });
});
