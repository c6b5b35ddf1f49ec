import { type NextRequest, NextResponse } from 'next/server';

/**
 * Decides nothing. It gives every page a fresh nonce and the headers of a page, and hands the address on to the
 * server components, which cannot know it otherwise. What a sender puts into these request headers is overwritten.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = mintNonce();
  const policy = contentSecurityPolicy(nonce);

  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-baton-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy); // Next takes the nonce of its own scripts from here

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value);
  return response;
}

/** Pages only: the machines' doors, calendar feeds and files are left out. Must be a literal. */
export const config = {
  matcher: [
    '/((?!(?:api|ingest|opsgenie|v2|metrics|_next)(?:/|$)|calendar/.+|r/.+\\.json$|sw\\.js$|icon\\.svg$|apple-icon\\.png$|manifest\\.webmanifest$).*)',
  ],
};

const pageHeaders = {
  'X-Content-Type-Options': 'nosniff',
  // Our own server must see where a form was sent from; nobody else learns an address.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
};

function contentSecurityPolicy(nonce: string): string {
  // While developing, the error overlay evaluates code and writes styles, and reloading needs a socket; a build does neither.
  const developing = process.env.NODE_ENV === 'development';
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? ` 'unsafe-eval'` : ''}`,
    `worker-src 'self'`,
    `style-src 'self' ${developing ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `connect-src 'self'${developing ? ' ws: wss:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

function mintNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}
