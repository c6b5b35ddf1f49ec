import net from 'node:net';
import { freePort } from './waiting';

/**
 * The wire between a Baton and its PostgreSQL, to be cut and mended: what a lost database looks like from inside,
 * without stopping the server that other tests use.
 */
export async function cable(target: { host: string; port: number }) {
  const port = await freePort();
  const ends = new Set<net.Socket>();
  let whole = true;

  const server = net.createServer((near) => {
    if (!whole) return void near.destroy();
    const far = net.connect(target);
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        ends.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  const cut = () => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  return {
    port,
    /** Ends every connection, and every new one as soon as it is made. */
    cut,
    mend: () => {
      whole = true;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
