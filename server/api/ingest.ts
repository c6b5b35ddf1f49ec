import { bodies } from '../bounds';
import { type Context, makeContext } from '../context';
import { isAway } from '../database-refusal';
import { AppError } from '../errors';
import { fault } from '../fault';
import { hearBeat, receiveMany } from '../intake/commands';
import { ruled } from '../intake/sender-rule';
import type { Read } from '../intake/signal';
import { readInbound } from '../integrations/inbound';
import { isProven } from '../integrations/proof';
import { guessesOf, hitInMemory } from '../quota';
import { unseal } from '../secret';
import { refused } from '../service/commands';
import type { Known } from '../service/integration';
import { integrationByKey } from '../service/queries';
import { isSpaceLow } from '../space';
import { readBody } from './body';
import type { Answer, Ask, Door } from './door';
import { gather } from './gather';

/** The same answer for keys that are unknown, revoked, malformed or of another kind. */
const unknownKey = (): Answer => ({
  status: 404,
  body: { message: 'No integration has this key: check the address', code: 'unknown-key' },
});

const seconds = () => performance.now() / 1_000;

/** Whoever sends, until their key is known: on the pool of its own that senders have. */
export const contextOf = (ask: Ask): Context =>
  makeContext({ kind: 'system', name: 'ingest' }, { pool: 'ingest', requestId: ask.requestId });

/** The integration of a key at a door of these kinds. A stranger may guess so often. */
export const senderOf = (
  ctx: Context,
  ask: Ask,
  kinds: string | readonly string[],
  key: string,
): Promise<Known | null> => integrationByKey(ctx, kinds, key, guessesOf(ask.prefix, seconds));

/** Refuses what is over the key's limit, and notes it: nothing is turned away in silence. */
export function keepLimit(ctx: Context, { id, kind }: Known): void {
  const waitSeconds = hitInMemory('sender-key', id, seconds());
  if (waitSeconds === 0) return;
  void refused(ctx, id);
  // Alertmanager's webhook does not repeat a 429 within its window; a 503 it does.
  throw new AppError(
    kind === 'alertmanager' ? 'unavailable' : 'too-many',
    'More than this key may send in a minute: wait and send again',
    { retryAfterSeconds: waitSeconds },
  );
}

/**
 * Requests that arrive while one batch is being stored are stored together by the next: each is answered only after
 * its own rows are on disk, and many share one commit.
 */
const store = gather(
  async (requests: Parameters<typeof receiveMany>[1]) =>
    receiveMany(makeContext({ kind: 'system', name: 'ingest' }, { pool: 'ingest' }), requests),
  { most: 64, atOnce: 4, meetsAll: isAway },
);

/** Stores what a sender said; answers how many signals it were once they are on disk. */
export async function accept(
  integration: Known,
  { signals, messageId }: Omit<Read, 'rejected'>,
  batchId: string,
): Promise<number> {
  if (isSpaceLow())
    throw new AppError('unavailable', 'The disk is nearly full: send again later', { retryAfterSeconds: 30 });
  await fault('ingest.before-store');
  const said = signals.map((signal) => ruled(signal, integration.settings));
  const { accepted } = await store({ integration, signals: said, batchId, messageId });
  await fault('ingest.after-commit');
  return accepted;
}

async function receive(ask: Ask): Promise<Answer> {
  const [, kind = '', key = ''] = ask.segments;
  if (ask.method === 'PUT' && kind !== 'grafana')
    return { status: 405, headers: { Allow: 'POST' }, body: { message: 'Use POST', code: 'not-possible' } };
  const ctx = contextOf(ask);
  const integration = await senderOf(ctx, ask, kind, key);
  if (!integration || kind === 'heartbeat') return unknownKey();
  keepLimit(ctx, integration);
  const incoming = {
    bytes: await readBody(ask.request, bodies.sender),
    contentType: ask.request.headers['content-type'] ?? '',
    headers: ask.request.headers,
  };
  const { sealedSecret, signatureHeader } = integration.settings;
  const secret = sealedSecret === undefined ? null : unseal(sealedSecret);
  if (!(await isProven(kind, incoming, { secret, header: signatureHeader })))
    return { status: 401, body: { message: 'The signature is missing or wrong', code: 'bad-signature' } };
  // Only Prometheus leaves it to the receiver to see that an alert has ended.
  const read = readInbound(kind, { ...incoming, now: kind === 'prometheus' ? await ctx.now() : new Date(0) });
  const accepted = await accept(integration, read, ask.requestId);
  const { rejected } = read;
  return {
    status: 200,
    body: { ok: true, status: 'accepted', accepted, ...(rejected.length > 0 && { rejected }) },
  };
}

/** Prometheus and amtool take us for an Alertmanager. Answering 2xx to a silence would be a promise nobody keeps. */
async function asAlertmanager(ask: Ask): Promise<Answer> {
  const [, , key = '', , , what = ''] = ask.segments;
  const ctx = contextOf(ask);
  if (!(await senderOf(ctx, ask, 'prometheus', key))) return unknownKey();
  if (what === 'alerts' && ask.method === 'POST' && ask.segments.length === 6) return receive(ask);
  if (what === 'status' && ask.method === 'GET')
    return {
      status: 200,
      body: {
        cluster: { status: 'disabled', peers: [] },
        versionInfo: { version: '1', revision: '', branch: '', buildUser: '', buildDate: '', goVersion: '' },
        config: { original: '' },
        uptime: (await ctx.now()).toISOString(),
      },
    };
  return { status: 501, body: { message: 'Baton takes alerts here, and nothing else', code: 'not-supported' } };
}

async function beat(ask: Ask): Promise<Answer> {
  const ctx = contextOf(ask);
  const integration = await senderOf(ctx, ask, 'heartbeat', ask.segments[2] ?? '');
  if (!integration) return unknownKey();
  keepLimit(ctx, integration);
  await hearBeat(ctx, integration);
  return { status: 200, body: { ok: true } };
}

export const ingestDoors: Door[] = [
  { pattern: '/ingest/heartbeat/:key', methods: ['GET', 'POST'], guard: 'a heartbeat’s key', handle: beat },
  {
    pattern: '/ingest/:kind/:key',
    methods: ['POST', 'PUT'],
    guard: 'an integration key of that kind',
    handle: receive,
  },
  {
    pattern: '/ingest/prometheus/:key/api/v2/*',
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    guard: 'an integration key of kind prometheus',
    handle: asAlertmanager,
  },
  {
    pattern: '/ingest/generic/:key/*',
    methods: ['POST'],
    guard: 'an integration key of kind generic',
    handle: receive,
  },
];
