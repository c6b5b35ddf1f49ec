import { receiveMany } from '../alert/commands';
import { bodies } from '../bounds';
import { makeContext } from '../context';
import { isAway } from '../database-refusal';
import { AppError } from '../errors';
import { fault } from '../fault';
import { readInbound } from '../integrations/inbound';
import { hitInMemory } from '../quota';
import { integrationByKey } from '../service/queries';
import { readBody } from './body';
import type { Answer, Ask, Door } from './door';
import { gather } from './gather';

/** The same answer for keys that are unknown, revoked, malformed or of another kind. */
const unknownKey = (): Answer => ({
  status: 404,
  body: { message: 'No integration has this key: check the address', code: 'unknown-key' },
});

const seconds = () => performance.now() / 1_000;

/**
 * Requests that arrive while one batch is being stored are stored together by the next: each is answered only after
 * its own rows are on disk, and many share one commit.
 */
const store = gather(
  async (requests: Parameters<typeof receiveMany>[1]) =>
    receiveMany(makeContext({ kind: 'system', name: 'ingest' }, { pool: 'ingest' }), requests),
  { most: 64, atOnce: 4, meetsAll: isAway },
);

async function receive(ask: Ask): Promise<Answer> {
  const [, kind = '', key = ''] = ask.segments;
  const ctx = makeContext({ kind: 'system', name: 'ingest' }, { pool: 'ingest', requestId: ask.requestId });
  const integration = await integrationByKey(
    ctx,
    kind,
    key,
    () => hitInMemory('unknown-key-prefix', ask.prefix, seconds()) === 0,
  );
  if (!integration) return unknownKey();
  const waitSeconds = hitInMemory('sender-key', integration.id, seconds());
  // Alertmanager's webhook does not repeat a 429 within its window; a 503 it does.
  if (waitSeconds > 0)
    throw new AppError(
      kind === 'alertmanager' ? 'unavailable' : 'too-many',
      'More than this key may send in a minute: wait and send again',
      { retryAfterSeconds: waitSeconds },
    );
  const bytes = await readBody(ask.request, bodies.sender);
  const read = readInbound(kind, {
    bytes,
    contentType: ask.request.headers['content-type'] ?? '',
    headers: ask.request.headers,
  });
  await fault('ingest.before-store');
  const result = await store({ integration, signals: read.signals, batchId: ask.requestId });
  await fault('ingest.after-commit');
  return {
    status: 200,
    body: {
      ok: true,
      status: 'accepted',
      accepted: result.accepted,
      ...(read.rejected.length > 0 && { rejected: read.rejected }),
    },
  };
}

export const ingestDoors: Door[] = [
  { pattern: '/ingest/:kind/:key', methods: ['POST'], guard: 'an integration key of that kind', handle: receive },
  {
    pattern: '/ingest/generic/:key/*',
    methods: ['POST'],
    guard: 'an integration key of kind generic',
    handle: receive,
  },
];
