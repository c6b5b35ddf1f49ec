import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

const forwardingHeaders = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
  'x-real-ip',
];
const misleading = [
  'x-original-url',
  'x-rewrite-url',
  'x-http-method-override',
  'x-middleware-subrequest',
  'x-middleware-prefetch',
  'x-invoke-path',
  'x-baton-path',
  'x-nonce',
  'x-baton-address',
];

export const wasForwarded = (headers: IncomingHttpHeaders): boolean =>
  forwardingHeaders.some((name) => headers[name] !== undefined);

/** Eight groups of an IPv6 address, whatever way it is written. */
function groups(address: string): number[] {
  const plain = address.split('%')[0] ?? '';
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(plain);
  const text = dotted
    ? `${dotted[1]}${((Number(dotted[2]) << 8) | Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) | Number(dotted[5])).toString(16)}`
    : plain;
  const [head = '', tail] = text.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group || '0', 16));
}

/**
 * What limits count by: an IPv4 address, or the /64 of an IPv6 one. Mapped and oddly written forms of one address are one.
 */
export function clientPrefix(address: string): string {
  if (isIPv4(address)) return address;
  if (!isIPv6(address.split('%')[0] ?? '')) return 'unknown';
  const parts = groups(address);
  const [g5 = 0, g6 = 0, g7 = 0] = parts.slice(5);
  if (parts.slice(0, 5).every((group) => group === 0) && g5 === 0xffff)
    return [g6 >> 8, g6 & 255, g7 >> 8, g7 & 255].join('.');
  return `${parts
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The client's true address: `X-Forwarded-For` is believed only as far as our own proxies reach. */
export function clientAddress(peer: string | undefined, headers: IncomingHttpHeaders, trustedProxies: number): string {
  const said = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (trustedProxies === 0 || said.length === 0) return peer ?? 'unknown';
  return said.at(-Math.min(trustedProxies, said.length)) ?? peer ?? 'unknown';
}

/** What Next must not hear from outside: it would keep a client's own X-Forwarded-For and believe it. */
export function cleanHeaders(headers: IncomingHttpHeaders, address: string): void {
  for (const name of [...forwardingHeaders, ...misleading]) delete headers[name];
  headers['x-forwarded-for'] = address;
}
