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
  const rooms = new Map<string, string>();
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
      case 'conversations.create': {
        const name = form.get('name') ?? '';
        if (rooms.has(name)) return answer({ ok: false, error: 'name_taken' });
        const id = `C${String(rooms.size + 1).padStart(8, '0')}`;
        rooms.set(name, id);
        return answer({ ok: true, channel: { id, name } });
      }
      case 'conversations.list':
        return answer({ ok: true, channels: [...rooms].map(([name, id]) => ({ id, name })) });
      case 'conversations.setTopic':
      case 'conversations.invite':
        return answer({ ok: true, channel: { id: form.get('channel') } });
      case 'usergroups.list':
        return answer({ ok: true, usergroups: Object.entries(groups).map(([handle, id]) => ({ id, handle })) });
      case 'usergroups.users.update':
        return answer({ ok: true, usergroup: { id: form.get('usergroup') } });
      default:
        return answer({ ok: false, error: 'unknown_method' });
    }
  });
}

type OnPage = Record<string, unknown> & { id: string; incident_updates: { status: unknown; body: unknown }[] };

/**
 * Statuspage's API for one page: keeps what it is told as the real one shows it. Another page or key is refused.
 * `incidents`: the page as customers see it, the newest first.
 */
export async function pretendStatuspage(page = 'page1', key = 'sp-key') {
  const incidents: OnPage[] = [];
  const components = [
    { id: 'cmp-checkout', name: 'Checkout', status: 'operational' },
    { id: 'cmp-receipts', name: 'Receipts', status: 'operational' },
  ];
  const told = (incident: OnPage, asked: Asked) => {
    const { incident: said } = JSON.parse(asked.text) as { incident: Record<string, unknown> };
    for (const [id, status] of Object.entries((said.components ?? {}) as Record<string, string>)) {
      const component = components.find((one) => one.id === id);
      if (component) component.status = status;
    }
    incident.incident_updates.unshift({ status: said.status, body: said.body });
    return Object.assign(incident, said);
  };
  const provider = await pretendProvider((asked) => {
    const [root, id] = asked.path.replace(`/v1/pages/${page}/`, '').split('/');
    if (asked.headers.authorization !== `OAuth ${key}`) return answer({ error: 'Could not authenticate' }, 401);
    if (asked.path.endsWith('/components')) return answer(components);
    if (root !== 'incidents') return answer({ error: 'Not found' }, 404);
    if (asked.method === 'POST') {
      const incident = { id: `inc${incidents.length + 1}`, incident_updates: [] };
      incidents.unshift(incident);
      return answer(told(incident, asked), 201);
    }
    if (id === 'unresolved') return answer(incidents.filter(({ status }) => status !== 'resolved'));
    if (id === undefined) return answer(incidents);
    const known = incidents.find((one) => one.id === id);
    if (!known) return answer({ error: 'Not found' }, 404);
    return answer(asked.method === 'PATCH' ? told(known, asked) : known);
  });
  return { ...provider, incidents, components };
}

/** Whatever answers a POST with 200: a webhook, ntfy, a push service. */
export const pretendReceiver = (status = 200, body: unknown = {}): Promise<Provider> =>
  pretendProvider(() => answer(body, status));
