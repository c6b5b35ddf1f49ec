import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '../..');
const followParent = path.join(import.meta.dirname, 'follow-parent.mjs');

export type Environment = NodeJS.ProcessEnv;

/** Node's arguments for a TypeScript entry of this project, whatever folder it is run in. */
export const typescript = (entry: string): string[] => [
  '--import',
  import.meta.resolve('tsx'),
  path.join(projectRoot, entry),
];

/**
 * A Node process in a group of its own, so that Ctrl-C reaches the launcher only and everything the process leaves
 * behind can be ended with it. It ends by itself when the launcher is gone. Its output goes to the launcher's stderr:
 * stdout is for what scripts read.
 */
export function spawnNode(
  args: string[],
  environment: Environment,
  output: 'stderr' | 'pipe' = 'stderr',
): ChildProcess {
  const channel = output === 'pipe' ? 'pipe' : 2;
  return spawn(process.execPath, ['--import', followParent, ...args], {
    cwd: projectRoot,
    env: { ...environment, BATON_LAUNCHER: String(process.pid) },
    detached: process.platform !== 'win32',
    stdio: ['ignore', channel, channel, 'ipc'],
  });
}

/** A Node process that owns the terminal, in the folder where the person is: npm itself moves to the project. */
export function spawnInFront(args: string[], environment: Environment): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: { ...environment, TSX_TSCONFIG_PATH: path.join(projectRoot, 'tsconfig.json') },
    stdio: 'inherit',
  });
}

/** Resolves with the exit code when the process has ended; 1 if it was killed or never began. */
export const ended = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? 1);
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });

/** Signals the process and everything it started. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // Already gone.
  }
}
