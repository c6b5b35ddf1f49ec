import { lookup } from 'node:dns/promises';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIP } from 'node:net';
import { type CallBounds, outside } from '@/server/bounds';
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

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
export type Bounds = { timeoutMs: number; maxBytes: number };
export type Resolve = (name: string) => Promise<string[]>;
export type Call = { method: 'GET' | 'POST' | 'PATCH'; headers?: Record<string, string>; body?: string | Buffer };

/** There was no whole answer. `mayHaveArrived`: the request was on its way when that became known. */
export class Unanswered extends Error {
  constructor(
    message: string,
    readonly mayHaveArrived: boolean,
  ) {
    super(message);
  }
}

/** An address that Baton does not ask, whenever it is tried. */
export class Forbidden extends Error {}

const resolveAll: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * GET of an address that a person chose. The name is resolved once; if anything it stands for is not public, nothing is
 * asked; else the very address that was checked is. Follows no redirect. Throws with a sentence for that person.
 */
export async function askOutside(
  text: string,
  bounds: Bounds,
  resolve: Resolve = resolveAll,
): Promise<Pick<Answer, 'status' | 'body'>> {
  const signal = AbortSignal.timeout(bounds.timeoutMs);
  const place = await checked(text, signal, resolve);
  const limits = { ...outside, maxBytes: bounds.maxBytes };
  const { status, body } = await exchange(place, { method: 'GET' }, limits, signal);
  if (status >= 300 && status < 400) throw new Error('It leads on to another address: give that one');
  return { status, body };
}

/**
 * One call to an address that a person or a sender chose, checked as `askOutside` does. A redirect is an answer like
 * any other. Throws `Forbidden` for what is never asked, `Unanswered` when no whole answer came in time.
 */
export async function callOutside(
  text: string,
  call: Call,
  signal: AbortSignal,
  bounds: CallBounds = outside,
  resolve: Resolve = resolveAll,
): Promise<Answer> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(bounds.totalMs)]);
  return exchange(await checked(text, until, resolve), call, bounds, until);
}

/** One call to an address that the operator set in the environment: bounded, and not checked for where it leads. */
export async function callProvider(
  url: string,
  call: Call,
  signal: AbortSignal,
  bounds: CallBounds = outside,
): Promise<Answer> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(bounds.totalMs)]);
  const at = new URL(url);
  const name = bareName(at);
  const [address] = isIP(name) ? [name] : await inTime(resolveAll(name), until);
  if (!address) throw unknownName();
  return exchange({ url: at, address, name }, call, bounds, until);
}

type Place = { url: URL; address: string; name: string };

const bareName = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

async function checked(text: string, signal: AbortSignal, resolve: Resolve): Promise<Place> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new Forbidden('Give an address beginning with https://');
  if (url.username || url.password) throw new Forbidden('Give an address without a user name or password in it');
  const name = bareName(url);
  const addresses = isIP(name) ? [name] : await inTime(resolve(name), signal);
  const [address] = isOurs(name) ? [] : addresses;
  if (!address || !addresses.every((each) => mayAsk(each, portOf(url))))
    throw new Forbidden('This address leads to no place that Baton may ask');
  return { url, address, name };
}

/** Asking ourselves could open what only answers this machine. */
const isOurs = (name: string): boolean =>
  env.ALLOW_PRIVATE_TARGETS !== '1' && name.replace(/\.$/, '') === new URL(env.PUBLIC_URL).hostname;

function mayAsk(address: string, port: number): boolean {
  const reach = reachOf(address);
  if (reach === 'public') return true;
  return reach === 'private' && env.ALLOW_PRIVATE_TARGETS === '1' && port !== databasePort();
}

const late = (mayHaveArrived: boolean): Error => new Unanswered('It did not answer in time', mayHaveArrived);
const unknownName = (): Error => new Unanswered('Nobody knows this name', false);

/** A resolver that never answers does not hold up whoever waits. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const end = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(late(false));
    signal.addEventListener('abort', () => reject(late(false)), { once: true });
  });
  return Promise.race([work.catch(() => Promise.reject(unknownName())), end]);
}

/** Connects to the address that was looked up, whatever the name stands for by then, and reads a bounded answer. */
function exchange(
  { url, address, name }: Place,
  call: Call,
  { connectMs, silenceMs, maxBytes }: CallBounds,
  signal: AbortSignal,
): Promise<Answer> {
  const isSecure = url.protocol === 'https:';
  const options = {
    method: call.method,
    host: address,
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    // The name stays what the other side is asked and proves by: only where to connect is ours to say.
    headers: {
      Host: url.host,
      'User-Agent': userAgent(),
      Accept: '*/*',
      'Accept-Encoding': 'identity',
      ...call.headers,
      ...(call.body !== undefined && { 'Content-Length': Buffer.byteLength(call.body) }),
    },
    ...(isSecure && !isIP(name) && { servername: name }),
    agent: false,
    signal,
  };
  return new Promise((resolve, reject) => {
    let connected = false;
    const request = (isSecure ? https : http).request(options, (response) => {
      read(response, maxBytes).then(resolve, (error) => {
        request.destroy();
        reject(error instanceof Unanswered && signal.aborted ? late(true) : error);
      });
    });
    const connecting = setTimeout(() => request.destroy(new Error('connect')), connectMs);
    request.on('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        connected = true;
        clearTimeout(connecting);
      }),
    );
    request.setTimeout(silenceMs, () => request.destroy(new Error('silence')));
    request.on('close', () => clearTimeout(connecting));
    request.on('error', (error) => {
      const isLate = signal.aborted || ['connect', 'silence'].includes(error.message);
      reject(isLate ? late(connected) : new Unanswered('It could not be reached', connected));
    });
    request.end(call.body);
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Answer> {
  if (!['identity', undefined].includes(response.headers['content-encoding']))
    throw new Unanswered('It answered packed, which was not asked for', true);
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > maxBytes) throw new Unanswered(`It is larger than ${sizeOf(maxBytes)}`, true);
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof Unanswered ? error : new Unanswered('Its answer broke off', true);
  }
  const { statusCode: status = 0, headers } = response;
  return { status, headers, body: Buffer.concat(parts).toString('utf8') };
}

const sizeOf = (bytes: number): string =>
  bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MiB` : `${Math.floor(bytes / 1_024)} KiB`;
