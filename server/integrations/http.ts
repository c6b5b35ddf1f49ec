import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIP } from 'node:net';
import { env } from '@/server/env';

const userAgent = () => `Baton (${new URL(env.PUBLIC_URL).host})`;

/**
 * GET of an address the operator set in the environment: not checked for where it leads, but bounded in time, without
 * redirects, and its body unread. Throws when there is no answer.
 */
export async function askOperatorsAddress(url: string, timeoutMs: number): Promise<{ status: number }> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'manual',
    headers: { 'User-Agent': userAgent() },
  });
  await response.body?.cancel();
  return { status: response.status };
}

const subnets = (family: 'ipv4' | 'ipv6', ...list: string[]): BlockList => {
  const found = new BlockList();
  for (const each of list) {
    const [network = '', bits] = each.split('/');
    found.addSubnet(network, Number(bits), family);
  }
  return found;
};

/** Everything of IPv4 that is not somebody's on the internet (IANA special-purpose registry). */
const special4 = subnets(
  'ipv4',
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
);
/** What `ALLOW_PRIVATE_TARGETS` opens: one's own networks, and never those where clouds keep credentials. */
const private4 = subnets('ipv4', '10.0.0.0/8', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10');
const private6 = subnets('ipv6', '::1/128', 'fc00::/7');
/** Mapped, translated, local and multicast addresses all lie outside of 2000::/3. */
const global6 = subnets('ipv6', '2000::/3');
const special6 = subnets('ipv6', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20');

type Reach = 'public' | 'private' | 'never';

/** Where an IP address leads. */
export function reachOf(address: string): Reach {
  const family = isIP(address);
  if (family === 4) {
    if (!special4.check(address, 'ipv4')) return 'public';
    return private4.check(address, 'ipv4') ? 'private' : 'never';
  }
  if (family !== 6 || address.includes('%')) return 'never';
  if (global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')) return 'public';
  return private6.check(address, 'ipv6') ? 'private' : 'never';
}

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));
const databasePort = (): number | null => (env.DATABASE_URL ? Number(new URL(env.DATABASE_URL).port || 5432) : null);

type Answer = { status: number; body: string };
export type Bounds = { timeoutMs: number; maxBytes: number };
export type Resolve = (name: string) => Promise<string[]>;

const resolveAll: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * GET of an address that a person chose. The name is resolved once; if anything it stands for is not public, nothing is
 * asked; else the very address that was checked is. Follows no redirect. Throws with a sentence for that person.
 */
export async function askOutside(text: string, bounds: Bounds, resolve: Resolve = resolveAll): Promise<Answer> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new Error('Give an address beginning with https://');
  if (url.username || url.password) throw new Error('Give an address without a user name or password in it');
  const signal = AbortSignal.timeout(bounds.timeoutMs);
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(name) ? [name] : await inTime(resolve(name), signal);
  const [address] = isOurs(name) ? [] : addresses;
  if (!address || !addresses.every((each) => mayAsk(each, portOf(url))))
    throw new Error('This address leads to no place that Baton may ask');
  return get(url, { address, name }, bounds, signal);
}

/** Asking ourselves could open what only answers this machine. */
const isOurs = (name: string): boolean =>
  env.ALLOW_PRIVATE_TARGETS !== '1' && name.replace(/\.$/, '') === new URL(env.PUBLIC_URL).hostname;

function mayAsk(address: string, port: number): boolean {
  const reach = reachOf(address);
  if (reach === 'public') return true;
  return reach === 'private' && env.ALLOW_PRIVATE_TARGETS === '1' && port !== databasePort();
}

const late = (): Error => new Error('It did not answer in time');

/** A resolver that never answers does not hold up whoever waits. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const end = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(late()), { once: true });
  });
  return Promise.race([work.catch(() => Promise.reject(new Error('Nobody knows this name'))), end]);
}

function get(
  url: URL,
  { address, name }: { address: string; name: string },
  { maxBytes }: Bounds,
  signal: AbortSignal,
): Promise<Answer> {
  const isSecure = url.protocol === 'https:';
  const options = {
    host: address,
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    // The name stays what the other side is asked and proves by: only where to connect is ours to say.
    headers: { Host: url.host, 'User-Agent': userAgent(), Accept: '*/*', 'Accept-Encoding': 'identity' },
    ...(isSecure && !isIP(name) && { servername: name }),
    agent: false,
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? https : http).get(options, (response) => {
      read(response, maxBytes).then(resolve, (error) => {
        request.destroy();
        reject(signal.aborted ? late() : error);
      });
    });
    request.on('error', () => reject(signal.aborted ? late() : new Error('It could not be reached')));
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Answer> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new Error('It leads on to another address: give that one');
  if (!['identity', undefined].includes(response.headers['content-encoding']))
    throw new Error('It answered packed, which was not asked for');
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) throw new Error(`It is larger than ${Math.floor(maxBytes / 1_048_576)} MiB`);
    parts.push(part);
  }
  return { status, body: Buffer.concat(parts).toString('utf8') };
}
