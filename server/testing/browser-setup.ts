import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { testServer } from './database';

/** Once before all journeys: the screens are built, and one PostgreSQL stays up for the databases of all Batons. */
export default async function setup(): Promise<() => Promise<void>> {
  const root = path.resolve(import.meta.dirname, '../..');
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'server/start/main.ts', '--build'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the screens could not be built');
  const server = await testServer();
  return async () => void (await server.stop());
}
