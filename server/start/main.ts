import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '@/server/env';
import { buildScreens, generateClient } from './build';
import { bundled } from './bundle';
import { type Environment, ended, spawnInFront, typescript } from './child';
import { applyMigrations, openDatabase } from './database';
import { type Options, parseOptions } from './options';
import { ask, localAddress, waitForPort } from './port';
import { watchSpace } from './space';
import { type Supervised, supervise } from './supervise';

/** How long web and worker may take to end; the database needs what is left of 10 s. */
const childPatienceMs = 8_000;
const wholePatienceMs = 9_800;
/** A process that crashes this often before it ever answered has a reason that starting it again does not cure. */
const crashesBeforeAnswer = 5;

const log = (line: string): void => {
  process.stderr.write(`baton: ${line}\n`);
};

/** What has been started, to be ended in the opposite order. */
type Started = { stop(): Promise<unknown> }[];

/** What the children are told; where the database is and what seals its secrets is added when it is known. */
const childEnvironment = (dev: boolean): Environment => ({
  ...process.env,
  NODE_ENV: dev ? 'development' : 'production',
  ...(dev ? { BATON_DEV: '1' } : {}),
  DATA_DIR: path.resolve(env.DATA_DIR),
  PUBLIC_URL: env.PUBLIC_URL,
  PORT: String(env.PORT),
  HOST: env.HOST,
  NEXTAUTH_URL: env.PUBLIC_URL,
  NEXT_TELEMETRY_DISABLED: '1',
});

/** Starts what `options` ask for. Returns the exit code where there is an end, and otherwise null: it runs until stopped. */
async function launch(options: Options, started: Started, stop: AbortSignal): Promise<number | null> {
  const { mode, dev } = options;
  const quiet = () => undefined;
  const say = mode === 'command' ? quiet : log;
  const withWeb = mode === 'all' || mode === 'web';
  const children: Supervised[] = [];
  const environment = childEnvironment(dev);

  if (withWeb) await waitForPort(env.HOST, env.PORT);
  const making = (async () => {
    await generateClient(say, stop);
    if (mode === 'build' || (withWeb && !dev)) await buildScreens(say, stop);
  })();
  if (mode === 'generate' || mode === 'build') return making.then(() => 0);

  // Both at once: a first start waits for the longer of the two. `allSettled`, so that a failure of one leaves nothing behind.
  const preparing = (async () => {
    const database = await openDatabase({
      log: say,
      moved: (url) => {
        environment.DATABASE_URL = url;
        for (const child of children) child.restart({ ...environment, BATON_FAULT: undefined });
      },
    });
    started.push(database);
    environment.DATABASE_URL = database.url;
    environment.AUTH_SECRET = database.authSecret;
    if (!stop.aborted) await applyMigrations(database.url, say, stop);
  })();
  await Promise.allSettled([making, preparing]);
  await making;
  await preparing;
  if (stop.aborted) return null;

  if (mode === 'command') return runCommand(options.command, environment, stop);
  started.push({ stop: () => Promise.all(children.map((child) => child.stop(childPatienceMs))) });
  // A database elsewhere has a disk of its own.
  if (!env.DATABASE_URL) watchSpace(path.resolve(env.DATA_DIR), (low) => tellOfSpace(low, children), stop);
  // While developing the sources change under a running process: they are read one by one, as they are.
  const made = dev ? typescript : bundled;
  if (mode !== 'worker') children.push(supervise('web', made('server/api/main.ts'), environment, log));
  if (mode !== 'web') children.push(supervise('worker', made('server/worker/main.ts'), environment, log));
  await announce(mode, children, stop);
  return null;
}

/** The doors close before PostgreSQL has to: what is stored can then still be paged and recorded. */
function tellOfSpace(low: boolean, children: Supervised[]): void {
  log(low ? 'the disk is nearly full: senders are refused until there is room' : 'the disk has room again');
  for (const child of children) child.tell({ lowSpace: low });
}

async function runCommand(command: string[], environment: Environment, stop: AbortSignal): Promise<number> {
  const child = spawnInFront([...typescript('server/cli/main.ts'), ...command], environment);
  stop.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  return ended(child);
}

/** Waits until everything answers and says so in the one line that scripts wait for. */
async function announce(mode: Options['mode'], children: Supervised[], stop: AbortSignal): Promise<void> {
  if (mode === 'worker') return log('the worker is started');
  // Alone, the web cannot be ready: readiness includes the worker's turn, on whichever machine it runs.
  const address = `${localAddress(env.HOST, env.PORT)}/api/health/${mode === 'web' ? 'live' : 'ready'}`;
  let next = performance.now() + 15_000;
  for (; !stop.aborted; await sleep(50)) {
    const failing = children.find((child) => child.crashes() >= crashesBeforeAnswer);
    if (failing)
      throw new Error(`the ${failing.name} ended ${crashesBeforeAnswer} times before it answered; why stands above`);
    const { status, text } = await ask(address);
    if (status === 200) break;
    if (performance.now() < next) continue;
    next += 15_000;
    log(`not ready yet: ${status ? `${status} ${text.slice(0, 500)}` : text}`);
  }
  if (stop.aborted) return;
  process.stdout.write(
    mode === 'web' ? `Baton's web answers on ${env.PUBLIC_URL}\n` : `Baton is ready on ${env.PUBLIC_URL}\n`,
  );
}

async function main(): Promise<void> {
  const stop = new AbortController();
  // Ctrl-C arrives twice, from the terminal and from npm: the second must not end the launcher half-way.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  // An npm that was killed passes nothing on; nobody would be left to stop what it started.
  const parent = process.ppid;
  const orphaned = () => process.ppid !== parent && stop.abort();
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 500).unref();
  stop.signal.addEventListener('abort', () => setTimeout(() => process.exit(1), wholePatienceMs).unref());

  const started: Started = [];
  let code = 0;
  try {
    const end = await launch(parseOptions(process.argv.slice(2)), started, stop.signal);
    if (end === null && !stop.signal.aborted)
      await new Promise((resolve) => stop.signal.addEventListener('abort', resolve, { once: true }));
    code = end ?? 0;
  } catch (error) {
    if (!stop.signal.aborted) {
      log(`cannot go on: ${error instanceof Error ? error.message || String(error.cause ?? error) : error}`);
      code = 1;
    }
  }
  for (const one of started.reverse()) await one.stop();
  process.exit(code);
}

await main();
