import { EventEmitter } from 'node:events';
import pg from 'pg';
import { env } from './env';
import { stopping } from './stopping';

export type Bell = 'timeline' | 'pager' | 'rights' | 'keys';
const bells: Bell[] = ['timeline', 'pager', 'rights', 'keys'];

// One LISTEN connection per process, on globalThis because Next bundles module graphs apart.
const shared = globalThis as { __batonBell?: EventEmitter };

/** Opened on first use, with a pulse, and opened again after a loss. Losing it only delays: everyone also polls. */
function listen(): EventEmitter {
  const emitter = new EventEmitter().setMaxListeners(0);
  const ringAll = () => {
    for (const bell of bells) emitter.emit(bell);
  };
  let client: pg.Client;
  const connect = () => {
    client = new pg.Client({
      connectionString: env.DATABASE_URL,
      application_name: 'baton-bell',
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
      query_timeout: 3_000,
    });
    let lost = false;
    const reconnect = () => {
      if (lost) return;
      lost = true;
      clearInterval(pulse);
      void client.end().catch(() => undefined);
      if (!stopping.aborted) setTimeout(connect, 500 + 1_000 * Math.random()).unref();
    };
    const pulse = setInterval(() => client.query('SELECT 1').catch(reconnect), 10_000).unref();
    client.on('error', reconnect).on('end', reconnect);
    client.on('notification', ({ channel, payload }) => emitter.emit(channel, payload));
    client
      .connect()
      .then(() => client.query(bells.map((bell) => `LISTEN ${bell}`).join('; ')))
      .then(ringAll, reconnect);
  };
  connect();
  stopping.addEventListener('abort', () => void client.end().catch(() => undefined), { once: true });
  return emitter;
}

const emitter = (): EventEmitter => {
  shared.__batonBell ??= listen();
  return shared.__batonBell;
};

/** Of which kinds of things something was told; null: of any. */
export type Heard = ReadonlySet<string> | null;

/**
 * Yields once at once and then whenever one of `which` rings, until `signal` or the process stops. The listener is
 * attached before the first look, so nothing falls between; rings heard during one look are one further look, so a
 * storm never leaves a screen behind.
 */
export async function* changes(which: Bell[], signal?: AbortSignal): AsyncGenerator<Heard> {
  const until = AbortSignal.any([stopping, ...(signal ? [signal] : [])]);
  // Whoever begins to listen, or may have missed a ring, knows nothing: the first look is at everything.
  let rung = true;
  let heard: Set<string> | null = null;
  let wake = () => {};
  const ring = (kinds?: string) => {
    if (!rung) heard = new Set();
    rung = true;
    if (!kinds) heard = null;
    for (const kind of kinds?.split(' ') ?? []) heard?.add(kind);
    wake();
  };
  const stop = () => wake();
  for (const bell of which) emitter().on(bell, ring);
  until.addEventListener('abort', stop, { once: true });
  try {
    while (!until.aborted) {
      if (rung) {
        rung = false;
        yield heard;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    for (const bell of which) emitter().off(bell, ring);
    until.removeEventListener('abort', stop);
  }
}

/** Calls `heard` at each ring, for as long as the process lives. */
export function onRing(bell: Bell, heard: () => void): void {
  emitter().on(bell, heard);
}
