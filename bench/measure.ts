import { Agent, request } from 'node:http';

export type Reply = { status: number; body: string; setCookie: string[] | undefined };

/** A client with `connections` kept-alive sockets, as a busy sender has them. */
export function client(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const call = request(
        `${url}${path}`,
        {
          method,
          agent,
          headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              body: Buffer.concat(parts).toString('utf8'),
              setCookie: answer.headers['set-cookie'],
            }),
          );
        },
      );
      call.on('error', reject).end(body);
    });
  return { send, close: () => agent.destroy() };
}

export type Load = { perSecond: number; count: number; p50Ms: number; p99Ms: number };

/** `workers` loops calling `one` for `seconds`; what each call took. */
export async function load(workers: number, seconds: number, one: (n: number) => Promise<void>): Promise<Load> {
  const took: number[] = [];
  let n = 0;
  const began = performance.now();
  const end = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() < end) {
        const start = performance.now();
        await one(n++);
        took.push(performance.now() - start);
      }
    }),
  );
  const perSecond = took.length / ((performance.now() - began) / 1_000);
  return { perSecond, count: took.length, ...quantiles(took) };
}

export function quantiles(tookMs: number[]): { p50Ms: number; p95Ms: number; p99Ms: number } {
  const sorted = [...tookMs].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

/** One line of the report: a value, its goal, and whether it holds. `atLeast` or `atMost`; neither: reported only. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  atLeast?: number;
  atMost?: number;
  beside?: Record<string, number>;
};

export const holds = ({ value, atLeast, atMost }: Figure): boolean =>
  (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
