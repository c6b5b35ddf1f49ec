import type { Answer, Door } from './door';

/**
 * Runs in people's browsers, whether Baton is open or not: shows a page as a notification, takes it when its button is
 * pressed, and answers without a network with what it was told last. It is plain text because nothing of the product's
 * own code may reach into it; what it knows of an alert came encrypted with the push.
 */
export const serviceWorker = `'use strict';
const shelf = 'baton-told';
const keptMs = 24 * 3600 * 1000;
const mostKept = 20;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => event.waitUntil(shown(read(event.data))));

function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

async function shown(page) {
  await remember(page).catch(() => undefined);
  await notify(page, page.title || 'Baton', page.body || 'Open Baton to see what this is about.');
}

function notify(page, title, body, more = {}) {
  const buttons = page.take ? [{ action: 'acknowledge', title: 'Acknowledge' }, { action: 'open', title: 'Open' }] : [];
  return self.registration.showNotification(title, {
    body,
    icon: '/icon.svg',
    tag: page.identity || 'baton',
    renotify: true,
    requireInteraction: Boolean(page.pressing),
    vibrate: page.pressing ? [300, 150, 300, 150, 300] : [],
    data: page,
    actions: buttons,
    ...more,
  });
}

self.addEventListener('notificationclick', (event) => {
  const page = event.notification.data || {};
  event.notification.close();
  event.waitUntil(event.action === 'acknowledge' && page.take ? taken(page) : opened(page.take || page.url || '/'));
});

/** Says that it is taken only when Baton has said so. */
async function taken(page) {
  try {
    const answer = await fetch(page.take + '/acknowledge', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: '',
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.message);
    const done = { requireInteraction: false, silent: true, renotify: false, vibrate: undefined, actions: [] };
    if (said.mine) await notify(page, 'Acknowledged: it is yours', page.title, done);
    else if (said.by) await notify(page, said.by + ' already has it', page.title, done);
    else await notify(page, 'Already resolved', page.title, done);
  } catch {
    await notify(page, 'NOT acknowledged', 'Baton could not be reached: try again, or open it. ' + page.title);
  }
}

async function opened(path) {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const client of open) {
    try {
      await client.navigate(path);
      return client.focus();
    } catch {
      // not ours to move: another one, or a new window
    }
  }
  return self.clients.openWindow(path);
}

/** What a device was told is kept for a day, without what would open anything. */
async function remember(page) {
  if (!page.identity) return;
  const cache = await caches.open(shelf);
  const { take, ...rest } = page;
  await cache.put('/told/' + page.identity, new Response(JSON.stringify({ ...rest, at: Date.now() })));
  const kept = await told();
  await Promise.all(kept.slice(mostKept).map(({ identity }) => cache.delete('/told/' + identity)));
}

async function told() {
  const cache = await caches.open(shelf);
  const pages = [];
  for (const request of await cache.keys()) {
    const page = await (await cache.match(request)).json();
    if (Date.now() - page.at > keptMs) await cache.delete(request);
    else pages.push(page);
  }
  return pages.sort((a, b) => b.at - a.at);
}

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(fetch(event.request).catch(alone));
});

const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value) => String(value ?? '').replace(/[&<>"]/g, (sign) => signs[sign]);

async function alone() {
  const pages = await told().catch(() => []);
  const rows = pages.map(
    ({ title, body, at }) =>
      '<li><h2>' + text(title) + '</h2><p>' + text(body) + '</p><p>Told at ' + text(new Date(at).toLocaleString()) + '</p></li>',
  );
  const list = rows.length > 0 ? '<h1>What Baton told this device last</h1><ul>' + rows.join('') + '</ul>' : '';
  const page =
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    '<title>No network · Baton</title><style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:40rem;padding:0 1rem;color-scheme:light dark}' +
    'h1{font-size:1.25rem}h2{font-size:1rem}li{white-space:pre-line}ul{padding-left:1.2rem}</style>' +
    '<h1>Baton cannot be reached from here</h1><p>There is no network, or Baton does not answer. ' +
    'This may be out of date: nothing can be acknowledged until it is back. If you are on call, call whoever is with you.</p>' +
    '<p><a href="">Try again</a></p>' + list + '</html>';
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  };
  return new Response(page, { status: 503, headers });
}
`;

const answer: Answer = {
  status: 200,
  headers: {
    'Content-Type': 'text/javascript; charset=utf-8',
    // It asks our own server, and nobody else.
    'Content-Security-Policy': "default-src 'none'; connect-src 'self'",
    'Cache-Control': 'no-cache',
  },
  body: serviceWorker,
};

/** Stands before Next, so that it is the same text in every build and while developing. */
export const serviceWorkerDoor: Door = {
  pattern: '/sw.js',
  methods: ['GET', 'HEAD'],
  guard: 'nobody: it holds nothing of the company',
  handle: async () => answer,
};
