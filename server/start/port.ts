import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Why nobody may listen there, as Node's error code; null when somebody may. */
const refusal = (host: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });

const meanings: Record<string, string> = {
  EADDRINUSE: 'is taken by another program: end it, or set PORT',
  EACCES: 'is not open to this user: set PORT to one above 1023',
  EADDRNOTAVAIL: 'is at an address that this machine does not have: set HOST',
  ENOTFOUND: 'is at a name that this machine does not know: set HOST',
};

/** Waits up to `patienceMs`, because what a killed launcher left behind needs a moment to end; then says what to do. */
export async function waitForPort(host: string, port: number, patienceMs = 8_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const reason = await refusal(host, port);
    if (reason === null) return;
    if (reason !== 'EADDRINUSE' || performance.now() > deadline)
      throw new Error(`port ${port} on ${host} ${meanings[reason] ?? `cannot be used (${reason})`}`);
    await sleep(100);
  }
}

/** The address at which this machine itself reaches what listens on `host`. */
export function localAddress(host: string, port: number): string {
  const near = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${near.includes(':') ? `[${near}]` : near}:${port}`;
}

/** Asks once; `status` 0 when nobody answered within 5 s. */
export const ask = (url: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve) => {
    const silent = (error: Error) => resolve({ status: 0, text: error.message });
    const request = http.get(url, { timeout: 5_000, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', silent);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      );
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 5 s')));
    request.on('error', silent);
  });
