import type { AddressInfo, Server } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { mailIn as bounds } from '@/server/bounds';
import { type Context, makeContext } from '@/server/context';
import { isAway } from '@/server/database-refusal';
import { isAppError } from '@/server/errors';
import { receiveMany } from '@/server/intake/commands';
import { readEmail } from '@/server/integrations/inbound/email';
import { log } from '@/server/log';
import { system } from '@/server/policy/actor';
import { guessesOf, hitInMemory } from '@/server/quota';
import { refused } from '@/server/service/commands';
import type { Known } from '@/server/service/integration';
import { integrationByKey } from '@/server/service/queries';
import { isSpaceLow } from '@/server/space';

/** A refusal in SMTP's words: 4xx asks to come again, 5xx not to. */
const says = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

const later = () => says(451, '4.3.0 Not stored: try again in a moment');
const unknown = () => says(550, '5.1.1 No integration has this address');

const context = (): Context => makeContext(system('ingest'), { pool: 'ingest' });
const seconds = (): number => performance.now() / 1_000;

/** Whose address it is. Mail servers may write the key in capitals. */
async function recipientOf(address: string, client: string): Promise<Known> {
  const key = /^alerts\+([a-z0-9]{32})@/i.exec(address)?.[1]?.toLowerCase();
  const known = key === undefined ? null : await integrationByKey(context(), 'email', key, guessesOf(client, seconds));
  if (!known) throw unknown();
  return known;
}

async function wholeMail(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // What is too large is still read to its end, and no longer kept: then it is refused.
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw says(552, `5.3.4 A mail has at most ${bounds.maxBytes} bytes`);
  return Buffer.concat(chunks);
}

/** Stores what a mail says for everyone it was sent to, in one transaction: the answer comes only then. */
async function store(bytes: Buffer, from: string, integrations: Known[]): Promise<void> {
  if (isSpaceLow()) throw later();
  const ctx = context();
  for (const { id } of integrations)
    if (hitInMemory('sender-key', id, seconds()) > 0) {
      void refused(ctx, id);
      throw says(451, '4.7.1 More than this key may send in a minute: try again later');
    }
  const requests = await Promise.all(
    integrations.map(async (integration) => {
      const { signals, messageId } = await readEmail(bytes, { from, preset: integration.settings.mailPreset });
      return { integration, signals, batchId: crypto.randomUUID(), messageId };
    }),
  );
  await receiveMany(ctx, requests);
}

/** Ours are told as they are; a database that is away, and what nobody foresaw, asks the sender to come again. */
function asAnswer(error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error;
  if (isAppError(error) && error.status < 500) return says(554, `5.6.0 ${error.message.replace(/\s+/g, ' ')}`);
  if (!isAway(error)) log.error({ error: String(error) }, 'a mail was not stored');
  return later();
}

/**
 * The door for mail: `alerts+<key>@…` opens an alert of the integration with that key. Resolves when it listens; `port`
 * is the one it got. Throws when the port is taken.
 */
export async function mailDoor({ port, host }: { port: number; host: string }) {
  const smtp = new SMTPServer({
    banner: 'Baton',
    size: bounds.maxBytes,
    // The key is the proof; whoever wants TLS puts a mail server of their own in front.
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    socketTimeout: bounds.silenceMs,
    closeTimeout: bounds.closeMs,
    maxClients: bounds.maxClients,
    onRcptTo({ address }, session, done) {
      recipientOf(address, session.remoteAddress).then(
        () => done(),
        (error: unknown) => done(asAnswer(error)),
      );
    },
    onData(stream, { envelope, remoteAddress }, done) {
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      wholeMail(stream)
        .then(async (bytes) => {
          // Asked again: a key may have been revoked while the mail came in.
          const known = await Promise.all(envelope.rcptTo.map(({ address }) => recipientOf(address, remoteAddress)));
          await store(bytes, from, [...new Map(known.map((one) => [one.id, one])).values()]);
        })
        .then(
          () => done(null, 'stored'),
          (error: unknown) => done(asAnswer(error)),
        );
    },
  });
  smtp.on('error', (error) => log.warn({ error: String(error) }, 'mail door'));
  const server = smtp.server as Server;
  // A client that trickles is never silent: nobody holds a connection for longer than a mail may take.
  server.on('connection', (socket) => {
    const timer = setTimeout(() => socket.destroy(), bounds.wholeMs);
    socket.once('close', () => clearTimeout(timer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    smtp.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => smtp.close(() => resolve())),
  };
}
