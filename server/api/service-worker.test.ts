import { beforeEach, expect, it, vi } from 'vitest';
import { serviceWorker } from './service-worker';

type Listener = (event: Record<string, unknown>) => void;
type Shown = { title: string; body: string; actions: { action: string }[]; data: unknown };

/** The little of a browser that the script needs, and what it did there. */
function browser() {
  const listeners = new Map<string, Listener>();
  const shown: Shown[] = [];
  const asked: { url: string; method: string }[] = [];
  const opened: string[] = [];
  const shelf = new Map<string, Response>();
  const cache = {
    put: async (key: string, value: Response) => void shelf.set(key, value),
    delete: async (key: string) => shelf.delete(key),
    keys: async () => [...shelf.keys()],
    match: async (key: string) => shelf.get(key)?.clone(),
  };
  const network = {
    answer: async (): Promise<Response> => Response.json({ mine: true, state: 'acknowledged', by: 'Ada' }),
  };
  const self = {
    addEventListener: (name: string, listener: Listener) => void listeners.set(name, listener),
    skipWaiting: vi.fn(),
    registration: {
      showNotification: async (title: string, options: Omit<Shown, 'title'>) => void shown.push({ title, ...options }),
    },
    clients: { claim: vi.fn(), matchAll: async () => [], openWindow: async (path: string) => void opened.push(path) },
  };
  const fetch = async (url: string | { url: string }, init?: { method: string }) => {
    asked.push({ url: typeof url === 'string' ? url : url.url, method: init?.method ?? 'GET' });
    return network.answer();
  };
  new Function('self', 'caches', 'fetch', serviceWorker)(self, { open: async () => cache }, fetch);
  const happen = async (name: string, event: Record<string, unknown>) => {
    let work: unknown;
    const keep = (promise: unknown) => {
      work = promise;
    };
    listeners.get(name)?.({ ...event, waitUntil: keep, respondWith: keep });
    return work;
  };
  return {
    shown,
    asked,
    opened,
    shelf,
    network,
    push: (data: unknown) => happen('push', { data: { json: () => data } }),
    press: (action: string) =>
      happen('notificationclick', { action, notification: { data: shown.at(-1)?.data, close: vi.fn() } }),
    visit: async (url: string) => (await happen('fetch', { request: { url, mode: 'navigate' } })) as Response,
  };
}

const page = {
  identity: 'id-1',
  pressing: true,
  title: '[P1] Checkout: <b>down</b>',
  body: 'You are primary.',
  url: '/alerts/1',
  take: '/l/secret-token',
};
let device: ReturnType<typeof browser>;
beforeEach(() => {
  device = browser();
});

it('shows a page with a button that takes it', async () => {
  await device.push(page);
  expect(device.shown).toMatchObject([{ title: page.title, body: page.body, tag: 'id-1', requireInteraction: true }]);
  expect(device.shown[0]?.actions.map(({ action }) => action)).toEqual(['acknowledge', 'open']);
});

it('shows something whatever comes: a push without a notification would be the last', async () => {
  for (const data of [{}, undefined]) await device.push(data);
  expect(device.shown).toHaveLength(2);
});

it('acknowledges by a POST to the signed link, and says so only when Baton did', async () => {
  await device.push(page);
  await device.press('acknowledge');
  expect(device.asked).toEqual([{ url: '/l/secret-token/acknowledge', method: 'POST' }]);
  expect(device.shown.at(-1)?.title).toContain('it is yours');
});

it('never looks acknowledged when it is not', async () => {
  await device.push(page);
  const answers: [() => Promise<Response>, string][] = [
    [async () => Promise.reject(new TypeError('no network')), 'NOT acknowledged'],
    [async () => Response.json({ message: 'gone', code: 'not-found' }, { status: 404 }), 'NOT acknowledged'],
    [async () => new Response('<html>', { status: 200 }), 'NOT acknowledged'],
    [async () => Response.json({ mine: false, state: 'acknowledged', by: 'Ben' }), 'Ben already has it'],
    [async () => Response.json({ mine: false, state: 'closed', by: null }), 'Already resolved'],
  ];
  for (const [answer, title] of answers) {
    device.network.answer = answer;
    await device.press('acknowledge');
    expect(device.shown.at(-1)?.title).toBe(title);
  }
});

it('opens a page that asks when the notification itself is pressed, and changes nothing by that', async () => {
  await device.push(page);
  await device.press('');
  expect(device.opened).toEqual(['/l/secret-token']);
  expect(device.asked).toEqual([]);
});

it('shows without a network what it was told, as text, and keeps nothing that opens a door', async () => {
  await device.push(page);
  device.network.answer = () => Promise.reject(new TypeError('no network'));
  const answer = await device.visit('/alerts/1');
  const html = await answer.text();
  expect(answer.status).toBe(503);
  expect(html).toContain('&lt;b&gt;down&lt;/b&gt;');
  expect(html).toContain('cannot be reached');
  const kept = await Promise.all([...device.shelf.values()].map((response) => response.clone().text()));
  expect(kept.join()).not.toContain('secret-token');
});

it('leaves every visit to the network while there is one', async () => {
  device.network.answer = async () => new Response('the page');
  expect(await (await device.visit('/')).text()).toBe('the page');
});
