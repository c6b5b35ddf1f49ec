import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, ended, signalGroup, spawnNode } from './child';

/** Waits before a crashed process is started again: at once the first time, then a little longer, never over 2 s. */
const restartDelaysMs = [0, 250, 500, 1_000, 2_000];
/** After this long a crash counts as the first again. */
const steadyMs = 30_000;

/** A process that is kept running until it is told to stop. */
export type Supervised = {
  readonly name: string;
  /** Crashes in a row. */
  crashes(): number;
  /** Tells the present process, and each that comes after it. The last word counts. */
  tell(message: object): void;
  /** Ends the present process; it comes back with this environment. */
  restart(environment: Environment): void;
  /** SIGTERM, then after `patienceMs` SIGKILL for whatever is left of its group. Resolves when it has ended. */
  stop(patienceMs: number): Promise<void>;
};

/** How long to wait before starting a process again that crashed `crashes` times in a row (from 1). */
export const restartDelayMs = (crashes: number): number =>
  restartDelaysMs[Math.min(crashes, restartDelaysMs.length) - 1] ?? 0;

/** Starts a process and starts it again whenever it ends. */
export function supervise(name: string, args: string[], first: Environment, log: (line: string) => void): Supervised {
  let environment = first;
  let crashes = 0;
  let wanted = true;
  let moving = false;
  let word: object | null = null;
  let child: ChildProcess = spawnNode(args, environment);
  const say = () => {
    // A process that is ending hears nothing more; the next is told at its start.
    if (word && child.connected) child.send(word, () => undefined);
  };

  async function watch(): Promise<void> {
    while (wanted) {
      const startedAt = performance.now();
      const code = await ended(child);
      signalGroup(child, 'SIGKILL');
      // A fault that a test asked for fires once: it must not come back with the process.
      environment = { ...environment, BATON_FAULT: undefined };
      if (!wanted) return;
      if (!moving) {
        crashes = performance.now() - startedAt > steadyMs ? 1 : crashes + 1;
        log(`${name} ended (${child.signalCode ?? `exit ${code}`}): starting it again`);
        await sleep(restartDelayMs(crashes));
        if (!wanted) return;
      }
      moving = false;
      child = spawnNode(args, environment);
      say();
    }
  }
  const done = watch();

  async function end(patienceMs: number): Promise<void> {
    const leaving = child;
    signalGroup(leaving, 'SIGCONT');
    leaving.kill('SIGTERM');
    const force = setTimeout(() => signalGroup(leaving, 'SIGKILL'), patienceMs);
    await ended(leaving);
    clearTimeout(force);
    signalGroup(leaving, 'SIGKILL');
  }

  return {
    name,
    crashes: () => crashes,
    tell(message) {
      word = message;
      say();
    },
    restart(next) {
      environment = next;
      moving = true;
      void end(3_000);
    },
    async stop(patienceMs) {
      wanted = false;
      await end(patienceMs);
      await done;
    },
  };
}
