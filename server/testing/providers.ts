import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. `at` is this machine's time, in milliseconds. */
export type Asked = {
  at: number;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** The fields of a form; empty for every other body. */
  form: URLSearchParams;
};

export type Act =
  | { do: 'answer'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Reads the request and never answers. */
  | { do: 'silent' }
  /** Answers with a head and then one byte a second. */
  | { do: 'trickle' }
  /** Reads the whole request and cuts the line. */
  | { do: 'drop' };

export type Provider = Awaited<ReturnType<typeof pretendProvider>>;

/**
 * A real HTTP server on loopback with a ledger: answers as the script says, request by request, then as `usually` does.
 */
export async function pretendProvider(usually: (asked: Asked) => Extract<Act, { do: 'answer' }>) {
  const received: Asked[] = [];
  const script: Act[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const bytes = Buffer.concat(parts);
      const text = bytes.toString('utf8');
      const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
      const asked: Asked = {
        at: Date.now(),
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        bytes,
        text,
        form: new URLSearchParams(isForm ? text : ''),
      };
      received.push(asked);
      const act = script.shift() ?? usually(asked);
      if (act.do === 'drop') request.socket.destroy();
      if (act.do === 'trickle') {
        response.writeHead(200);
        timers.add(setInterval(() => response.write('.'), 1_000));
      }
      if (act.do !== 'answer') return;
      response.writeHead(act.status, { 'Content-Type': 'application/json', ...act.headers });
      response.end(typeof act.body === 'string' ? act.body : JSON.stringify(act.body ?? {}));
    });
  });
  server.on('clientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    /** What the next requests meet, in order. */
    next: (...acts: Act[]) => void script.push(...acts),
    async close() {
      for (const timer of timers) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const answer = (body: unknown, status = 200): Extract<Act, { do: 'answer' }> => ({ do: 'answer', status, body });

/** Twilio's REST interface: accepts every message and call. */
export function pretendTwilio(): Promise<Provider> {
  let count = 0;
  return pretendProvider(({ path }) => {
    const kind = path.includes('/Calls') ? 'CA' : 'SM';
    return answer({ sid: `${kind}${String(++count).padStart(32, '0')}`, status: 'queued' }, 201);
  });
}

/** Slack's Web API: every method works. `people`: Slack's ids by e-mail address; `groups`: user groups by handle. */
export function pretendSlack(people: Record<string, string> = {}, groups: Record<string, string> = {}) {
  let count = 0;
  return pretendProvider(({ path, form }) => {
    switch (path.split('/').at(-1)) {
      case 'chat.postMessage':
        return answer({ ok: true, channel: form.get('channel'), ts: `1700000000.${String(++count).padStart(6, '0')}` });
      case 'chat.update':
        return answer({ ok: true, channel: form.get('channel'), ts: form.get('ts') });
      case 'users.lookupByEmail': {
        const id = people[form.get('email') ?? ''];
        return answer(id ? { ok: true, user: { id } } : { ok: false, error: 'users_not_found' });
      }
      case 'usergroups.list':
        return answer({ ok: true, usergroups: Object.entries(groups).map(([handle, id]) => ({ id, handle })) });
      case 'usergroups.users.update':
        return answer({ ok: true, usergroup: { id: form.get('usergroup') } });
      default:
        return answer({ ok: false, error: 'unknown_method' });
    }
  });
}

/** Whatever answers a POST with 200: a webhook, ntfy, a push service. */
export const pretendReceiver = (status = 200, body: unknown = {}): Promise<Provider> =>
  pretendProvider(() => answer(body, status));
