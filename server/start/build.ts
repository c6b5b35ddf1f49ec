import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, ended, projectRoot, signalGroup, spawnNode } from './child';

/** Everything that decides what the build holds. */
const buildSources = [
  'app',
  'components',
  'server',
  'prisma/schema',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
/** Run from source by other processes, or by tests: no part of the build. */
const noPart = /^server\/(start|worker|cli|testing)\/|\.test\.tsx?$|\/fixtures\//;
const generatorSources = ['prisma/schema', 'prisma/prisma.config.ts', 'node_modules/prisma/package.json'];

function* filesOf(root: string, place: string): Generator<string> {
  const found = statSync(path.join(root, place), { throwIfNoEntry: false });
  if (found?.isFile()) yield place;
  if (!found?.isDirectory()) return;
  for (const name of readdirSync(path.join(root, place)).sort()) yield* filesOf(root, `${place}/${name}`);
}

/** One hash over the names and bytes of all files under `places`; test files and what other processes run are left out. */
export function sourceHash(root: string, places: string[] = buildSources): string {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesOf(root, place)) {
      if (noPart.test(file)) continue;
      const bytes = readFileSync(path.join(root, file));
      hash.update(`${file}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}

type Made = {
  what: string;
  record: string;
  proof: string;
  sources: string[];
  args: string[];
  environment: Partial<Environment>;
};

/** The record lies in the folder that is made: whoever removes the folder removes the record. */
const isCurrent = ({ record, proof, sources }: Made): boolean => {
  if (!existsSync(path.join(projectRoot, proof)) || !existsSync(path.join(projectRoot, record))) return false;
  const { source } = JSON.parse(readFileSync(path.join(projectRoot, record), 'utf8'));
  return source === sourceHash(projectRoot, sources);
};

const client: Made = {
  what: 'the database client',
  record: 'prisma/generated/baton-source.json',
  proof: 'prisma/generated/client.ts',
  sources: generatorSources,
  args: [
    path.join(projectRoot, 'node_modules/prisma/build/index.js'),
    'generate',
    '--config',
    'prisma/prisma.config.ts',
  ],
  // Without a path to an engine, Prisma would download one. Generating needs none; Node stands in, and refuses the rest.
  environment: {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  },
};

const screens: Made = {
  what: 'the screens (about a minute, once for each version)',
  record: '.next/baton-build.json',
  proof: '.next/BUILD_ID',
  sources: buildSources,
  args: [path.join(projectRoot, 'node_modules/next/dist/bin/next'), 'build'],
  environment: {
    NEXT_TELEMETRY_DISABLED: '1',
    BATON_BUILD_SKIPS_TYPES: '1',
    NODE_ENV: 'production',
    BATON_FAULT: undefined,
  },
};

/** Makes the database's client from the schema unless it is there already. */
export const generateClient = (log: (line: string) => void, stop: AbortSignal): Promise<void> =>
  make(client, log, stop);

/** Builds the screens unless there is a build of exactly this source. Types are left to `npm run check`. */
export const buildScreens = (log: (line: string) => void, stop: AbortSignal): Promise<void> => make(screens, log, stop);

async function make(made: Made, log: (line: string) => void, stop: AbortSignal): Promise<void> {
  if (isCurrent(made)) return;
  const release = await lock(stop);
  try {
    if (stop.aborted || isCurrent(made)) return;
    const source = sourceHash(projectRoot, made.sources);
    const startedAt = performance.now();
    log(`making ${made.what}`);
    await runToEnd(made, stop);
    if (stop.aborted) return;
    writeFileSync(path.join(projectRoot, made.record), `${JSON.stringify({ source })}\n`);
    log(`made in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  } finally {
    release();
  }
}

async function runToEnd({ what, proof, args, environment }: Made, stop: AbortSignal): Promise<void> {
  const child = spawnNode(args, { ...process.env, ...environment }, 'pipe');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (output += part.toString('utf8')));
  const end = () => signalGroup(child, 'SIGKILL');
  stop.addEventListener('abort', end, { once: true });
  const code = await ended(child);
  stop.removeEventListener('abort', end);
  // A build leaves a worker of 150 MB behind.
  end();
  if (!stop.aborted && (code !== 0 || !existsSync(path.join(projectRoot, proof))))
    throw new Error(`${what} could not be made:\n${output.trim().split('\n').slice(-40).join('\n')}`);
}

/** Several starts on one checkout build once: the others wait, and a lock whose owner is gone is nobody's. */
async function lock(stop: AbortSignal): Promise<() => void> {
  const folder = path.join(projectRoot, 'node_modules/.cache/baton');
  const file = path.join(folder, 'build.lock');
  const mine = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(mine, String(process.pid));
  try {
    while (!stop.aborted) {
      try {
        linkSync(mine, file);
        return () => rmSync(file, { force: true });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      if (isAlive(ownerOf(file))) await sleep(300);
      else rmSync(file, { force: true });
    }
    return () => undefined;
  } finally {
    rmSync(mine, { force: true });
  }
}

function ownerOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
