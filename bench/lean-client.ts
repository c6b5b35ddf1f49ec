import net from 'node:net';

/**
 * A sender that costs next to nothing: one kept-alive socket a connection, one request on it at a time, and of the answer
 * only the status and where it ends. Node's own client would take half of the machine that is being measured.
 */
export async function leanClient(url: string, connections: number) {
  const { hostname, port } = new URL(url);
  const idle = await Promise.all(Array.from({ length: connections }, () => open(hostname, Number(port))));
  const waiting: ((line: Line) => void)[] = [];

  const take = (): Promise<Line> => {
    const line = idle.pop();
    return line ? Promise.resolve(line) : new Promise((resolve) => waiting.push(resolve));
  };
  const give = (line: Line) => {
    const next = waiting.shift();
    if (next) next(line);
    else idle.push(line);
  };

  return {
    async send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<number> {
      const line = await take();
      const fields = { host: `${hostname}:${port}`, ...headers, 'content-length': String(Buffer.byteLength(body)) };
      const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
      const status = await line.ask(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${body}`);
      give(line);
      return status;
    },
    close: () => {
      for (const line of idle) line.close();
    },
  };
}

type Line = Awaited<ReturnType<typeof open>>;

async function open(host: string, port: number) {
  const socket = net.connect({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let heard = '';
  let answer: { resolve(status: number): void; reject(error: Error): void } | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => {
    heard += part;
    const status = statusOfWhole(heard);
    if (status === null) return;
    heard = '';
    answer?.resolve(status);
  });
  socket.on('error', (error) => answer?.reject(error));
  socket.on('close', () => answer?.reject(new Error('the connection was closed')));
  return {
    ask: (request: string) =>
      new Promise<number>((resolve, reject) => {
        answer = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The status once the whole answer is there, by its length or its last chunk; until then null. */
function statusOfWhole(heard: string): number | null {
  const end = heard.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = heard.slice(0, end).toLowerCase();
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  const isWhole = length === undefined ? heard.endsWith('\r\n0\r\n\r\n') : heard.length >= end + 4 + Number(length);
  return isWhole ? Number(head.slice(9, 12)) : null;
}
