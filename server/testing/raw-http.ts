import http from 'node:http';
import net from 'node:net';

export type RawAnswer = { status: number; headers: http.IncomingHttpHeaders; body: string };
export type RawAsk = { method?: string; headers?: Record<string, string>; body?: string };

/** One request whose path goes out as it is written, which no browser and no `fetch` would do. Follows nothing. */
export function ask(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: RawAsk = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sized = body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };
    const request = http.request({ hostname, port, path, method, headers: sized, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        // A stream would never end: what it said first is enough.
        if (response.headers['content-type']?.startsWith('text/event-stream')) response.destroy();
      });
      response.on('close', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A listener that no outsider may reach; counts who came. */
export async function innerListener(): Promise<{ url: string; visits: () => number; close: () => Promise<unknown> }> {
  let visits = 0;
  const server = net.createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    visits: () => visits,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
