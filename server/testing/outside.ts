import net from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it came in. `at` is this machine's time, in milliseconds. */
export type Received = {
  at: number;
  from: string;
  to: string;
  messageId: string;
  references: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
};

export type SmtpScript =
  | { do: 'accept' }
  /** Accepts the connection and says nothing from then on. */
  | { do: 'silent' }
  /** Greets with one byte a second, for ever. */
  | { do: 'trickle' }
  /** Takes the recipient and then never answers again; `DATA` is not reached. */
  | { do: 'stall' }
  /** Takes the whole message and cuts the line instead of answering. */
  | { do: 'drop-after-data' }
  /** Answers the recipient with this. */
  | { do: 'refuse'; code: number; text: string };

type Mailbox = Awaited<ReturnType<typeof pretendSmtp>>;

export type { Mailbox };

/**
 * A real SMTP server on loopback with a ledger. It follows `script` connection by connection, then accepts; every
 * connection is counted, whatever became of it.
 */
export async function pretendSmtp() {
  const received: Received[] = [];
  const script: SmtpScript[] = [];
  const waiting = new Set<() => void>();
  const sockets = new Set<net.Socket>();
  let connections = 0;
  let always: SmtpScript = { do: 'accept' };
  /** By the port the door speaks to SMTP from. */
  const lines = new Map<string, { act: SmtpScript; socket: net.Socket }>();

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo(_address, session, done) {
      const act = lines.get(`${session.remotePort}`)?.act;
      if (act?.do === 'stall') return;
      if (act?.do === 'refuse') return done(Object.assign(new Error(act.text), { responseCode: act.code }));
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks));
        received.push({
          at: Date.now(),
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
          messageId: mail.messageId ?? '',
          references: mail.references ?? '',
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          html: mail.html ?? '',
          headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
        });
        for (const look of waiting) look();
        const line = lines.get(`${session.remotePort}`);
        if (line?.act.do === 'drop-after-data') line.socket.destroy();
        else done();
      });
    },
  });
  smtp.on('error', () => undefined);
  const inner = await listen(smtp.server as net.Server);

  // The door: decides before SMTP begins what this connection will meet.
  const door = net.createServer((socket) => {
    connections += 1;
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    const act = script.shift() ?? always;
    if (act.do === 'silent') return socket.resume();
    if (act.do === 'trickle') return trickle(socket);
    const through = net.connect(inner, '127.0.0.1', () => {
      lines.set(`${through.localPort}`, { act, socket });
      socket.pipe(through).pipe(socket);
    });
    through.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('close', () => through.destroy());
  });
  const port = await listen(door);

  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    connections: () => connections,
    /** What the next connections meet, in order. */
    next: (...acts: SmtpScript[]) => void script.push(...acts),
    /** What every connection meets that the script does not name. */
    from(act: SmtpScript) {
      always = act;
    },
    /** Resolves with the first mail that fits, now or later; rejects after `withinMs`. */
    async mail(fits: (mail: Received) => boolean = () => true, withinMs = 15_000): Promise<Received> {
      let look = () => {};
      try {
        return await new Promise<Received>((resolve, reject) => {
          const timer = setTimeout(
            () =>
              reject(
                new Error(
                  `no such mail within ${withinMs} ms; got ${received.map(({ subject }) => subject).join(' | ') || 'none'}`,
                ),
              ),
            withinMs,
          );
          look = () => {
            const found = received.find(fits);
            if (found) {
              clearTimeout(timer);
              resolve(found);
            }
          };
          waiting.add(look);
          look();
        });
      } finally {
        waiting.delete(look);
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([
        new Promise((resolve) => door.close(resolve)),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
    },
  };
}

const listen = (server: net.Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
  });

function trickle(socket: net.Socket): void {
  const timer = setInterval(() => socket.write('2'), 1_000);
  socket.on('close', () => clearInterval(timer));
  socket.write('220-');
}
