import { testServer } from './database';

/** Keeps the suite's PostgreSQL up between files: starting it for each would cost more than the tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await testServer();
  return async () => void (await server.stop());
}
